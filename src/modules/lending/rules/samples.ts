import { addMonths, businessDate, type BusinessDate } from '#kernel';
import type { InterestRule, PrincipalRule, Terms } from './terms.ts';
import { defaultWaterfall } from './waterfall.ts';

/** One-segment terms for tests and examples: 36 months of 300,000 yuan at 3.65 % from 5 March 2026 unless said otherwise. */
export function sampleTerms(
  principal: PrincipalRule, interest: InterestRule,
  options: Partial<Omit<Terms, 'segments' | 'maturesOn'>> & { months?: number; annual?: string; from?: string } = {},
): Terms {
  const { months = 36, annual = '0.0365', from = '2026-03-05', ...rest } = options;
  const startsOn: BusinessDate = businessDate(from);
  const maturesOn = addMonths(startsOn, months);
  return {
    principalMinor: 30_000_000n, currency: 'CNY', dayCount: 'twelfth_per_month', interestRounding: 'half_up', residual: 'last', penaltyMarkupBasisPoints: 5000,
    compoundInterest: 'penalty_rate', graceDays: 0, waterfall: defaultWaterfall, prepayment: { allowed: true, effect: 'shorter_term' }, ...rest,
    startsOn, maturesOn, segments: [{ from: startsOn, until: maturesOn, principal, interest, rate: { annual, basis: 'fixed' } }],
  };
}
