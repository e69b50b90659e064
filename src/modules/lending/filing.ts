// A village as a unit of credit: each household's filing, the panel's ratings, the pre-limit that follows.
import { publishedVersions } from '#catalogue';
import { refuse, succeed, type Outcome } from '#kernel';
import { personsOf } from '#parties';
import { deriveId, handles, insertRows, sql, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { evaluateFarm, isOfferedIn } from './evaluate.ts';
import { loadFilings } from './sql/load.ts';
import { byFiling, succeeded } from './targets.ts';

type Household = { householdId: string; villageId: string; headId: string; unitPath: string; filed: boolean };
async function loadHouseholds(tx: Tx, ids: readonly string[]): Promise<Map<string, Household>> {
  const rows = await tx.rows<Household>(sql`select h.id as "householdId", v.to_party_id as "villageId", head.from_party_id as "headId", h.unit_path as "unitPath", exists (select 1 from lending.filing f where f.household_id = h.id) as filed
    from parties.parties h join parties.relations v on v.from_party_id = h.id and v.kind = 'belongs_to' join parties.relations head on head.to_party_id = h.id and head.kind = 'head_of'
    where h.id = any(${[...new Set(ids)]}::uuid[]) and h.kind = 'household'`);
  return new Map(rows.map((row) => [row.householdId, row]));
}

export const filingServices = (sealer: Sealer) => [
  handles(contract.fileHousehold, {
    async scope(tx, inputs) {
      const found = await loadHouseholds(tx, inputs.map((input) => input.householdId));
      return inputs.map((input) => { const household = found.get(input.householdId); return household ? { unitPath: household.unitPath } : null; });
    },
    async handle(tx, items) {
      const households = await loadHouseholds(tx, items.map((item) => item.input.householdId));
      const seen = new Set<string>();
      const outcomes = items.map(({ input, commandId }): Outcome<{ filingId: string }> => {
        const household = households.get(input.householdId);
        if (!household || household.villageId !== input.villageId) return refuse('household_not_found');
        if (household.filed || seen.has(input.householdId)) return refuse('filed_before');
        seen.add(input.householdId);
        return succeed({ filingId: deriveId(commandId, 'filing') });
      });
      await insertRows(tx, 'lending.filing', succeeded(items, outcomes).map(({ item: { input, businessDate, commandId }, value }) => {
        const household = households.get(input.householdId)!;
        return {
          id: value.filingId, village_id: input.villageId, household_id: input.householdId, borrower_id: household.headId, unit_path: household.unitPath, acreage_mu_hundredths: input.acreageMuHundredths, trees: input.trees,
          annual_income_minor: input.annualIncomeMinor, other_debt_minor: input.otherDebtMinor, grey_list: input.greyList, filed_on: businessDate, command_id: commandId,
        };
      }));
      return outcomes;
    },
  }),

  handles(contract.ratePanel, {
    scope: byFiling,
    async handle(tx, items) {
      const filings = await loadFilings(tx, items.map((item) => item.input.filingId));
      const persons = await personsOf(tx, sealer, [...filings.values()].map((filing) => filing.borrowerId));
      const products = await publishedVersions(tx, { productIds: items.map((item) => item.input.productId) });
      const outcomes: Outcome<{ rating: number; limitMinor: bigint }>[] = [];
      const preLimits: Record<string, unknown>[] = [];
      const rated = new Set<string>();
      for (const { input, businessDate, commandId } of items) {
        const filing = filings.get(input.filingId);
        const product = products.get(input.productId);
        const seats = new Set(input.ratings.map((rating) => rating.seat));
        if (!filing) outcomes.push(refuse('filing_not_found'));
        else if (filing.rated || rated.has(filing.id)) outcomes.push(refuse('rated_before'));
        else if (seats.size < 3 || seats.size !== input.ratings.length) outcomes.push(refuse('too_few_seats'));
        else if (!product || !isOfferedIn(product, filing.unitPath)) outcomes.push(refuse('product_not_published'));
        else {
          // The panel's mean, halves up; each seat rated blind.
          const rating = Math.floor((2 * input.ratings.reduce((sum, each) => sum + each.score, 0) + input.ratings.length) / (2 * input.ratings.length));
          const result = await evaluateFarm(tx, product, { filing, rating, businessDate, idNumber: persons.get(filing.borrowerId)?.idNumber ?? null });
          if (!result.ok) { outcomes.push(result); continue; }
          rated.add(filing.id);
          outcomes.push(succeed({ rating, limitMinor: result.value.limitMinor }));
          preLimits.push({ filing_id: filing.id, product_version_id: product.id, rating, limit_minor: result.value.limitMinor, reasons: result.value.reasons, set_on: businessDate, command_id: commandId });
        }
      }
      await insertRows(tx, 'lending.panel_rating', succeeded(items, outcomes).flatMap(({ item }) => item.input.ratings.map((rating) => ({ filing_id: item.input.filingId, seat: rating.seat, score: rating.score, command_id: item.commandId }))));
      await insertRows(tx, 'lending.pre_limit', preLimits);
      return outcomes;
    },
  }),
];
