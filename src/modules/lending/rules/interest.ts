import {
  add, daysBetween, formatMinor, fraction, fromDecimal, multiply, toDecimal, yearFraction, type BusinessDate, type CurrencyCode, type DayCount, type Fraction,
} from '#kernel';
import { rateSpans } from './plan.ts';
import type { Explanation, Terms } from './terms.ts';

/** Principal that bore interest from one date to another. */
export type Piece = { readonly baseMinor: bigint; readonly from: BusinessDate; readonly until: BusinessDate };

const zero = fraction(0n);

/** Exact interest of one unit of principal from one date to another, rate changes included. */
export function interestFactor(terms: Terms, from: BusinessDate, until: BusinessDate): Fraction {
  return rateSpans(terms, from, until).reduce(
    (sum, span) => add(sum, multiply(fromDecimal(span.annual), yearFraction(terms.dayCount, span.from, span.until, terms.maturesOn))), zero,
  );
}

/** Exact contract interest on the pieces, in minor units. */
export function interestOn(terms: Terms, pieces: readonly Piece[]): Fraction {
  return pieces.reduce((sum, piece) => add(sum, multiply(fraction(piece.baseMinor), interestFactor(terms, piece.from, piece.until))), zero);
}

/** The same interest told part by part: a new part wherever the base or the rate changes. */
export function explainInterest(terms: Terms, pieces: readonly Piece[]): Explanation[] {
  return slices(terms.dayCount, pieces).flatMap((piece) =>
    rateSpans(terms, piece.from, piece.until).map((span) => explain({ ...piece, from: span.from, until: span.until }, fromDecimal(span.annual), terms.dayCount, terms)),
  );
}

export function explain(
  piece: Piece, annual: Fraction, dayCount: DayCount, { currency, maturesOn }: { currency: CurrencyCode; maturesOn: BusinessDate },
): Explanation {
  const days = daysBetween(piece.from, piece.until);
  const part = yearFraction(dayCount, piece.from, piece.until, maturesOn);
  const amount = multiply(multiply(fraction(piece.baseMinor), annual), part);
  const exact = toDecimal(multiply(amount, currency === 'JPY' ? fraction(1n) : fraction(1n, 100n)), 4);
  const formula = `${formatMinor(piece.baseMinor, currency)} × ${shortDecimal(multiply(annual, fraction(100n)))}% × ${partText(dayCount, part, days)} = ${exact}`;
  return { ...piece, days, annualRate: shortDecimal(annual), dayCount, formula };
}

/**
 * Where a year's part is a plain count of days, pieces that run side by side are told as spans of time on one base. Elsewhere splitting a period would
 * change its worth (a month is 1/12, its halves are counted in days), so each piece is told as it is.
 */
function slices(dayCount: DayCount, pieces: readonly Piece[]): Piece[] {
  const kept = pieces.filter((piece) => piece.from < piece.until && piece.baseMinor !== 0n);
  if (dayCount !== 'actual_360' && dayCount !== 'actual_365' && dayCount !== 'actual_actual_isda') return kept;
  const borders = [...new Set(kept.flatMap((piece) => [piece.from, piece.until]))].sort();
  return borders.slice(1).flatMap((until, index) => {
    const from = borders[index]!;
    const baseMinor = kept.filter((piece) => piece.from <= from && piece.until >= until).reduce((sum, piece) => sum + piece.baseMinor, 0n);
    return baseMinor === 0n ? [] : [{ baseMinor, from, until }];
  });
}

const shortDecimal = (value: Fraction): string => toDecimal(value, 8).replace(/\.?0+$/, '');

function partText(dayCount: DayCount, part: Fraction, days: number): string {
  if (dayCount === 'actual_360') return `${days}/360`;
  if (dayCount === 'actual_365') return `${days}/365`;
  const whole = { thirty_e_360: 360n, thirty_e_360_isda: 360n, twenty_eight_e_336: 336n, twelfth_per_month: 12n, actual_actual_isda: part.denominator }[dayCount];
  return whole % part.denominator === 0n ? `${(part.numerator * whole) / part.denominator}/${whole}` : `${part.numerator}/${part.denominator}`;
}

/** Days of default are counted, whatever the schedule's convention: months and 30-day conventions fall back to actual/360. */
export function penaltyDayCount(dayCount: DayCount): DayCount {
  return dayCount === 'actual_365' || dayCount === 'actual_actual_isda' ? dayCount : 'actual_360';
}
