import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '#client';
import { contracts } from '#contracts';
import type { Command, WireInputOf } from '#declare';
import { newId } from '#kernel';
import { sql, transaction } from '#platform';
import { openBank, testUnits, type TestBank } from '../../../test/support/bank.ts';
import { codeOf } from '../../../test/support/walk.ts';
import { internalAccounts, openAccounts, post, verifyLedger } from './index.ts';

const { approvals, ledger, organisation } = contracts;
let bank: TestBank;
let accountant: Client, head: Client, system: Client;
let cash: string, income: string, expense: string, foreignCash: string, loan: string, customer: string;

beforeAll(async () => {
  bank = await openBank({ businessDate: '2022-11-30' });
  [accountant, head, system] = (await Promise.all([bank.person('accountant', testUnits.own), bank.person('head_of_unit', testUnits.own), bank.person('system_administrator', testUnits.root)])).map((person) => person.client) as [Client, Client, Client];
  await transaction(bank.db, async (tx) => {
    const internal = await internalAccounts(tx, [2, 3].flatMap((bookId) => ['1001', '6021', '6601'].map((chartCode) => ({ bookId, chartCode, currency: 'CNY', openedOn: '2022-11-30' }))));
    [cash, income, expense, foreignCash] = [internal(2, '1001', 'CNY'), internal(2, '6021', 'CNY'), internal(2, '6601', 'CNY'), internal(3, '1001', 'CNY')].map(String) as [string, string, string, string];
    const [loanId, customerId] = await openAccounts(tx, [{ bookId: 2, chartCode: '130301', name: '贷', ownerPartyId: newId(), currency: 'CNY', overdraftMinor: 0n, openedOn: '2022-11-30' }, { bookId: 2, chartCode: '201101', name: '存', ownerPartyId: newId(), currency: 'CNY', overdraftMinor: 0n, openedOn: '2022-11-30' }]);
    [loan, customer] = [String(loanId), String(customerId)];
  });
});
afterAll(() => bank.close());

/** Sends a command of the accountant's and lets the head of the unit agree: the refusal it meets, at once or when its turn comes, or 'done'. */
async function agreed<C extends Command>(declaration: C, input: WireInputOf<C>): Promise<string> {
  let reply;
  try { reply = await accountant.send(declaration, input); } catch (error) { return codeOf(Promise.reject(error as Error)); }
  if (reply.status === 'succeeded') return 'done at once';
  const { seenHash } = await head.ask(approvals.batch, { batchId: reply.batchId });
  const decided = await codeOf(head.send(approvals.decideBatch, { batchId: reply.batchId, seenHash, decision: 'approved' }));
  if (decided !== 'done') return decided;
  await bank.app.jobs.idle();
  const [item] = (await head.ask(approvals.batch, { batchId: reply.batchId })).items;
  return item!.refusal?.code ?? 'done';
}
const entry = (legs: [accountId: string, side: 'debit' | 'credit', amountMinor: string][], more: Partial<WireInputOf<typeof ledger.postEntry>> = {}) => ({ bookCode: 'FJ', narrative: '手续费', legs: legs.map(([accountId, side, amountMinor]) => ({ accountId, side, amountMinor })), ...more });
const fee = (amount: string, more = {}) => entry([[cash, 'debit', amount], [income, 'credit', amount]], more);
const move = (to: string) => system.send(organisation.advanceDay, { unitPath: 'CQ.', to });
const lastEntry = async () => (await bank.db.one<{ id: string }>(sql`select id from ledger.entry order by recorded_at desc limit 1`)).id;
const every = (declaration: Command, seen: readonly string[]) => expect([...seen].toSorted()).toEqual(Object.keys(declaration.refusals).toSorted());

