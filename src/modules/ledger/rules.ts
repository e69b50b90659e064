import type { Entry, Leg, Verdict } from './types.ts';

/** What can be told without the database: an entry has at least two legs, none of them nothing. */
export function checkShape(entry: Pick<Entry, 'legs'>): Verdict | undefined {
  if (entry.legs.length < 2) return 'too_few_legs';
  if (entry.legs.some((leg) => leg.amountMinor === 0n)) return 'zero_leg';
  return undefined;
}

/** The legs that undo an entry: each side turned over. */
export const reversed = (legs: readonly Leg[]): Leg[] => legs.map((leg) => ({ accountId: leg.accountId, amountMinor: -leg.amountMinor }));

/** Kinds of entry made by hand; what a business posted, that business reverses. */
export const manualKinds: readonly string[] = ['manual', 'reversal', 'year_end'];

/** Loans are kept by lending: a manual entry would part the contract from the ledger. */
export const keptElsewhere = (chartCode: string): boolean => chartCode.startsWith('1303');

/** First and last day of a month given as YYYY-MM. */
export function monthBounds(month: string): { first: string; next: string } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return { first: `${month}-01`, next: number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01` };
}
