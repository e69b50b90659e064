import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add, allocate, compare, divide, fraction, fromBasisPoints, fromDecimal, InvariantBroken, isZero, multiply, negate, roundToMinor, subtract,
  toDecimal, type RoundingMode,
} from '#kernel';

const anyFraction = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n })).map(([n, d]) => fraction(n, d));

describe('fractions', () => {
  it('are reduced, with a positive denominator', () => {
    expect(fraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(fraction(0n, 7n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(() => fraction(1n, 0n)).toThrow(InvariantBroken);
    expect(() => divide(fraction(1n), fraction(0n))).toThrow(InvariantBroken);
  });

  it('obey the laws of a field', () => {
    fc.assert(fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a));
      expect(multiply(a, b)).toEqual(multiply(b, a));
      expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
      expect(multiply(multiply(a, b), c)).toEqual(multiply(a, multiply(b, c)));
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect(add(a, negate(a))).toEqual(fraction(0n));
      if (!isZero(b)) expect(multiply(divide(a, b), b)).toEqual(a);
      expect(compare(a, b)).toBe(-compare(b, a) + 0);
      expect(compare(subtract(a, b), fraction(0n))).toBe(compare(a, b));
    }));
  });

  it('come from decimals and basis points exactly', () => {
    expect(fromDecimal('0.0365')).toEqual(fraction(73n, 2000n));
    expect(fromDecimal('-0.5')).toEqual(fraction(-1n, 2n));
    expect(fromBasisPoints(345)).toEqual(fromDecimal('0.0345'));
    for (const text of ['', '.5', '1.', '1e3', ' 1', '+1', '1,000']) expect(() => fromDecimal(text), text).toThrow(InvariantBroken);
  });

  it.each([['2/3', 2n, 3n, 4, '0.6667'], ['-1/8', -1n, 8n, 2, '-0.13'], ['0', 0n, 1n, 0, '0'], ['5/2', 5n, 2n, 0, '3'], ['-1/1000', -1n, 1000n, 2, '0.00']] as const)(
    'show %s', (_, n, d, digits, text) => expect(toDecimal(fraction(n, d), digits)).toBe(text),
  );
});

describe('rounding', () => {
  const table: [string, bigint, bigint, Record<RoundingMode, bigint>][] = [
    ['1.5', 3n, 2n, { half_up: 2n, half_even: 2n, down: 1n, up: 2n }],
    ['2.5', 5n, 2n, { half_up: 3n, half_even: 2n, down: 2n, up: 3n }],
    ['-2.5', -5n, 2n, { half_up: -3n, half_even: -2n, down: -2n, up: -3n }],
    ['2.49', 249n, 100n, { half_up: 2n, half_even: 2n, down: 2n, up: 3n }],
    ['2.51', 251n, 100n, { half_up: 3n, half_even: 3n, down: 2n, up: 3n }],
    ['-0.01', -1n, 100n, { half_up: 0n, half_even: 0n, down: 0n, up: -1n }],
    ['7', 7n, 1n, { half_up: 7n, half_even: 7n, down: 7n, up: 7n }],
  ];
  it.each(table)('of %s', (_, n, d, expected) => {
    for (const [mode, whole] of Object.entries(expected)) expect(roundToMinor(fraction(n, d), mode as RoundingMode), mode).toBe(whole);
  });
});

describe('allocate', () => {
  it.each([
    ['thirds', 100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    ['the largest remainder wins', 10n, [1n, 2n, 4n], [1n, 3n, 6n]],
    ['harvest 30/40/30 of ¥228,292.68', 22_829_268n, [3000n, 4000n, 3000n], [6_848_781n, 9_131_707n, 6_848_780n]],
    ['a negative total', -100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    ['nothing', 0n, [0n, 0n], [0n, 0n]],
  ])('%s', (_, total, weights, parts) => expect(allocate(total, weights)).toEqual(parts));

  it('sums exactly, each part within one unit of its share', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 30 }), (total, weights) => {
      const sum = weights.reduce((a, b) => a + b, 0n);
      fc.pre(sum > 0n);
      const parts = allocate(total, weights);
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
      for (const [index, part] of parts.entries()) {
        const away = part * sum - total * weights[index]!;
        expect((away < 0n ? -away : away) < sum).toBe(true);
      }
    }));
  });

  it('refuses nonsense', () => {
    expect(() => allocate(1n, [0n])).toThrow(InvariantBroken);
    expect(() => allocate(1n, [-1n, 2n])).toThrow(InvariantBroken);
  });
});
