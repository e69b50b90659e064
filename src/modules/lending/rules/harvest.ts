import { addMonths, allocate, assert, civil, daysInMonth, fromCivil, type BusinessDate } from '#kernel';
import type { InterestRule, PrincipalRule, Rate, Segment, Terms } from './terms.ts';
import { defaultWaterfall } from './waterfall.ts';

/**
 * When a product's crop is sold. `parts` are months in the order of one season (December, January, March) with their shares, 10,000 in all;
 * `firstHarvestYear` counts years of the loan from 1, the years before it being growth years without principal.
 */
export type Season = {
  readonly parts: readonly { readonly month: number; readonly basisPoints: number }[];
  readonly dueDayOfMonth: number;
  readonly firstHarvestYear: number;
  readonly interest: InterestRule;
  readonly rate: Rate;
};

export type HarvestTerms = Omit<Terms, 'principalMinor' | 'startsOn' | 'maturesOn' | 'segments'>;

const usual: HarvestTerms = {
  currency: 'CNY', dayCount: 'actual_360', interestRounding: 'half_up', residual: 'last', penaltyMarkupBasisPoints: 5000, compoundInterest: 'penalty_rate',
  graceDays: 0, waterfall: defaultWaterfall, prepayment: { allowed: true, effect: 'shorter_term' },
};

/**
 * Terms whose principal follows the harvests: each season from the first harvest year on repays an equal share, split over its months. A month that the
 * term does not reach falls due at maturity with the rest.
 */
export function harvestTerms(season: Season, principalMinor: bigint, startsOn: BusinessDate, months: number, options: Partial<HarvestTerms> = {}): Terms {
  assert(season.parts.length > 0 && season.parts.reduce((sum, part) => sum + part.basisPoints, 0) === 10_000, 'the parts of a season make up the whole');
  const maturesOn = addMonths(startsOn, months);
  const growthUntil = addMonths(startsOn, 12 * (season.firstHarvestYear - 1));
  assert(season.firstHarvestYear >= 1 && growthUntil < maturesOn, 'the first harvest falls within the term');
  const seasons = Math.ceil((months - 12 * (season.firstHarvestYear - 1)) / 12);
  const rule: PrincipalRule = { kind: 'percent_by_date', parts: harvestParts(season, startsOn, seasons, maturesOn) };
  const segment = (from: BusinessDate, until: BusinessDate, principal: PrincipalRule): Segment => ({ from, until, principal, interest: season.interest, rate: season.rate });
  const growth = season.firstHarvestYear === 1 ? [] : [segment(startsOn, growthUntil, { kind: 'none' })];
  return { ...usual, ...options, principalMinor, startsOn, maturesOn, segments: [...growth, segment(growthUntil, maturesOn, rule)] };
}

function harvestParts(season: Season, startsOn: BusinessDate, seasons: number, maturesOn: BusinessDate): { dueOn: BusinessDate; basisPoints: number }[] {
  const shares = allocate(10_000n, Array.from({ length: seasons }, () => season.parts.map((part) => BigInt(part.basisPoints))).flat());
  const byDate = new Map<BusinessDate, number>();
  for (let index = 0; index < seasons; index += 1) {
    let after = addMonths(startsOn, 12 * (season.firstHarvestYear - 1 + index));
    for (const [position, part] of season.parts.entries()) {
      after = nextInMonth(after, part.month, season.dueDayOfMonth);
      const dueOn = after < maturesOn ? after : maturesOn;
      byDate.set(dueOn, (byDate.get(dueOn) ?? 0) + Number(shares[index * season.parts.length + position]));
    }
  }
  return [...byDate].map(([dueOn, basisPoints]) => ({ dueOn, basisPoints }));
}

function nextInMonth(after: BusinessDate, month: number, day: number): BusinessDate {
  const { year } = civil(after);
  const inYear = (candidate: number): BusinessDate => fromCivil(candidate, month, Math.min(day, daysInMonth(candidate, month)));
  return inYear(year) > after ? inYear(year) : inYear(year + 1);
}
