import type { Entry, Verdict } from './types.ts';

/** What can be told without the database: an entry has at least two legs, none of them nothing. */
export function checkShape(entry: Pick<Entry, 'legs'>): Verdict | undefined {
  if (entry.legs.length < 2) return 'too_few_legs';
  if (entry.legs.some((leg) => leg.amountMinor === 0n)) return 'zero_leg';
  return undefined;
}
