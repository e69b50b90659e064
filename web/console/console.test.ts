import { describe, expect, test } from 'vitest';
import { decidedMinor, moneyKey, remaining, shownFacts, type Batch, type BatchRow } from './pages/approvals/rules.ts';
import { isMinor, isSealed, percent, typedMinor } from './parts/values.ts';

test.each([['0.036', '3.60%'], ['0.0345', '3.45%'], ['0.05175', '5.175%'], ['0', '0.00%'], ['1', '100.00%'], ['-0.001', '-0.10%'], ['LPR', 'LPR']])('a rate of %s reads %s', (rate, text) => expect(percent(rate)).toBe(text));

test.each([['1,200.50', '120050'], ['88', '8800'], ['１２', undefined], ['0', undefined], ['-3', undefined], ['1.005', undefined], ['', undefined], [undefined, undefined], ['1，000', '100000']])('typed %s is %s', (text, minor) => expect(typedMinor(text)).toBe(minor));

test('an amount is digits under a key that says so', () => {
  expect([isMinor('limitMinor', '100'), isMinor('limitMinor', 100), isMinor('number', '100'), isMinor('limitMinor', 'x')]).toEqual([true, false, false, false]);
  expect([isSealed({ $sealed: 'abc' }), isSealed('abc'), isSealed(null)]).toEqual([true, false, false]);
});

describe('what a decision moves', () => {
  const row = (ordinal: number, limitMinor: string | null, status: BatchRow['status'] = 'waiting'): BatchRow => ({ ordinal, facts: { applicationId: 'a', limitMinor }, status, struckByName: null, strikeReason: null, commandId: null, refusal: null });
  const batch = (items: BatchRow[], summary: Record<string, unknown> = {}): Batch => ({ id: 'b', commandName: 'lending.grantCredit', title: '', status: 'awaiting_approval', makerName: '', unitPath: '', seenHash: '', createdAt: '', closedAt: null, summary, items, steps: [], blocked: null });
  test.each<[string, Batch, [number, string][], bigint | undefined]>([
    ['the total the server stated', batch([row(1, '100'), row(2, '200')], { totalMinor: '250' }), [], 250n],
    ['less what is struck out now', batch([row(1, '100'), row(2, '200')], { totalMinor: '300' }), [[2, 'same house']], 100n],
    ['struck before is not in the total and not taken twice', batch([row(1, '100'), row(2, '200', 'struck')], { totalMinor: '100' }), [[2, 'again']], 100n],
    ['the sum of the rows where none is stated', batch([row(1, '100'), row(2, '200', 'struck'), row(3, '5')]), [[3, 'x']], 100n],
    ['a row without an amount adds nothing', batch([row(1, '100'), row(2, null)]), [], 100n],
    ['nothing where it is not about money', batch([{ ...row(1, null), facts: { role: 'teller' } }]), [], undefined],
  ])('%s', (_, given, strikes, expected) => expect(decidedMinor(given, new Map(strikes))).toBe(expected));
  test('rows and keys', () => {
    const items = [row(1, '100'), row(2, '200', 'struck'), row(3, '5')];
    expect(remaining(items, new Map([[3, 'x']])).map((each) => each.ordinal)).toEqual([1]);
    expect(moneyKey(items)).toBe('limitMinor');
    expect(shownFacts(items[0]!)).toEqual({ limitMinor: '100' });
  });
});
