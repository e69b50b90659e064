import type { contracts } from '#contracts';
import type { AnswerOf } from '../../api.ts';
import { isMinor } from '../../parts/values.ts';

export type Batch = AnswerOf<typeof contracts.approvals.batch>;
export type BatchRow = Batch['items'][number];
export type Strikes = ReadonlyMap<number, string>;

// What an approval of each kind is about: the first of these that a row has is the money the approver answers for.
const moneyKeys = ['limitMinor', 'grantedMinor', 'principalMinor', 'amountMinor', 'requestedMinor'];

/** The fact that carries the money of a batch; undefined where it is not about money. */
export const moneyKey = (items: readonly BatchRow[]): string | undefined => moneyKeys.find((key) => items.some((row) => isMinor(key, row.facts[key])));

/** The rows a decision would let through: neither struck before nor by this decision. */
export const remaining = (items: readonly BatchRow[], strikes: Strikes): readonly BatchRow[] => items.filter((row) => row.status !== 'struck' && !strikes.has(row.ordinal));

/** Their total in minor units. */
export function totalMinor(items: readonly BatchRow[], key: string): bigint {
  return items.reduce((sum, row) => { const value = row.facts[key]; return isMinor(key, value) ? sum + BigInt(value) : sum; }, 0n);
}

// Their number stands beside them, and the row opens them.
const openedByRow = new Set(['applicationId', 'contractId']);
/** The facts that are shown of a row. */
export const shownFacts = (row: BatchRow): Record<string, unknown> => Object.fromEntries(Object.entries(row.facts).filter(([key]) => !openedByRow.has(key)));
/** Fact keys of all rows together. */
export const columnKeys = (items: readonly BatchRow[]): string[] => [...new Set(items.flatMap((row) => Object.keys(shownFacts(row))))];

/** What a decision moves: the total the server stated, less the rows struck out just now; where it stated none, the sum of the rows. */
export function decidedMinor(batch: Batch, strikes: Strikes): bigint | undefined {
  const key = moneyKey(batch.items);
  if (key === undefined) return undefined;
  const stated = batch.summary['totalMinor'];
  if (!isMinor('totalMinor', stated)) return totalMinor(remaining(batch.items, strikes), key);
  return BigInt(stated) - totalMinor(batch.items.filter((row) => row.status === 'waiting' && strikes.has(row.ordinal)), key);
}
