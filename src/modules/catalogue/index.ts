// The door of the catalogue.
import { commands } from './services.ts';
import { queries } from './queries.ts';

export { decisionTable, productContent, tableKeys, type DecisionTable, type LprTenor, type ProductContent, type ProductContentWire, type TableKey } from './content.ts';
export { evaluate, evaluateMany, missingFacts, tableHash, type Evaluation, type Fact, type Facts, type Outputs } from './evaluate.ts';
export { annualRate, annualRateText, isEligible, limitWithin, type Lpr } from './rules.ts';
export { checkTable, type TableProblem } from './tables.ts';
export { lprOn } from './sql/lpr.ts';
export { publishedVersion, publishedVersions, versionsById, type Version } from './sql/versions.ts';
export { createCatalogue, loadLpr, type SetUpBrand, type SetUpProduct } from './setup.ts';
export { lprHistory } from './data/lpr.ts';
export { orangeBrand, orangeContent } from './data/orange.ts';

export const catalogueServices = [...commands, ...queries];
