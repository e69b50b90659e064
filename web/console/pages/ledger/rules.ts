// What the accountant's pages work out before the server is asked.
import { typedMinor } from '../../parts/values.ts';

export type Side = 'debit' | 'credit';
export type LegDraft = { readonly side: Side; readonly amount: string; readonly accountId?: string | undefined };

/** Kinds of entry made by hand; what a business posted, that business reverses. The server decides. */
export const manualKinds: ReadonlySet<string> = new Set(['manual', 'reversal', 'year_end']);

export type Sums = { readonly debitMinor: bigint; readonly creditMinor: bigint; /** Debits less credits. */ readonly differenceMinor: bigint; readonly complete: boolean };

/** Both sides of an entry as typed so far. Complete: two legs at least, each with account and amount, and nothing between the sides. */
export function sumsOf(legs: readonly LegDraft[]): Sums {
  const sum = (side: Side): bigint => legs.reduce((total, leg) => (leg.side === side ? total + BigInt(typedMinor(leg.amount) ?? '0') : total), 0n);
  const [debitMinor, creditMinor] = [sum('debit'), sum('credit')];
  const filled = legs.every((leg) => leg.accountId !== undefined && typedMinor(leg.amount) !== undefined);
  return { debitMinor, creditMinor, differenceMinor: debitMinor - creditMinor, complete: legs.length > 1 && filled && debitMinor === creditMinor };
}

export type PeriodRow = { readonly month: string; readonly status: string };

/** The month of a book that is closed next: the earliest open one; undefined where all are closed. */
export const nextMonth = (periods: readonly PeriodRow[]): string | undefined => periods.filter((period) => period.status === 'open').map((period) => period.month).toSorted()[0];

/** Whether a month, YYYY-MM, lies wholly before the business day. */
export const monthIsOver = (month: string, businessDate: string): boolean => month < businessDate.slice(0, 7);

/** Years of a book with entries that are over on the business day, latest first. */
export const yearsOver = (periods: readonly PeriodRow[], businessDate: string): string[] => [...new Set(periods.map((period) => period.month.slice(0, 4)))].filter((year) => year < businessDate.slice(0, 4)).toSorted().toReversed();
