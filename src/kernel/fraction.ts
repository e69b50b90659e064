import { assert, unreachable } from './assert.ts';

/** An exact rational number, always reduced, its denominator positive: equal values have equal parts. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** How a half, or any remainder, becomes a whole minor unit. `down` is towards zero, `up` away from it. */
export type RoundingMode = 'half_up' | 'half_even' | 'down' | 'up';

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** numerator / denominator, reduced. A zero denominator throws InvariantBroken. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  assert(denominator !== 0n, 'a fraction has no zero denominator');
  if (denominator === 1n) return { numerator, denominator };
  const divisor = greatestCommonDivisor(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

export const add = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));

export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.numerator * b.numerator, a.denominator * b.denominator);

/** a / b. Division by zero throws InvariantBroken. */
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.numerator * b.denominator, a.denominator * b.numerator);

export const negate = (a: Fraction): Fraction => ({ numerator: -a.numerator, denominator: a.denominator });

/** -1, 0 or 1, as a sort wants it. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZero = (a: Fraction): boolean => a.numerator === 0n;

/** The exact value of a plain decimal such as '0.0365' or '-12'. Anything else throws InvariantBroken. */
export function fromDecimal(text: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  assert(match, `not a plain decimal: ${text}`);
  const [, sign, whole = '', decimals = ''] = match;
  return fraction(BigInt(`${sign}${whole}${decimals}`), 10n ** BigInt(decimals.length));
}

/** Basis points (1 = 0.01 %) as a fraction of one. */
export function fromBasisPoints(basisPoints: bigint | number): Fraction {
  return fraction(BigInt(basisPoints), 10_000n);
}

/** Decimal text with exactly `digits` decimals, half up: for showing, never for reckoning on. */
export function toDecimal(value: Fraction, digits: number): string {
  const scaled = roundToMinor(multiply(value, fraction(10n ** BigInt(digits))), 'half_up');
  const text = magnitude(scaled).toString().padStart(digits + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The one place where money is rounded: an exact number of minor units becomes a whole one. Signs are treated alike. */
export function roundToMinor(value: Fraction, mode: RoundingMode): bigint {
  const size = magnitude(value.numerator);
  const whole = size / value.denominator;
  const remainder = size % value.denominator;
  const rounded = whole + (movesAway(whole, remainder, value.denominator, mode) ? 1n : 0n);
  return value.numerator < 0n ? -rounded : rounded;
}

function movesAway(whole: bigint, remainder: bigint, denominator: bigint, mode: RoundingMode): boolean {
  switch (mode) {
    case 'down': return false;
    case 'up': return remainder > 0n;
    case 'half_up': return remainder * 2n >= denominator;
    case 'half_even': return remainder * 2n > denominator || (remainder * 2n === denominator && whole % 2n === 1n);
    default: return unreachable(mode);
  }
}

/**
 * Splits a total by weights so that the parts sum to it exactly (largest remainder; of equal remainders the earlier wins).
 * Weights are not negative; they may sum to zero only when the total is zero. A negative total gives negative parts.
 */
export function allocate(totalMinor: bigint, weights: readonly bigint[]): bigint[] {
  assert(weights.every((weight) => weight >= 0n), 'weights are not negative');
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) {
    assert(totalMinor === 0n, 'a total needs a positive weight to go to');
    return weights.map(() => 0n);
  }
  const total = magnitude(totalMinor);
  const parts = weights.map((weight) => (total * weight) / sum);
  const left = total - parts.reduce((a, b) => a + b, 0n);
  const remainders = weights.map((weight, index) => ({ index, remainder: (total * weight) % sum }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of remainders.slice(0, Number(left))) parts[index] = parts[index]! + 1n;
  return totalMinor < 0n ? parts.map((part) => -part) : parts;
}
