import fc from 'fast-check';
import { expect, it } from 'vitest';
import { currencies, formatMinor, formatShort, isCurrencyCode, parseMajor, type CurrencyCode } from '#kernel';

it.each([
  [123_450n, 'CNY', '1,234.50'], [0n, 'CNY', '0.00'], [-5n, 'CNY', '-0.05'], [99_999n, 'CNY', '999.99'], [-123_456_789n, 'USD', '-1,234,567.89'],
  [3_643_200_000_000n, 'CNY', '36,432,000,000.00'], [1_234n, 'JPY', '1,234'],
] as const)('formats %s %s as %s', (amount, currency, text) => expect(formatMinor(amount, currency)).toBe(text));

it.each([
  ['1,234.50', 123_450n], ['1234.5', 123_450n], ['1234', 123_400n], ['-3', -300n], ['0.05', 5n], ['1,000,000', 100_000_000n],
  ['', undefined], ['1,23', undefined], ['1,2345', undefined], [',123', undefined], ['007', undefined], ['.5', undefined], ['5.', undefined],
  ['1.234', undefined], [' 1', undefined], ['1e3', undefined], ['+1', undefined], ['１', undefined], ['--1', undefined], ['0,123', undefined],
])('parses %j as %s', (text, amount) => expect(parseMajor(text)).toBe(amount));

it('parses what it formats, in every currency', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.constantFrom(...(Object.keys(currencies) as CurrencyCode[])), (amount, currency) => {
    expect(parseMajor(formatMinor(amount, currency), currency)).toBe(amount);
  }));
});

it('knows no decimals of yen', () => expect(parseMajor('1.5', 'JPY')).toBeUndefined());
it('knows its currencies only', () => expect([isCurrencyCode('CNY'), isCurrencyCode('XAU'), isCurrencyCode('toString')]).toEqual([true, false, false]));

it.each([
  [1_872_000_000n, 'zh', '1,872.00 万'], [12_400_000_000n, 'zh', '1.24 亿'], [3_643_200_000_000n, 'zh', '364.32 亿'], [999_999n, 'zh', '9,999.99'],
  [1_000_000n, 'zh', '1.00 万'], [9_999_999_999n, 'zh', '1.00 亿'], [9_999_499_999n, 'zh', '9,999.50 万'], [9_999_994_999n, 'zh', '9,999.99 万'],
  [9_999_995_000n, 'zh', '1.00 亿'], [-1_872_000_000n, 'zh', '-1,872.00 万'],
  [99_999n, 'en', '999.99'], [100_000n, 'en', '1.00K'], [1_872_000_000n, 'en', '18.72M'], [3_643_200_000_000n, 'en', '36.43B'], [99_999_999n, 'en', '1.00M'],
] as const)('shortens %s in %s to %s', (amount, language, text) => expect(formatShort(amount, language)).toBe(text));
