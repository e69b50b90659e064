import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#kernel';
import { sql, transaction } from '#platform';
import { openBank, type TestBank } from '../../../test/support/bank.ts';
import { contract } from './contract.ts';
import { balancesAsOf, internalAccounts, openAccounts, post, sealHead, verifyLedger, type Entry } from './index.ts';

const day = '2026-11-24';
const bookId = 2;
let bank: TestBank;
let cash: bigint;
let customers: bigint[];
const entry = (legs: [bigint, bigint][], more: Partial<Entry> = {}): Entry => ({ id: newId(), bookId, kind: 'test', valueDate: day, bookedOn: day, commandId: newId(), narrative: 'test', legs: legs.map(([accountId, amountMinor]) => ({ accountId, amountMinor })), ...more });
const deposit = (amountMinor: bigint, more: Partial<Entry> = {}) => entry([[cash, amountMinor], [customers[0]!, -amountMinor]], more);
const postAll = (...entries: Entry[]) => transaction(bank.db, (tx) => post(tx, entries));
const sealFaults = async () => (await verifyLedger(bank.db)).filter((check) => /seal/.test(check.name)).flatMap((check) => check.faults);
type SealRow = { sequence: bigint; entryId: string; contentHash: string; previousHash: string; hash: string };
const chain = () => bank.db.rows<SealRow>(sql`select sequence, entry_id as "entryId", encode(content_hash, 'hex') as "contentHash", encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash from ledger.seal where book_id = ${bookId} order by sequence`);
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  bank = await openBank();
  await transaction(bank.db, async (tx) => {
    cash = (await internalAccounts(tx, [{ bookId, chartCode: '1001', currency: 'CNY', openedOn: day }]))(bookId, '1001', 'CNY');
    customers = await openAccounts(tx, Array.from({ length: 10 }, (_, index) => ({ bookId, chartCode: '201101', name: `户${index}`, ownerPartyId: newId(), currency: 'CNY', overdraftMinor: 0n, openedOn: day })));
  });
});
afterAll(() => bank.close());

test('the chain can be recomputed outside the database from the documented bytes', async () => {
  const first = deposit(100_000n, { narrative: '开户存入\n第二行', valueDate: '2026-11-20' });
  const second = deposit(1n, { kind: 'other' });
  await postAll(first);
  await bank.app.sealing.idle();
  await postAll(second, deposit(1n, { reverses: newId() }));
  await bank.app.sealing.idle();
  let previous = Buffer.alloc(32);
  const rows = await chain();
  expect(rows.map((row) => row.entryId)).toEqual([first.id, second.id]);
  for (const [index, posted] of [first, second].entries()) {
    const { recorded } = await bank.db.one<{ recorded: bigint }>(sql`select (extract(epoch from recorded_at) * 1000000)::bigint as recorded from ledger.entry where id = ${posted.id}`);
    const legs = await bank.db.rows<{ accountId: bigint; amountMinor: bigint; after: bigint | null; version: bigint | null }>(sql`
      select account_id as "accountId", amount_minor as "amountMinor", balance_after_minor as after, account_version as version from ledger.leg where entry_id = ${posted.id} order by id`);
    expect(legs.map((leg) => leg.accountId)).toEqual([cash, customers[0]]);
    const content = ['gongbi entry 1', `book ${bookId}`, `id ${posted.id}`, `value ${posted.valueDate}`, `booked ${posted.bookedOn}`, `command ${posted.commandId}`, 'reverses -', `recorded ${recorded}`,
      ...legs.map((leg) => `leg ${leg.accountId} ${leg.amountMinor} ${leg.after ?? '-'} ${leg.version ?? '-'}`),
      `kind ${Buffer.byteLength(posted.kind)} ${posted.kind}`, `narrative ${Buffer.byteLength(posted.narrative)} ${posted.narrative}`, ''].join('\n');
    const hash = sha256(Buffer.concat([previous, Buffer.from(sha256(content), 'hex')]));
    expect(rows[index]).toEqual({ sequence: BigInt(index + 1), entryId: posted.id, contentHash: sha256(content), previousHash: previous.toString('hex'), hash });
    previous = Buffer.from(hash, 'hex');
  }
});

