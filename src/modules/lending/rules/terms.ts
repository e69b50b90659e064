import type { BusinessDate, CurrencyCode, DayCount } from '#kernel';

/** What a borrower can owe. `fee` is costs of recovery and service, `compound` the interest on unpaid interest. */
export type Component = 'fee' | 'compound' | 'penalty' | 'interest' | 'principal';

/** Everything a loan's schedule and its servicing follow; frozen on the contract. Money in minor units, days half-open [from, until). */
export type Terms = {
  readonly principalMinor: bigint;
  readonly currency: CurrencyCode;
  readonly startsOn: BusinessDate;
  readonly maturesOn: BusinessDate;
  /** Contiguous, in order, covering [startsOn, maturesOn]. */
  readonly segments: readonly Segment[];
  readonly dayCount: DayCount;
  readonly interestRounding: 'half_up';
  readonly residual: 'last';
  /** On top of the contract rate while overdue: 5000 makes it rate × 1.5. */
  readonly penaltyMarkupBasisPoints: number;
  readonly compoundInterest: 'penalty_rate' | 'contract_rate' | 'none';
  /** Paid within so many days after the due date: no penalty. Later: penalty from the due date. */
  readonly graceDays: number;
  readonly waterfall: readonly Component[];
  readonly prepayment: { readonly allowed: boolean; readonly effect: PrepaymentEffect; readonly noticeDays?: number };
};

export type PrepaymentEffect = 'shorter_term' | 'lower_instalment';

export type Segment = {
  readonly from: BusinessDate;
  readonly until: BusinessDate;
  readonly principal: PrincipalRule;
  readonly interest: InterestRule;
  readonly rate: Rate;
};

/** The resolved annual rate as a decimal ('0.0345'), and where it came from. */
export type Rate = {
  readonly annual: string;
  readonly basis: 'fixed' | 'lpr_1y' | 'lpr_5y';
  readonly spreadBasisPoints?: number;
  readonly referenceDate?: BusinessDate;
};

/**
 * How principal falls due. Periods are counted from the start of the run of segments that share the rule; with `dayOfMonth` (own, or that of
 * paid interest) they fall on that day, of calendar quarters and halves where `everyMonths` is 3 or 6. Equal rules repay everything by the end of
 * their run; percentages are of the whole principal; whatever is left anyway falls due at maturity.
 */
export type PrincipalRule =
  | { readonly kind: 'equal_instalment'; readonly everyMonths: number; readonly dayOfMonth?: number }
  | { readonly kind: 'equal_principal'; readonly everyMonths: number; readonly dayOfMonth?: number }
  | { readonly kind: 'fixed'; readonly amountMinor: bigint; readonly everyMonths: number; readonly dayOfMonth?: number }
  | { readonly kind: 'percent_by_date'; readonly parts: readonly { readonly dueOn: BusinessDate; readonly basisPoints: number }[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'rest' };

/**
 * How interest falls due. `paid` with `dayOfMonth: 21` is "settled on the 20th, posted on the 21st": periods run 21 → 21. `with_principal` pays all
 * that has accrued whenever principal falls due; `capitalised` adds it to the principal. Maturity pays whatever is left.
 */
export type InterestRule =
  | { readonly kind: 'paid'; readonly everyMonths: number; readonly dayOfMonth?: number }
  | { readonly kind: 'with_principal' }
  | { readonly kind: 'at_end' }
  | { readonly kind: 'capitalised'; readonly everyMonths: number };

/** One part of a reckoning in words of arithmetic: base × rate × part of a year. */
export type Explanation = {
  readonly from: BusinessDate;
  readonly until: BusinessDate;
  readonly days: number;
  readonly baseMinor: bigint;
  readonly annualRate: string;
  readonly dayCount: DayCount;
  readonly formula: string;
};

/** `number` stays with its due date: lines that a prepayment empties leave a gap. `balanceAfterMinor` is principal not yet due by plan. */
export type ScheduleLine = {
  readonly number: number;
  readonly dueOn: BusinessDate;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly capitalisedMinor: bigint;
  readonly balanceAfterMinor: bigint;
  readonly explanation: readonly Explanation[];
};

/**
 * What happened to a loan. Facts take effect by business date and, within a day, by `sequence`; dues of a day come before its facts.
 * `terms_changed` (extension, relief, repricing) carries terms for the whole life whose past is as it was; dues after `on` follow them.
 */
export type Fact =
  | { readonly kind: 'disbursed'; readonly sequence: number; readonly on: BusinessDate; readonly amountMinor: bigint }
  | { readonly kind: 'repaid'; readonly sequence: number; readonly on: BusinessDate; readonly amountMinor: bigint }
  | { readonly kind: 'fee_charged'; readonly sequence: number; readonly on: BusinessDate; readonly amountMinor: bigint }
  | { readonly kind: 'waived'; readonly sequence: number; readonly on: BusinessDate; readonly component: Exclude<Component, 'principal'>; readonly amountMinor: bigint }
  | { readonly kind: 'terms_changed'; readonly sequence: number; readonly on: BusinessDate; readonly terms: Terms };
