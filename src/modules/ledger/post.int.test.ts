import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel';
import { openBank, type TestBank } from '../../../test/support/bank.ts';
import { sql, transaction } from '#platform';
import { balancesOf, internalAccounts, openAccounts, post, verifyLedger, type Entry, type Verdict } from './index.ts';

let bank: TestBank;
let cash: bigint, foreignCash: bigint, anna: bigint, ben: bigint, closed: bigint, frozen: bigint, debitFrozen: bigint, dollars: bigint;
const day = '2026-11-24';
const entry = (legs: [bigint, bigint][], more: Partial<Entry> = {}): Entry => ({ id: newId(), bookId: 2, kind: 'test', valueDate: day, bookedOn: day, commandId: newId(), narrative: 'test', legs: legs.map(([accountId, amountMinor]) => ({ accountId, amountMinor })), ...more });
const postAll = (...entries: Entry[]) => transaction(bank.db, (tx) => post(tx, entries));
const balance = async (account: bigint) => -(await balancesOf(bank.db, [account])).get(account)!.balanceMinor;

beforeAll(async () => {
  bank = await openBank();
  await transaction(bank.db, async (tx) => {
    const internal = await internalAccounts(tx, [2, 3].map((bookId) => ({ bookId, chartCode: '1001', currency: 'CNY', openedOn: day })));
    cash = internal(2, '1001', 'CNY');
    foreignCash = internal(3, '1001', 'CNY');
    const customer = (name: string, currency = 'CNY') => ({ bookId: 2, chartCode: '201101', name, ownerPartyId: newId(), currency, overdraftMinor: 0n, openedOn: day });
    [anna, ben, closed, frozen, debitFrozen, dollars] = (await openAccounts(tx, [customer('安'), customer('本'), customer('销'), customer('冻'), customer('止付'), customer('美元', 'USD')])) as [bigint, bigint, bigint, bigint, bigint, bigint];
    await tx.run(sql`update ledger.account set status = case id when ${closed} then 'closed' when ${frozen} then 'frozen' else 'debit_frozen' end where id in (${closed}, ${frozen}, ${debitFrozen})`);
  });
});
afterAll(() => bank.close());

describe('post gives one verdict per entry, checked in this order', () => {
  const posted = newId();
  test('a first deposit', async () => expect(await postAll(entry([[cash, 10_000n], [anna, -10_000n]], { id: posted }))).toEqual(['posted']));
  const rows: [Verdict, () => Entry][] = [
    ['too_few_legs', () => entry([[cash, 100n]])],
    ['zero_leg', () => entry([[cash, 100n], [anna, 0n]])],
    ['duplicate', () => entry([[cash, 10_000n], [anna, -10_000n]], { id: posted })],
    ['entry_conflict', () => entry([[cash, 10_001n], [anna, -10_001n]], { id: posted })],
    ['entry_conflict', () => entry([[cash, 10_000n], [anna, -10_000n]], { id: posted, bookId: 3 })],
    ['account_not_found', () => entry([[cash, 100n], [999_999n, -100n]])],
    ['wrong_book', () => entry([[foreignCash, 100n], [anna, -100n]])],
    ['not_balanced', () => entry([[cash, 100n], [anna, -99n]])],
    ['not_balanced', () => entry([[cash, 100n], [dollars, -100n]])],
    ['account_closed', () => entry([[cash, 100n], [closed, -100n]])],
    ['account_frozen', () => entry([[cash, 100n], [frozen, -100n]])],
    ['account_frozen', () => entry([[cash, -100n], [debitFrozen, 100n]])],
    ['posted', () => entry([[cash, 100n], [debitFrozen, -100n]])],
    ['reversed_not_found', () => entry([[cash, -10_000n], [anna, 10_000n]], { reverses: newId() })],
    ['insufficient_funds', () => entry([[cash, -10_001n], [anna, 10_001n]])],
    ['posted', () => entry([[cash, -10_000n], [anna, 10_000n]], { reverses: posted })],
    ['reversed_before', () => entry([[cash, -10_000n], [anna, 10_000n]], { reverses: posted })],
    ['insufficient_funds', () => entry([[anna, 1n], [ben, -1n]])],
  ];
  test.each(rows)('%s', async (verdict, make) => expect(await postAll(make())).toEqual([verdict]));
  test('the same walk in one call gives the same verdicts', async () => {
    const first = entry([[cash, 500n], [anna, -500n]]);
    const result = await postAll(first, entry([[anna, 500n], [ben, -500n]]), entry([[anna, 1n], [ben, -1n]]), first, entry([[ben, 500n], [cash, -500n]]), entry([[cash, 100n], [closed, -100n]]));
    expect(result).toEqual(['posted', 'posted', 'insufficient_funds', 'duplicate', 'posted', 'account_closed']);
    expect(await balance(anna)).toBe(0n);
  });
});

test('ten withdrawals of a whole balance at once: one wins', async () => {
  await postAll(entry([[cash, 7_700n], [ben, -7_700n]]));
  const verdicts = (await Promise.all(Array.from({ length: 10 }, () => postAll(entry([[ben, 7_700n], [cash, -7_700n]]))))).flat();
  expect(verdicts.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'insufficient_funds'), 'posted']);
  expect(await balance(ben)).toBe(0n);
});

test('a batch whose credits come first may spend them; one whose debits come first may not', async () => {
  expect(await postAll(entry([[cash, 300n], [ben, -300n]]), entry([[ben, 300n], [anna, -300n]]))).toEqual(['posted', 'posted']);
  expect(await postAll(entry([[ben, 300n], [anna, -300n]]), entry([[cash, 300n], [ben, -300n]]))).toEqual(['insufficient_funds', 'posted']);
});

test('verify finds the ledger clean, and names a leg that was changed behind its back', async () => {
  const faults = async () => (await verifyLedger(bank.db)).filter((check) => check.name !== 'entries come from commands').flatMap((check) => check.faults);
  expect(await faults()).toEqual([]);
  const leg = await bank.superuser.one<{ id: bigint; entry_id: string }>(sql`update ledger.leg set amount_minor = amount_minor + 1 where id = (select max(id) from ledger.leg where account_id = ${anna}) returning id, entry_id`);
  expect((await faults()).join('\n')).toContain(leg.entry_id);
  await bank.superuser.run(sql`update ledger.leg set amount_minor = amount_minor - 1 where id = ${leg.id}`);
  expect(await faults()).toEqual([]);
});

test('the application cannot change or remove what was posted', async () => {
  for (const statement of [sql`update ledger.leg set amount_minor = 1`, sql`delete from ledger.entry`, sql`delete from ledger.leg`, sql`update ledger.entry set narrative = ''`, sql`delete from commands.command`, sql`update commands.command set status = 'refused'`, sql`delete from commands.audit_event`]) {
    await expect(bank.db.run(statement)).rejects.toThrow(/permission denied/);
  }
});
