// Asks the product's tables about a farm: may it borrow, how much, at what price, and why.
import { annualRateText, evaluate, isEligible, limitWithin, lprOn, missingFacts, type Fact, type Version } from '#catalogue';
import { refuse, residentIdFacts, succeed, type Outcome } from '#kernel';
import type { Reader } from '#platform';
import type { Reason } from './types.ts';

/** Whether a unit may sell the product: its own, or one of a unit above it. */
export const isOfferedIn = (product: Version, unitPath: string): boolean => unitPath.startsWith(product.unitPath);

export type Farm = {
  readonly filing: { readonly acreageMuHundredths: number; readonly trees: number; readonly annualIncomeMinor: bigint; readonly otherDebtMinor: bigint; readonly greyList: boolean };
  readonly rating: number;
  readonly businessDate: string;
  readonly survey?: { readonly acreageMuHundredths: number; readonly trees: number; readonly waterNeedCubicMetres: number };
  readonly requestedMinor?: bigint;
  readonly termMonths?: number;
  readonly idNumber: string | null;
  readonly povertyRelieved?: boolean;
  readonly overdue?: boolean;
};
export type Judgement = { eligible: boolean; limitMinor: bigint; annualRate: string; spreadBasisPoints: number; lprPublishedOn: string; reasons: Reason[]; facts: Record<string, string | boolean>; tableHash: string };

/** Every fact the tables may ask for; where a survey was made its figures stand before those that were told. */
function factsOf(farm: Farm): Record<string, Fact> {
  const { filing, survey } = farm;
  const birth = farm.idNumber ? residentIdFacts(farm.idNumber)?.birthDate : undefined;
  const age = birth ? Number(farm.businessDate.slice(0, 4)) - Number(birth.slice(0, 4)) - (farm.businessDate.slice(5) < birth.slice(5) ? 1 : 0) : undefined;
  return {
    acreageMuHundredths: survey?.acreageMuHundredths ?? filing.acreageMuHundredths, treeCount: survey?.trees ?? filing.trees, waterNeedCubicMetres: survey?.waterNeedCubicMetres ?? 0, panelRating: farm.rating, ...(age === undefined ? {} : { ageYears: age }), onGreyList: filing.greyList,
    hasOverdue: farm.overdue ?? false, povertyRelieved: farm.povertyRelieved ?? false, annualIncomeMinor: filing.annualIncomeMinor, otherDebtMinor: filing.otherDebtMinor, requestedMinor: farm.requestedMinor ?? 0n, termMonths: farm.termMonths ?? 12,
  };
}

/** The judgement on one farm under one version of a product, at a business date. Refuses where no LPR is loaded or a table asks for a fact nobody has. */
export async function evaluateFarm(reader: Reader, product: Version, farm: Farm): Promise<Outcome<Judgement>> {
  const { tables, limits, pricing } = product.content;
  const facts = factsOf(farm);
  const missing = [tables.eligibility, tables.limit, tables.price].flatMap((table) => missingFacts(table, facts));
  if (missing.length > 0) return refuse('product_not_published', { missing: missing.join(', ') });
  const lpr = await lprOn(reader, pricing.lprTenor, farm.businessDate);
  if (!lpr.ok) return refuse('rate_not_loaded');
  const [eligibility, limit, price] = await Promise.all([evaluate(tables.eligibility, facts), evaluate(tables.limit, facts), evaluate(tables.price, facts)]);
  const eligible = isEligible(eligibility);
  const within = eligible ? limitWithin(limits, limit.outputs, BigInt(facts['acreageMuHundredths'] as number)) : 0n;
  // Nobody is granted more than they asked for; a request is in whole steps already.
  const limitMinor = farm.requestedMinor !== undefined && farm.requestedMinor < within ? farm.requestedMinor : within;
  const spread = price.outputs['basisPoints'] ?? 0n;
  return succeed({
    eligible, limitMinor, annualRate: annualRateText(lpr.value, spread as bigint), spreadBasisPoints: Number(spread), lprPublishedOn: lpr.value.publishedOn, reasons: [...eligibility.reasons, ...limit.reasons, ...price.reasons],
    facts: Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'boolean' ? fact : String(fact)])), tableHash: [eligibility, limit, price].map((answer) => answer.hash).join(' '),
  });
}
