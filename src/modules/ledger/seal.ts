// The background sealer: gives committed entries the book's gapless sequence and the hash chain (migrations/0005-seal.sql), and what can be
// asked of it afterwards.
import { sql, transaction, type Db, type Reader } from '#platform';

export type Sealing = { poke(): void; idle(): Promise<void>; stop(): Promise<void> };
export type SealHead = { readonly sequence: bigint; readonly hash: string; readonly sealedAt: Date };

/** Entries of one book sealed in one transaction: some tens of milliseconds of work. */
const batchEntries = 5000;
/** After a poke, others that commit in the same moment are waited for, so that one flush to disk seals them all. */
const gatherMs = 50;

/** Seals everything that waits and is committed, in batches; returns how many entries got their seal. */
export async function sealEntries(db: Db): Promise<number> {
  for (let total = 0; ;) {
    const { sealed } = await transaction(db, (tx) => tx.one<{ sealed: number }>(sql`select ledger.seal_entries(${batchEntries}) as sealed`));
    if (sealed === 0) return total;
    total += sealed;
  }
}

/**
 * Starts the sealer: it looks every `everyMs`, and soon after a poke. A round that fails (the database restarts) is told to `failed` and
 * made up for by the next. `idle` resolves when nothing committed waits any more; `stop` seals once more and ends.
 */
export function startSealing(db: Db, failed: (error: unknown) => void, everyMs = 500): Sealing {
  let stopped = false;
  let round: Promise<void> | undefined;
  let soon: NodeJS.Timeout | undefined;
  const seal = (): Promise<void> => (round ??= sealEntries(db).then(() => undefined, failed).finally(() => { round = undefined; }));
  const timer = setInterval(() => void seal(), everyMs);
  const poke = () => {
    if (stopped || soon) return;
    soon = setTimeout(() => {
      soon = undefined;
      void seal();
    }, gatherMs);
  };
  return {
    poke,
    async idle() {
      while ((await db.one<{ waits: boolean }>(sql`select exists (select 1 from ledger.unsealed) as waits`)).waits) await seal();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      await round;
      await seal();
    },
  };
}

/** The last seal of a book; undefined where nothing was sealed yet. The hash is hex; whoever keeps it can tell later whether anything before it was changed. */
export async function sealHead(reader: Reader, bookId: number): Promise<SealHead | undefined> {
  return reader.maybe<SealHead>(sql`select sequence, encode(hash, 'hex') as hash, sealed_at as "sealedAt" from ledger.seal where book_id = ${bookId} order by sequence desc limit 1`);
}

/**
 * Balances of a book's accounts (debit positive, minor units) from the entries sealed up to `sequence`; accounts without a leg until then
 * are absent. The same question has the same answer for ever: seals and legs are only ever added, and always behind the last sequence.
 */
export async function balancesAsOf(reader: Reader, bookId: number, sequence: bigint): Promise<Map<bigint, bigint>> {
  const rows = await reader.rows<{ accountId: bigint; balanceMinor: bigint }>(sql`
    select l.account_id as "accountId", sum(l.amount_minor)::bigint as "balanceMinor" from ledger.seal s join ledger.leg l on l.book_id = s.book_id and l.entry_id = s.entry_id
    where s.book_id = ${bookId} and s.sequence <= ${sequence}::bigint group by l.account_id order by l.account_id`);
  return new Map(rows.map((row) => [row.accountId, row.balanceMinor]));
}
