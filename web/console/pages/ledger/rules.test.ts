import { expect, test } from 'vitest';
import { monthIsOver, nextMonth, sumsOf, yearsOver } from './rules.ts';

test.each([
  ['two legs that agree', [['debit', '1,200.50', '1'], ['credit', '1200.5', '2']], 120050n, 120050n, true],
  ['an account is missing', [['debit', '5', '1'], ['credit', '5', undefined]], 500n, 500n, false],
  ['a side is short', [['debit', '5', '1'], ['credit', '4.99', '2']], 500n, 499n, false],
  ['one leg only', [['debit', '5', '1']], 500n, 0n, false],
  ['nought is no amount', [['debit', '0', '1'], ['credit', '0', '2']], 0n, 0n, false],
  ['three decimals are no amount', [['debit', '1.005', '1'], ['credit', '1', '2']], 0n, 100n, false],
  ['more than a float holds', [['debit', '90071992547409.93', '1'], ['credit', '90071992547409.92', '2'], ['credit', '0.01', '3']], 9007199254740993n, 9007199254740993n, true],
] as const)('the sums of an entry: %s', (_, legs, debitMinor, creditMinor, complete) => {
  expect(sumsOf(legs.map(([side, amount, accountId]) => ({ side, amount, accountId })))).toEqual({ debitMinor, creditMinor, differenceMinor: debitMinor - creditMinor, complete });
});

const periods = [{ month: '2027-01', status: 'open' }, { month: '2026-12', status: 'open' }, { month: '2026-11', status: 'closed' }];
test('the earliest open month closes next, once it is over', () => {
  expect(nextMonth(periods)).toBe('2026-12');
  expect(nextMonth([{ month: '2026-11', status: 'closed' }])).toBeUndefined();
  expect([monthIsOver('2026-12', '2026-12-31'), monthIsOver('2026-12', '2027-01-01')]).toEqual([false, true]);
});
test('a year is offered for its transfer after its end', () => {
  expect(yearsOver(periods, '2026-12-31')).toEqual([]);
  expect(yearsOver(periods, '2027-01-01')).toEqual(['2026']);
});
