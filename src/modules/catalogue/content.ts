// What a version of a product says, as one schema: the wire, the database and the lending room read the same. Runs in a browser.
import { z } from 'zod';
import { minor, positiveMinor, roles, text, type Role } from '#declare';

const name = (most: number) => z.strictObject({ zh: text(most), en: text(most) });
const basisPoints = (most: number) => z.int().min(0).max(most);
/** Names that the expression language keeps for itself are refused when a table is checked. */
const identifier = () => z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a name in camelCase');

export const factTypes = ['integer', 'boolean', 'text'] as const;
const cellValue = z.union([z.int(), z.boolean(), z.string().max(80)]);

/**
 * A decision table as data. A row holds where all its cells in `when` hold; an absent cell holds for anything. `first` answers with the first row that
 * holds, `collect` with all of them. Integers only: fen, basis points, hundredths of a mu, whole months and years.
 */
export const decisionTable = z.strictObject({
  inputs: z.array(z.strictObject({ name: identifier(), type: z.enum(factTypes), zh: text(60), en: text(60) })).min(1).max(20),
  outputs: z.array(z.strictObject({ name: identifier(), type: z.enum(factTypes) })).min(1).max(10),
  hitPolicy: z.enum(['first', 'collect']),
  rows: z.array(z.strictObject({ when: z.record(z.string(), z.string().max(200)), then: z.record(z.string(), cellValue), reason: name(200) })).min(1).max(500),
});
export type DecisionTable = z.output<typeof decisionTable>;
export const tableKeys = ['eligibility', 'limit', 'price'] as const;
export type TableKey = (typeof tableKeys)[number];

export const lprTenor = z.enum(['1Y', '5Y']);
export type LprTenor = z.output<typeof lprTenor>;

const everyMonths = z.int().min(1).max(12);
const component = z.enum(['fee', 'compound', 'penalty', 'interest', 'principal']);

/** How a loan of the product falls due. */
export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('harvest'),
    /** Months of one season in the order they come, with their shares of its principal: 10,000 in all. */
    parts: z.array(z.strictObject({ month: z.int().min(1).max(12), basisPoints: z.int().min(1).max(10_000) })).min(1).max(12),
    /** The day on which principal falls due in those months; the last day of a shorter month. */
    dueDayOfMonth: z.int().min(1).max(31),
    /** Years of the loan counted from 1; the years before the first harvest are growth years without principal. */
    firstHarvestYear: z.int().min(1).max(10),
    /** quarterly_20 and monthly are settled on the 20th and posted on the 21st. */
    interest: z.strictObject({ settlement: z.enum(['quarterly_20', 'monthly', 'with_principal']) }),
  }),
  z.strictObject({ kind: z.literal('equal_instalment'), everyMonths }),
  z.strictObject({ kind: z.literal('equal_principal'), everyMonths }),
  z.strictObject({ kind: z.literal('interest_only'), everyMonths }),
  z.strictObject({ kind: z.literal('bullet'), everyMonths }),
]);

export const productContent = z.strictObject({
  names: name(60),
  /** Code of the brand the product belongs to. */
  brand: text(20),
  /** The local speciality, as people call it: 脐橙. */
  speciality: text(40),
  customerTypes: z.array(z.enum(['farmer', 'shop_owner', 'firm'])).min(1),
  currency: z.enum(['CNY']),
  /** Account of the chart that carries the principal. */
  chartCode: z.string().regex(/^\d{4,8}$/),
  limits: z.strictObject({ minimumMinor: positiveMinor(), maximumMinor: positiveMinor(), stepMinor: positiveMinor() }),
  term: z.strictObject({ minimumMonths: z.int().min(1).max(360), maximumMonths: z.int().min(1).max(360) }),
  /** The rate is the LPR of the tenor plus the `basisPoints` of the price table. */
  pricing: z.strictObject({ lprTenor, table: z.literal('price') }),
  dayCount: z.enum(['actual_360', 'actual_365', 'actual_actual_isda', 'thirty_e_360', 'thirty_e_360_isda', 'twenty_eight_e_336', 'twelfth_per_month']),
  schedule,
  /** On top of the contract rate while overdue: 5000 makes it rate × 1.5 (银发〔2003〕251号: 3000 to 5000). */
  penaltyMarkupBasisPoints: basisPoints(10_000),
  compoundInterest: z.enum(['penalty_rate', 'contract_rate', 'none']),
  graceDays: z.int().min(0).max(30),
  waterfall: z.array(component).length(5),
  prepayment: z.strictObject({ allowed: z.boolean(), effect: z.enum(['shorter_term', 'lower_instalment']), noticeDays: z.int().min(0).max(90).optional() }),
  /** Paying the supplier instead of the borrower. The threshold is a parameter of the bank; the note says where it comes from. */
  entrustedPayment: z.strictObject({ required: z.boolean(), thresholdMinor: minor(), note: name(300) }),
  /** Defaults for statistics: class of GB/T 4754, and whether the loan counts as agricultural. */
  regulatory: z.strictObject({ industry: z.string().regex(/^[A-T]\d{2,4}$/), agriFlag: z.boolean() }),
  /** Rungs of authority from the lowest. Absent limits are none. */
  approvalLadder: z.array(z.strictObject({
    role: z.enum(Object.keys(roles) as [Role, ...Role[]]), unitKind: text(40), singleUpToMinor: positiveMinor().optional(), totalUpToMinor: positiveMinor().optional(),
  })).min(1).max(10),
  tables: z.strictObject({ eligibility: decisionTable, limit: decisionTable, price: decisionTable }),
});
export type ProductContent = z.output<typeof productContent>;
/** As JSON: amounts are strings of digits. */
export type ProductContentWire = z.input<typeof productContent>;
