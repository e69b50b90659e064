import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '#client';
import { contracts } from '#contracts';
import { isBankCardNumber, newId } from '#kernel';
import { sql } from '#platform';
import { done } from '../../../story/people.ts';
import { openBank, testUnits, type TestBank } from '../../../test/support/bank.ts';
import { codeOf, walkRefusals } from '../../../test/support/walk.ts';
import { accountNumber } from './rules.ts';

const { deposits, ledger, organisation, parties } = contracts;
let bank: TestBank;
let teller: Client, wide: Client, customer: Client, auditor: Client;
let anna: string, ben: string, closed: string, frozen: string, foreign: string, annaParty: string;

beforeAll(async () => {
  bank = await openBank();
  teller = (await bank.person('teller', testUnits.own)).client;
  wide = (await bank.person('teller', testUnits.root)).client;
  auditor = (await bank.person('auditor', testUnits.root)).client;
  const open = async (idNumber: string, unitPath: string) => {
    const { partyId } = done(await wide.send(parties.registerPerson, { unitPath, name: '客户', idNumber, mobile: '13800000000', address: '地址' }));
    return { partyId, number: done(await wide.send(deposits.openAccount, { partyId, unitPath })).accountNumber };
  };
  const first = await open('500236199003074512', testUnits.own);
  [anna, annaParty] = [first.number, first.partyId];
  [ben, closed, frozen] = (await Promise.all(['50010319491231002X', '500240200002290010', '500105198506151239'].map(async (idNumber) => (await open(idNumber, testUnits.own)).number))) as [string, string, string];
  foreign = (await open('440524188001010014', testUnits.foreign)).number;
  await bank.superuser.run(sql`update ledger.account a set status = case d.number when ${closed} then 'closed' else 'frozen' end from deposits.account d where d.ledger_account_id = a.id and d.number in (${closed}, ${frozen})`);
  customer = (await bank.person('customer', '', { partyId: annaParty })).client;
  await teller.send(deposits.credit, { accountNumber: anna, amountMinor: '100000', narrative: '存入' });
});
afterAll(() => bank.close());
const balance = async (number: string) => BigInt((await wide.ask(deposits.accounts, { number })).items[0]!.balanceMinor);
const cash = { amountMinor: '100', narrative: '现金' };

describe('refusals, in the order they are checked', () => {
  walkRefusals(deposits.openAccount, [['party_not_found', () => teller.send(deposits.openAccount, { partyId: newId(), unitPath: testUnits.own })]]);
  walkRefusals(deposits.credit, [
    ['account_not_found', () => teller.send(deposits.credit, { accountNumber: '0'.repeat(18), ...cash })],
    ['account_closed', () => teller.send(deposits.credit, { accountNumber: closed, ...cash })],
    ['account_frozen', () => teller.send(deposits.credit, { accountNumber: frozen, ...cash })],
  ]);
  walkRefusals(deposits.debit, [
    ['account_not_found', () => teller.send(deposits.debit, { accountNumber: '0'.repeat(18), ...cash })],
    ['account_closed', () => teller.send(deposits.debit, { accountNumber: closed, ...cash })],
    ['account_frozen', () => teller.send(deposits.debit, { accountNumber: frozen, ...cash })],
    ['insufficient_funds', () => teller.send(deposits.debit, { accountNumber: ben, ...cash })],
  ]);
  const transfer = (fromNumber: string, toNumber: string, amountMinor = '100') => wide.send(deposits.transfer, { fromNumber, toNumber, amountMinor, narrative: '转账' });
  walkRefusals(deposits.transfer, [
    ['account_not_found', () => transfer(anna, '0'.repeat(18))],
    ['same_account', () => transfer(anna, anna)],
    ['account_closed', () => transfer(anna, closed)],
    ['account_frozen', () => transfer(anna, frozen)],
    ['insufficient_funds', () => transfer(ben, anna)],
  ]);
});

describe('holds', () => {
  const place = (accountNumber: string, amountMinor = '1000', more = {}) => teller.send(deposits.placeHold, { accountNumber, amountMinor, reason: '协查', ...more });
  const held = async (amountMinor?: string) => done(await place(anna, amountMinor)).holdId;
  const capture = (holdId: string, toNumber: string, amountMinor: string) => teller.send(deposits.captureHold, { holdId, toNumber, amountMinor, narrative: '扣划' });
  walkRefusals(deposits.placeHold, [
    ['account_not_found', () => place('0'.repeat(18))],
    ['ends_before_it_begins', () => place(anna, '1', { expiresOn: '2026-11-24' })],
    ['account_closed', () => place(closed)],
    ['account_frozen', () => place(frozen)],
    ['insufficient_funds', () => place(ben)],
  ]);
  walkRefusals(deposits.releaseHold, [
    ['hold_not_found', () => teller.send(deposits.releaseHold, { holdId: newId() })],
    ['hold_resolved', async () => { const holdId = await held(); await teller.send(deposits.releaseHold, { holdId }); return teller.send(deposits.releaseHold, { holdId }); }],
  ]);
  walkRefusals(deposits.captureHold, [
    ['hold_not_found', () => capture(newId(), ben, '1')],
    ['hold_resolved', async () => { const holdId = await held('1'); await capture(holdId, ben, '1'); return capture(holdId, ben, '1'); }],
    ['above_the_hold', async () => capture(await held('5'), ben, '6')],
    ['account_not_found', async () => capture(await held('5'), '0'.repeat(18), '5')],
    ['same_account', async () => capture(await held('5'), anna, '5')],
    ['account_closed', async () => capture(await held('5'), closed, '5')],
    ['account_frozen', async () => capture(await held('5'), frozen, '5')],
  ]);
  test('what is held cannot be spent, what is taken is gone, the rest is free again', async () => {
    for (const hold of (await teller.ask(deposits.holds, { accountNumber: anna, status: 'open' })).items) await teller.send(deposits.releaseHold, { holdId: hold.id });
    const before = await balance(anna);
    const holdId = await held(String(before - 100n));
    expect(await codeOf(teller.send(deposits.debit, { accountNumber: anna, amountMinor: '101', narrative: '取' }))).toBe('insufficient_funds');
    expect((await wide.ask(deposits.accounts, { number: anna })).items[0]).toMatchObject({ availableMinor: '100', heldMinor: String(before - 100n) });
    await capture(holdId, ben, '40');
    expect((await wide.ask(deposits.accounts, { number: anna })).items[0]).toMatchObject({ balanceMinor: String(before - 40n), availableMinor: String(before - 40n), heldMinor: '0' });
  });
  test('ten captures of one hold at once: one takes it', async () => {
    const holdId = await held('10');
    const replies = await Promise.all(Array.from({ length: 10 }, () => codeOf(capture(holdId, ben, '10'))));
    expect(replies.toSorted()).toEqual(['done', ...Array.from({ length: 9 }, () => 'hold_resolved')]);
  });
});

