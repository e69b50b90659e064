import { addMonths, type BusinessDate } from '#kernel';
import { harvestTerms } from './harvest.ts';
import type { Rate, Terms } from './terms.ts';

/** What a product says about the shape of its loans; the catalogue's content carries it. */
export type ProductSchedule =
  | {
    readonly kind: 'harvest'; readonly parts: readonly { readonly month: number; readonly basisPoints: number }[]; readonly dueDayOfMonth: number; readonly firstHarvestYear: number;
    readonly interest: { readonly settlement: 'quarterly_20' | 'monthly' | 'with_principal' };
  }
  | { readonly kind: 'equal_instalment' | 'equal_principal' | 'interest_only' | 'bullet'; readonly everyMonths: number };

export type ProductTerms = Pick<Terms, 'dayCount' | 'penaltyMarkupBasisPoints' | 'compoundInterest' | 'graceDays' | 'waterfall' | 'prepayment'> & { readonly schedule: ProductSchedule };

/** The terms of one loan of a product: preview, contract and every later figure use this one function. */
export function termsOfProduct(product: ProductTerms, loan: { principalMinor: bigint; startsOn: BusinessDate; months: number; rate: Rate }): Terms {
  const { schedule, ...usual } = product;
  const options = { currency: 'CNY' as const, interestRounding: 'half_up' as const, residual: 'last' as const, ...usual };
  const maturesOn = addMonths(loan.startsOn, loan.months);
  if (schedule.kind === 'harvest') {
    const { settlement } = schedule.interest;
    // Settled on the 20th, posted on the 21st: interest periods run from 21 to 21.
    const interest = settlement === 'with_principal' ? { kind: 'with_principal' as const } : { kind: 'paid' as const, everyMonths: settlement === 'monthly' ? 1 : 3, dayOfMonth: 21 };
    return harvestTerms({ ...schedule, interest, rate: loan.rate }, loan.principalMinor, loan.startsOn, loan.months, options);
  }
  const segment = { from: loan.startsOn, until: maturesOn, rate: loan.rate };
  const segments = schedule.kind === 'bullet' ? [{ ...segment, principal: { kind: 'rest' as const }, interest: { kind: 'at_end' as const } }]
    : schedule.kind === 'interest_only' ? [{ ...segment, principal: { kind: 'rest' as const }, interest: { kind: 'paid' as const, everyMonths: schedule.everyMonths, dayOfMonth: 21 } }]
    : [{ ...segment, principal: { kind: schedule.kind, everyMonths: schedule.everyMonths }, interest: { kind: 'paid' as const, everyMonths: schedule.everyMonths } }];
  return { ...options, principalMinor: loan.principalMinor, startsOn: loan.startsOn, maturesOn, segments };
}
