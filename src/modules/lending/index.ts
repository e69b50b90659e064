// The door of lending.
import type { LendingParts } from './types.ts';
import { applyServices } from './apply.ts';
import { decideServices } from './decide.ts';
import { filingServices } from './filing.ts';
import { grantServices } from './grant.ts';
import { payoutServices } from './payout.ts';
import { lendingQueries } from './queries.ts';
import { repayServices } from './repay.ts';
import { signServices } from './sign.ts';
import { surveyServices } from './survey.ts';

export { verifyLending } from './verify.ts';

export function lendingServices(parts: LendingParts) {
  return [
    ...filingServices(parts.sealer), ...applyServices, ...surveyServices(parts.sealer), ...decideServices(parts.sealer), ...grantServices(parts.sealer), ...signServices(parts), ...payoutServices(parts.sealer), ...repayServices, ...lendingQueries(parts.sealer),
  ];
}