test('a committed entry has its seal within a second, one that is rolled back never, one that commits late a later one', async () => {
  const early = deposit(10n);
  const late = deposit(20n);
  const lost = deposit(30n);
  await expect(transaction(bank.db, async (tx) => {
    await post(tx, [lost]);
    throw new Error('changed my mind');
  })).rejects.toThrow(/changed my mind/);
  let commit!: () => void;
  let inserted!: () => void;
  const waiting = new Promise<void>((resolve) => { inserted = resolve; });
  const holding = transaction(bank.db, async (tx) => {
    // On another account, as this transaction keeps its lock.
    await post(tx, [{ ...late, legs: [{ accountId: cash, amountMinor: 20n }, { accountId: customers[1]!, amountMinor: -20n }] }]);
    inserted();
    await new Promise<void>((resolve) => { commit = resolve; });
  });
  await waiting;
  await postAll(early);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect((await chain()).map((row) => row.entryId)).toContain(early.id);
  expect((await chain()).map((row) => row.entryId)).not.toContain(late.id);
  commit();
  await holding;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const ids = (await chain()).map((row) => row.entryId);
  expect(ids.indexOf(late.id)).toBeGreaterThan(ids.indexOf(early.id));
  expect(ids).not.toContain(lost.id);
});

test('as-of never changes: many writers, snapshots on the way, asked again at the end', async () => {
  const taken: { sequence: bigint; balances: Map<bigint, bigint> }[] = [];
  const random = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)]!;
  await postAll(...customers.map((customer) => entry([[cash, 10_000n], [customer, -10_000n]])));
  let writing = true;
  const writers = Array.from({ length: 8 }, async () => {
    for (let count = 0; count < 40; count++) {
      const from = random(customers);
      const to = random(customers.filter((other) => other !== from));
      await postAll(...Array.from({ length: 3 }, () => entry([[from, BigInt(1 + Math.floor(Math.random() * 500))]].flatMap(([account, amount]) => [[account!, amount!], [to, -amount!]] as [bigint, bigint][]))));
    }
  });
  const snapshots = (async () => {
    while (writing) {
      bank.app.sealing.poke();
      await new Promise((resolve) => setTimeout(resolve, 60));
      const head = await sealHead(bank.db, bookId);
      if (head && head.sequence !== taken.at(-1)?.sequence) taken.push({ sequence: head.sequence, balances: await balancesAsOf(bank.db, bookId, head.sequence) });
    }
  })();
  await Promise.all(writers);
  writing = false;
  await snapshots;
  await bank.app.sealing.idle();
  expect(taken.length).toBeGreaterThan(3);
  for (const { sequence, balances } of taken) {
    expect(await balancesAsOf(bank.db, bookId, sequence)).toEqual(balances);
    expect([...balances.values()].reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
  }
  const rows = await chain();
  expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, index) => BigInt(index + 1)));
  const now = await bank.db.rows<{ id: bigint; balance: bigint }>(sql`select account_id as id, balance_minor as balance from ledger.account_balances where book_id = ${bookId} and balance_minor <> 0`);
  const sealed = await balancesAsOf(bank.db, bookId, (await sealHead(bank.db, bookId))!.sequence);
  expect(new Map([...sealed].filter(([, balance]) => balance !== 0n))).toEqual(new Map(now.map((row) => [row.id, row.balance])));
  expect(await sealFaults()).toEqual([]);
});

test('several sealers at once leave one gapless chain', async () => {
  const posting = Array.from({ length: 100 }, () => () => postAll(deposit(1n)));
  const sealing = Array.from({ length: 100 }, () => () => transaction(bank.db, (tx) => tx.rows(sql`select ledger.seal_entries(3)`)));
  await Promise.all(posting.flatMap((post, index) => [post(), sealing[index]!()]));
  await bank.app.sealing.idle();
  const rows = await chain();
  expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, index) => BigInt(index + 1)));
  expect(await sealFaults()).toEqual([]);
});