describe('entries by hand', () => {
  test('two people, one entry, both names on record', async () => {
    expect(await agreed(ledger.postEntry, fee('10000'))).toBe('done');
    const { items } = await accountant.ask(approvals.commands, { name: 'ledger.postEntry' });
    expect(items.filter((item) => item.status === 'succeeded')).toMatchObject([{ principalName: expect.stringContaining('accountant'), approvedBy: [expect.stringContaining('head_of_unit')] }]);
  });
  test('refusals', async () => {
    const status = (to: string) => bank.superuser.run(sql`update ledger.account set status = ${to} where id = ${customer}::bigint`);
    const seen = {
      too_few_legs: await agreed(ledger.postEntry, entry([[cash, 'debit', '1']])),
      value_date_ahead: await agreed(ledger.postEntry, fee('1', { valueDate: '2022-12-01' })),
      kept_elsewhere: await agreed(ledger.postEntry, entry([[loan, 'debit', '1'], [cash, 'credit', '1']])),
      account_not_found: await agreed(ledger.postEntry, entry([['999999', 'debit', '1'], [cash, 'credit', '1']])),
      wrong_book: await agreed(ledger.postEntry, entry([[foreignCash, 'debit', '1'], [cash, 'credit', '1']])),
      not_balanced: await agreed(ledger.postEntry, entry([[cash, 'debit', '2'], [income, 'credit', '1']])),
      insufficient_funds: await agreed(ledger.postEntry, entry([[customer, 'debit', '1'], [cash, 'credit', '1']])),
      account_frozen: (await status('frozen'), await agreed(ledger.postEntry, entry([[customer, 'credit', '1'], [cash, 'debit', '1']]))),
      account_closed: (await status('closed'), await agreed(ledger.postEntry, entry([[customer, 'credit', '1'], [cash, 'debit', '1']]))),
    };
    await status('open');
    for (const [code, found] of Object.entries(seen)) expect(found).toBe(code);
    // period_closed is met below, once a period is; a book that is not there is refused at once.
    expect(await codeOf(accountant.send(ledger.postEntry, fee('1', { bookCode: 'NO' })))).toBe('book_not_found');
    every(ledger.postEntry, [...Object.keys(seen), 'book_not_found', 'period_closed']);
  });
});

test('a reversal turns an entry over, once; what a business made, that business reverses', async () => {
  await agreed(ledger.postEntry, fee('333'));
  const entryId = await lastEntry();
  expect(await agreed(ledger.reverseEntry, { entryId, reason: '重复记账' })).toBe('done');
  expect(await agreed(ledger.reverseEntry, { entryId, reason: '再冲' })).toBe('reversed_before');
  expect(await codeOf(accountant.send(ledger.reverseEntry, { entryId: newId(), reason: '无' }))).toBe('entry_not_found');
  const detail = await accountant.ask(ledger.entry, { entryId });
  const undo = await accountant.ask(ledger.entry, { entryId: detail.reversedBy! });
  expect(undo.reverses).toBe(entryId);
  expect(undo.legs.map((leg) => [leg.accountId, leg.debitMinor, leg.creditMinor])).toEqual([[cash, '0', '333'], [income, '333', '0']]);
  const business = newId();
  await transaction(bank.db, (tx) => post(tx, [{ id: business, bookId: 2, kind: 'deposit_in', valueDate: '2022-11-30', bookedOn: '2022-11-30', commandId: detail.commandId, narrative: '存入', legs: [{ accountId: BigInt(cash), amountMinor: 5n }, { accountId: BigInt(customer), amountMinor: -5n }] }]));
  expect(await agreed(ledger.reverseEntry, { entryId: business, reason: '冲业务' })).toBe('reversed_elsewhere');
});

