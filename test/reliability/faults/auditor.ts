// The auditor keeps a model of its own: from what clients were told it knows every balance, and lays the bank beside it.
import { sql } from '#platform';
import { verifyBank } from '../../../src/verbs/verify.ts';
import type { FaultBank } from './bank.ts';
import type { Operation } from './clients.ts';

export type Findings = {
  /** Told to a client and not there, or there with another outcome. */
  readonly lost: string[];
  /** One key with more than one record or effect. */
  readonly doubled: string[];
  /** There, and sent by nobody. */
  readonly stray: string[];
  /** Balances, sums and the bank's own proof. */
  readonly wrong: string[];
};

/** Compares the bank with what its clients were told. Every operation must have its outcome by now. */
export async function audit(bank: FaultBank, operations: readonly Operation[]): Promise<Findings> {
  return bank.withDatabase(async (superuser) => {
    const findings: Findings = { lost: [], doubled: [], stray: [], wrong: [] };
    const deadline = performance.now() + 10_000;
    while ((await superuser.one<{ waits: boolean }>(sql`select exists (select 1 from ledger.unsealed) as waits`)).waits) {
      if (performance.now() > deadline) { findings.wrong.push('entries still wait for their seal after ten seconds'); break; }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    type Command = { key: string; name: string; id: string; status: string; outcome: { refusal?: { code: string } } };
    const commands = Map.groupBy(await superuser.rows<Command>(sql`select idempotency_key as key, name, id, status, outcome from commands.command where name like 'deposits.%'`), (row) => row.key);
    type Effect = { key: string; id: string; commandId: string; legs: { account: string | null; amount: string }[] };
    const effects = Map.groupBy(await superuser.rows<Effect>(sql`
      select e.narrative as key, e.id, e.command_id as "commandId", (select json_agg(json_build_object('account', d.number, 'amount', l.amount_minor::text)) from ledger.leg l
        left join deposits.account d on d.ledger_account_id = l.account_id where l.book_id = e.book_id and l.entry_id = e.id) as legs from ledger.entry e`), (row) => row.key);

    const balances = new Map(bank.accounts.map((account) => [account, 0n]));
    const add = (account: string | undefined, amount: bigint) => { if (account) balances.set(account, balances.get(account)! + amount); };
    for (const { key, name, from, to, amountMinor, outcome, replayedAs } of operations) {
      const [recorded = [], posted = []] = [commands.get(key), effects.get(key)];
      commands.delete(key);
      effects.delete(key);
      if (recorded.length > 1 || posted.length > 1) findings.doubled.push(`${key}: ${recorded.length} records, ${posted.length} entries`);
      if (!outcome) { findings.wrong.push(`${key}: still no outcome`); continue; }
      const [record] = recorded;
      if (!record) findings.lost.push(`${key}: ${outcome.status}, and no record`);
      else if (record.name !== name || record.status !== outcome.status || (outcome.status === 'succeeded' ? record.id !== outcome.commandId : record.outcome.refusal?.code !== outcome.code)) findings.lost.push(`${key}: the client was told ${JSON.stringify(outcome)}, the record says ${record.status}`);
      if (replayedAs) findings.doubled.push(`${key}: first ${JSON.stringify(outcome)}, sent again ${JSON.stringify(replayedAs)}`);
      if (outcome.status === 'refused') {
        if (posted.length > 0) findings.stray.push(`${key}: refused, and posted`);
        continue;
      }
      add(from, -amountMinor);
      add(to, amountMinor);
      // Debits are positive in a leg: what leaves a customer's account is one. The other side of cash has no number.
      const expected = [`${from ?? null} ${amountMinor}`, `${to ?? null} ${-amountMinor}`].toSorted();
      const entry = posted.find((each) => each.id === outcome.entryId && each.commandId === outcome.commandId);
      if (!entry) findings.lost.push(`${key}: entry ${outcome.entryId} is not there`);
      else if (entry.legs.map((leg) => `${leg.account} ${leg.amount}`).toSorted().join() !== expected.join()) findings.wrong.push(`${key}: legs ${JSON.stringify(entry.legs)}, expected ${expected.join(', ')}`);
    }
    for (const key of new Set([...commands.keys(), ...effects.keys()])) findings.stray.push(`${key}: nobody sent this`);

    const found = await superuser.rows<{ number: string; balance: bigint }>(sql`select d.number, -b.balance_minor as balance from deposits.account d join ledger.account_balances b on b.account_id = d.ledger_account_id`);
    for (const { number, balance } of found) if (balance !== balances.get(number)) findings.wrong.push(`account ${number}: ${balance}, the model says ${balances.get(number)}`);
    const { sum } = await superuser.one<{ sum: string }>(sql`select coalesce(sum(amount_minor), 0)::text as sum from ledger.leg`);
    if (sum !== '0') findings.wrong.push(`all legs of the bank sum to ${sum}`);
    for (const check of await verifyBank(superuser)) findings.wrong.push(...check.faults.map((fault) => `verify, ${check.name}: ${fault}`));
    return findings;
  });
}
