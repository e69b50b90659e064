import { sql, type Tx } from '#platform';
import type { Entry, Verdict } from '../types.ts';

/** Calls ledger.post (migrations/0002-post.sql) once for all entries; returns the verdicts by position. */
export async function postEntries(tx: Tx, entries: readonly (Entry & { readonly contentHash: Buffer })[]): Promise<Map<number, Verdict>> {
  const column = <T>(pick: (entry: Entry & { contentHash: Buffer }) => T) => entries.map(pick);
  const legs = entries.flatMap((entry, index) => entry.legs.map((leg) => ({ entry: index + 1, ...leg })));
  const rows = await tx.rows<{ entry: number; verdict: Verdict }>(sql`
    select entry, verdict from ledger.post(${column((e) => e.id)}::uuid[], ${column((e) => e.bookId)}::int[], ${column((e) => e.kind)}::text[], ${column((e) => e.valueDate)}::date[],
      ${column((e) => e.bookedOn)}::date[], ${column((e) => e.commandId)}::uuid[], ${column((e) => e.narrative)}::text[], ${column((e) => e.reverses ?? null)}::uuid[], ${column((e) => e.contentHash)}::bytea[], ${column((e) => e.link ?? null)}::int[],
      ${legs.map((leg) => leg.entry)}::int[], ${legs.map((leg) => leg.accountId)}::bigint[], ${legs.map((leg) => leg.amountMinor)}::bigint[])`);
  return new Map(rows.map((row) => [row.entry - 1, row.verdict]));
}