test('the query of an entry shows its seal', async () => {
  const posted = deposit(5n);
  await postAll(posted);
  await bank.app.sealing.idle();
  const auditor = await bank.person('auditor', 'CQ.');
  const found = await auditor.client.ask(contract.entry, { entryId: posted.id });
  expect(found.seal).toEqual({ sequence: String((await chain()).length), hash: (await chain()).at(-1)!.hash, sealedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
});

type Tampering = { what: string; change: ReturnType<typeof sql>; undo: ReturnType<typeof sql>; names: RegExp };
const tampered = (): Tampering[] => [
  { what: 'a narrative', change: sql`update ledger.entry set narrative = narrative || '!' where id = (select entry_id from ledger.seal where book_id = 2 and sequence = 3)`, undo: sql`update ledger.entry set narrative = rtrim(narrative, '!') where id = (select entry_id from ledger.seal where book_id = 2 and sequence = 3)`, names: /^seal 3 of book 2: entry .* was changed after it was sealed$/ },
  { what: 'a booking date', change: sql`update ledger.entry set booked_on = booked_on + 1 where id = (select entry_id from ledger.seal where book_id = 2 and sequence = 4)`, undo: sql`update ledger.entry set booked_on = booked_on - 1 where id = (select entry_id from ledger.seal where book_id = 2 and sequence = 4)`, names: /^seal 4 of book 2: entry .* was changed/ },
  { what: 'a leg', change: sql`update ledger.leg set amount_minor = amount_minor + 7 where id = (select min(id) from ledger.leg where entry_id = (select entry_id from ledger.seal where book_id = 2 and sequence = 5))`, undo: sql`update ledger.leg set amount_minor = amount_minor - 7 where id = (select min(id) from ledger.leg where entry_id = (select entry_id from ledger.seal where book_id = 2 and sequence = 5))`, names: /^seal 5 of book 2: entry .* was changed/ },
  { what: 'a hash', change: sql`update ledger.seal set hash = sha256(hash) where book_id = 2 and sequence = 6`, undo: sql`update ledger.seal s set hash = n.previous_hash from ledger.seal n where s.book_id = 2 and s.sequence = 6 and n.book_id = 2 and n.sequence = 7`, names: /^seal 6 of book 2: hash/ },
  { what: 'a seal taken out of the middle', change: sql`with gone as (delete from ledger.seal where book_id = 2 and sequence = 8 returning *) insert into platform.setting (name, value) select 'kept', to_jsonb(gone) from gone`, undo: sql`insert into ledger.seal select (jsonb_populate_record(null::ledger.seal, value)).* from platform.setting where name = 'kept'`, names: /^seal 9 of book 2: follows 7/ },
];

test('verify names the first entry or seal that does not fit', async () => {
  for (const { what, change, undo, names } of tampered()) {
    expect(await bank.superuser.run(change), what).toBe(1);
    const faults = await sealFaults();
    expect(faults[0], what).toMatch(names);
    expect(await bank.superuser.run(undo), what).toBe(1);
    expect(await sealFaults(), what).toEqual([]);
  }
});

test('an entry that neither waits nor is sealed is found, and can be queued again', async () => {
  const posted = deposit(9n);
  await bank.superuser.run(sql`alter table ledger.entry disable trigger entry_waits_for_its_seal`);
  await postAll(posted);
  await bank.superuser.run(sql`alter table ledger.entry enable trigger entry_waits_for_its_seal`);
  expect(await sealFaults()).toEqual([]);
  await bank.superuser.run(sql`update ledger.entry set recorded_at = recorded_at - interval '6 seconds' where id = ${posted.id}`);
  expect(await sealFaults()).toEqual([expect.stringContaining(posted.id)]);
  await expect(bank.db.rows(sql`select ledger.queue_unsealed()`)).rejects.toThrow(/permission denied/);
  expect(await bank.superuser.one(sql`select ledger.queue_unsealed() as queued`)).toEqual({ queued: 1n });
  await bank.app.sealing.idle();
  expect(await sealFaults()).toEqual([]);
});

test('the application can neither change nor remove a seal', async () => {
  for (const statement of [sql`update ledger.seal set sequence = 1`, sql`delete from ledger.seal`, sql`truncate ledger.seal`]) await expect(bank.db.run(statement)).rejects.toThrow(/permission denied/);
});
