import { createHash } from 'node:crypto';
import { canonicalJson, type Tx } from '#platform';
import { checkShape } from './rules.ts';
import { postEntries } from './sql/post.ts';
import type { Entry, Verdict } from './types.ts';

/**
 * Posts entries, one verdict each (types.ts lists them in order). All of one call share the caller's transaction; an entry that is
 * not posted changes nothing. Call it once per transaction, as its last write: the accounts stay locked until the commit.
 */
export async function post(tx: Tx, entries: readonly Entry[]): Promise<readonly Verdict[]> {
  const results = entries.map((entry) => checkShape(entry));
  const shaped = entries.map((entry, index) => ({ ...entry, index })).filter((entry) => results[entry.index] === undefined);
  if (shaped.length > 0) {
    const found = await postEntries(tx, shaped.map((entry) => ({ ...entry, contentHash: contentHash(entry) })));
    shaped.forEach((entry, position) => { results[entry.index] = found.get(position); });
  }
  return results.map((verdict) => {
    if (verdict === undefined) throw new Error('the ledger gave no verdict');
    return verdict;
  });
}

/** Two entries with one id are the same entry only if all this is the same. */
function contentHash({ bookId, kind, valueDate, narrative, reverses, legs }: Entry): Buffer {
  return createHash('sha256').update(canonicalJson([bookId, kind, valueDate, narrative, reverses ?? null, legs.map((leg) => [leg.accountId, leg.amountMinor])])).digest();
}