describe('periods', () => {
  test('a month closes in order, after it is over, and takes nothing more', async () => {
    expect(await agreed(ledger.closePeriod, { bookCode: 'FJ', month: '2022-11' })).toBe('period_not_over');
    expect(await codeOf(accountant.send(ledger.closePeriod, { bookCode: 'NO', month: '2022-11' }))).toBe('book_not_found');
    await move('2023-01-05');
    expect(await agreed(ledger.postEntry, entry([[expense, 'debit', '4000'], [cash, 'credit', '4000']], { valueDate: '2022-12-20' }))).toBe('done');
    expect(await agreed(ledger.closePeriod, { bookCode: 'FJ', month: '2022-12' })).toBe('earlier_period_open');
    expect(await agreed(ledger.closePeriod, { bookCode: 'FJ', month: '2022-11' })).toBe('done');
    expect(await agreed(ledger.closePeriod, { bookCode: 'FJ', month: '2022-11' })).toBe('period_closed');
    expect(await agreed(ledger.postEntry, fee('1', { valueDate: '2022-11-29' }))).toBe('period_closed');
    expect(await agreed(ledger.postEntry, fee('77', { valueDate: '2022-12-29' }))).toBe('done'); // backdated into an open period
    expect((await accountant.ask(ledger.periods, { bookCode: 'FJ' })).items.map((row) => [row.month, row.status])).toEqual([['2022-11', 'closed'], ['2022-12', 'open']]);
  });
  test('an entry that waits while its month closes finds it closed', async () => {
    const racing = Array.from({ length: 20 }, () => agreed(ledger.postEntry, fee('1', { valueDate: '2022-12-30' })));
    const closing = agreed(ledger.closePeriod, { bookCode: 'FJ', month: '2022-12' });
    const outcomes = await Promise.all([...racing, closing]);
    expect(outcomes.at(-1)).toBe('done');
    expect(outcomes.slice(0, -1).every((outcome) => outcome === 'done' || outcome === 'period_closed' || outcome === 'facts_changed')).toBe(true);
    const late = await bank.db.rows(sql`select e.id from ledger.entry e join ledger.period p on p.book_id = e.book_id and p.month = date_trunc('month', e.value_date)::date join commands.command c on c.id = p.command_id where e.recorded_at > c.recorded_at + interval '1 second'`);
    expect(late).toEqual([]);
  });
});

test('the year’s profit goes to equity, once, and the sheet closes before and after', async () => {
  const sheet = async () => (await accountant.ask(ledger.balanceSheet, { on: '2023-12-31' })).currencies[0]!;
  expect(await agreed(ledger.transferYear, { bookCode: 'FJ', year: 2023 })).toBe('period_not_over');
  expect(await agreed(ledger.transferYear, { bookCode: 'FJ', year: 2022 })).toBe('period_closed');
  await bank.superuser.run(sql`delete from ledger.period where month = '2022-12-01'`);
  const before = await sheet();
  expect(before).toMatchObject({ balanced: true, clearingMinor: '0' });
  expect(BigInt(before.profitMinor)).toBeGreaterThan(0n);
  expect(await agreed(ledger.transferYear, { bookCode: 'FJ', year: 2022 })).toBe('done');
  expect(await agreed(ledger.transferYear, { bookCode: 'FJ', year: 2022 })).toBe('nothing_to_transfer');
  const after = await sheet();
  expect(after).toMatchObject({ balanced: true, profitMinor: '0', equity: [{ chartCode: '4104', amountMinor: before.profitMinor }] });
  const statement = (await accountant.ask(ledger.incomeStatement, { from: '2022-01-01', until: '2023-12-31' })).currencies[0]!;
  expect(statement.profitMinor).toBe(before.profitMinor);
  const lines = (await accountant.ask(ledger.generalLedger, { from: '2023-01-01', until: '2023-12-31' })).rows;
  for (const line of lines) expect(BigInt(line.closingMinor)).toBe(BigInt(line.openingMinor) + (line.normalSide === 'debit' ? 1n : -1n) * (BigInt(line.debitMinor) - BigInt(line.creditMinor)));
  expect((await verifyLedger(bank.db)).flatMap((check) => check.faults)).toEqual([]);
});