test('a hold ends with its last day, once, when the bank’s own day turns', async () => {
  const system = await bank.person('system_administrator', testUnits.root);
  const holdId = done(await teller.send(deposits.placeHold, { accountNumber: anna, amountMinor: '7', reason: '到期', expiresOn: '2026-11-26' })).holdId;
  const state = async () => (await teller.ask(deposits.holds, { accountNumber: anna })).items.find((hold) => hold.id === holdId)!.status;
  const turn = async (to: string) => { await system.client.send(organisation.advanceDay, { unitPath: 'CQ.', to }); await bank.app.jobs.idle(); return state(); };
  expect(await turn('2026-11-25')).toBe('open');
  expect(await turn('2026-11-26')).toBe('expired');
  expect((await system.client.ask(organisation.daySteps, { businessDate: '2026-11-26' })).items.filter((row) => row.affected > 0)).toMatchObject([{ unitPath: testUnits.own, step: 'holds.expire', affected: 1 }]);
});

test('between books the money passes both clearing accounts, which net to nothing; a refused half undoes the other', async () => {
  const [before, there] = [await balance(anna), await balance(foreign)];
  await wide.send(deposits.transfer, { fromNumber: anna, toNumber: foreign, amountMinor: '50', narrative: '异地' });
  expect([await balance(anna), await balance(foreign)]).toEqual([before - 50n, there + 50n]);
  await bank.superuser.run(sql`update ledger.account set status = 'frozen' where id = (select ledger_account_id from deposits.account where number = ${foreign})`);
  expect(await codeOf(wide.send(deposits.transfer, { fromNumber: anna, toNumber: foreign, amountMinor: '50', narrative: '异地' }))).toBe('account_frozen');
  expect(await balance(anna)).toBe(before - 50n);
  const { rows } = await auditor.ask(ledger.trialBalance, {});
  expect(rows.find((row) => row.chartCode === '3001')).toMatchObject({ debitMinor: '50', creditMinor: '50' });
});

test('a customer moves their own money and sees their own account; another’s is out of scope', async () => {
  await customer.send(deposits.transfer, { fromNumber: anna, toNumber: ben, amountMinor: '300', narrative: '还钱' });
  expect(await codeOf(customer.send(deposits.transfer, { fromNumber: ben, toNumber: anna, amountMinor: '300', narrative: '拿钱' }))).toBe('out_of_scope');
  expect((await customer.ask(deposits.accounts, {})).items.map((item) => item.id)).toEqual([anna]);
  await wide.send(deposits.transfer, { fromNumber: ben, toNumber: anna, amountMinor: '300', narrative: '退回' });
});

test('numbers carry a check digit, name no book, and never repeat', () => fc.assert(fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), (serial) => {
  const number = accountNumber(serial);
  expect(number).toMatch(/^88\d{16}$/);
  expect(isBankCardNumber(number)).toBe(true);
  expect(accountNumber(serial + 1n)).not.toBe(number);
})));

test('whatever is paid in, out and across at once: money is conserved and nobody goes below nothing', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ kind: fc.constantFrom('in', 'out', 'across', 'back'), amount: fc.integer({ min: 1, max: 60_000 }) }), { minLength: 5, maxLength: 25 }), async (moves) => {
    const before = (await balance(anna)) + (await balance(ben));
    const results = await Promise.all(moves.map(async ({ kind, amount }) => {
      const amountMinor = String(amount);
      const sent = kind === 'in' ? teller.send(deposits.credit, { accountNumber: anna, amountMinor, narrative: '入' }) : kind === 'out' ? teller.send(deposits.debit, { accountNumber: anna, amountMinor, narrative: '出' })
        : wide.send(deposits.transfer, { fromNumber: kind === 'across' ? anna : ben, toNumber: kind === 'across' ? ben : anna, amountMinor, narrative: '转' });
      return (await codeOf(sent)) === 'done' ? (kind === 'in' ? BigInt(amount) : kind === 'out' ? -BigInt(amount) : 0n) : 0n;
    }));
    const [left, right] = [await balance(anna), await balance(ben)];
    expect(left + right).toBe(before + results.reduce((sum, each) => sum + each, 0n));
    expect(left >= 0n && right >= 0n).toBe(true);
  }), { numRuns: 8 });
  expect((await auditor.ask(ledger.trialBalance, {})).balanced).toBe(true);
});
