// One small money command (cash paid in) through the whole runner, for 1, 64 and 512 callers who each wait for their own answer,
// beside a plain loop that gives every command a transaction of its own with the same writes.
import { newId } from '#kernel';
import { balancesOf } from '#ledger';
import { sql, transaction, type Caller } from '#platform';
import { accountNumber } from '#deposits';
import { against, percentile, print, rate, rounds, withBank, type Figure } from './harness.ts';

const callers = [1, 64, 512] as const;
const accounts = 1000;

export async function run({ json }: { json: boolean }): Promise<void> {
  const figures = await withBank(async ({ app, owner }): Promise<Figure[]> => {
    const { db, runner } = app;
    const teller: Caller = { principal: { id: (await db.one<{ id: string }>(sql`select id from access.principals where name = '陈柜生'`)).id, realm: 'staff', name: '', grants: [{ role: 'teller', unitPath: 'CQ.' }], partyId: null, staffId: null, sessionId: null }, channel: 'counter', sessionId: null };
    const numbers = Array.from({ length: accounts }, (_, index) => accountNumber(BigInt(index + 1)));
    await owner.run(sql`with opened as (insert into ledger.account (book_id, chart_code, name, owner_party_id, currency, normal_side, balance_mode, overdraft_minor, opened_on)
      select 1, '201101', n, gen_random_uuid(), 'CNY', 'credit', 'limited', 0, '2026-11-24' from unnest(${numbers}::text[]) n returning id, name, owner_party_id)
      insert into deposits.account (number, ledger_account_id, book_id, party_id, unit_path, kind, opened_on, command_id) select name, id, 1, owner_party_id, 'CQ.', 'personal', '2026-11-24', gen_random_uuid() from opened`);
    const any = () => numbers[Math.floor(Math.random() * accounts)]!;
    const latencies = new Map<number, number[]>(callers.map((count) => [count, []]));
    const through = (count: number) => () => rate(count, 2, async () => {
      const began = performance.now();
      const reply = await runner.execute({ name: 'deposits.credit', input: { accountNumber: any(), amountMinor: '100', narrative: 'bench' }, key: newId(), caller: teller });
      if (reply.status !== 'succeeded') throw new Error(`a benchmark command was ${reply.status}`);
      latencies.get(count)!.push(performance.now() - began);
      return 1;
    });
    await runner.execute({ name: 'deposits.credit', input: { accountNumber: numbers[0], amountMinor: '100', narrative: 'bench' }, key: newId(), caller: teller });
    const cash = (await db.one<{ id: bigint }>(sql`select account_id as id from ledger.account_balances where chart_code = '1001' and book_id = 1`)).id;
    const loop = () => rate(8, 2, async () => { await plainCommand(); return 1; });
    /** Idempotency, target, lock, entry, legs, balance, log and outbox: what the runner does, statement by statement. */
    async function plainCommand(): Promise<void> {
      await transaction(db, async (tx) => {
        const [id, key, number] = [newId(), newId(), any()];
        await tx.maybe(sql`select outcome from commands.command where principal_id = ${teller.principal.id} and name = 'plain' and idempotency_key = ${key}`);
        const account = await tx.one<{ ledger_account_id: bigint }>(sql`select ledger_account_id from deposits.account where number = ${number}`);
        await tx.maybe(sql`select business_date from organisation.business_day where 'CQ.' ^@ unit_path order by length(unit_path) desc limit 1`);
        await tx.maybe(sql`select 1 from ledger.account where id = ${account.ledger_account_id} for no key update`);
        await tx.run(sql`insert into ledger.entry_key (id, content_hash, book_id) values (${id}, decode('00', 'hex'), 1)`);
        await tx.run(sql`insert into ledger.entry (book_id, id, kind, value_date, booked_on, command_id, narrative) values (1, ${id}, 'plain', '2026-11-24', '2026-11-24', ${id}, 'bench')`);
        const balance = await tx.one<{ balance_minor: bigint; version: bigint }>(sql`update ledger.account set balance_minor = balance_minor - 100, version = version + 1 where book_id = 1 and id = ${account.ledger_account_id} returning balance_minor, version`);
        await tx.run(sql`insert into ledger.leg (book_id, account_id, entry_id, amount_minor, balance_after_minor, account_version) values (1, ${account.ledger_account_id}, ${id}, -100, ${balance.balance_minor}, ${balance.version}), (1, ${cash}, ${id}, 100, null, null)`);
        await tx.run(sql`insert into commands.command (id, name, principal_id, channel, idempotency_key, content_hash, payload, business_date, status, outcome, received_at) values (${id}, 'plain', ${teller.principal.id}, 'counter', ${key}, decode('00', 'hex'), '{}', '2026-11-24', 'succeeded', '{}', clock_timestamp())`);
        await tx.run(sql`insert into commands.outbox (kind, payload) values ('command.succeeded', '{}')`);
      });
    }
    await loop();
    const medians = await rounds(5, { loop, 'commands.1': through(1), 'commands.64': through(64), 'commands.512': through(512) });
    if ((await balancesOf(db, [cash])).get(cash)!.balanceMinor <= 0n) throw new Error('the money did not arrive');
    return callers.map((count): Figure => {
      const value = medians[`commands.${count}`];
      return { name: `commands.${count}`, value: Math.round(value), unit: 'commands/s', baselines: against(value, { loop: medians.loop }), detail: { p50Ms: Math.round(percentile(latencies.get(count)!, 0.5) * 10) / 10, p99Ms: Math.round(percentile(latencies.get(count)!, 0.99) * 10) / 10 } };
    });
  });
  print(figures, json);
}
