import { assert, unreachable } from './assert.ts';
import { add, fraction, type Fraction } from './fraction.ts';

/** A day of the bank's calendar, 'YYYY-MM-DD'. It has no time and no zone; text order is date order. */
export type BusinessDate = string & { readonly __brand: 'BusinessDate' };

/** How a span of days becomes a part of a year. `actual_365` is fixed; `twelfth_per_month` counts whole months as 1/12 and odd days as 1/360. */
export type DayCount =
  | 'actual_360' | 'actual_365' | 'actual_actual_isda' | 'thirty_e_360' | 'thirty_e_360_isda' | 'twenty_eight_e_336' | 'twelfth_per_month';

export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month (1–12) in the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isBusinessDate(text: string): text is BusinessDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The text as a date; nonsense such as '2026-02-30' throws InvariantBroken. */
export function businessDate(text: string): BusinessDate {
  assert(isBusinessDate(text), `not a date: ${text}`);
  return text;
}

export function civil(date: BusinessDate): CivilDate {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The date of year, month (1–12) and day; one that does not exist throws InvariantBroken. */
export function fromCivil(year: number, month: number, day: number): BusinessDate {
  return businessDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

/** Days since 1970-01-01. Years begin in March here, so that the leap day is the last one and needs no case of its own. */
export function dayNumber(date: BusinessDate): number {
  const { year, month, day } = civil(date);
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The date of a day number; the inverse of `dayNumber`. */
export function fromDayNumber(days: number): BusinessDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return fromCivil(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  assert(Number.isInteger(days), 'days are whole');
  return fromDayNumber(dayNumber(date) + days);
}

export function isMonthEnd(date: BusinessDate): boolean {
  const { year, month, day } = civil(date);
  return day === daysInMonth(year, month);
}

/**
 * The same day some months on, or the last day of a shorter month. With `endOfMonth` a month's last day stays a last day.
 * Count from the first date of a series, never from the previous one: 31 January, then 28 February, then 31 March.
 */
export function addMonths(date: BusinessDate, months: number, options: { endOfMonth?: boolean } = {}): BusinessDate {
  assert(Number.isInteger(months), 'months are whole');
  const { year, month, day } = civil(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  const last = daysInMonth(toYear, toMonth);
  return fromCivil(toYear, toMonth, options.endOfMonth && isMonthEnd(date) ? last : Math.min(day, last));
}

/** Days from one date to another: the first counts, the last does not. Negative when `to` is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function compareDates(a: BusinessDate, b: BusinessDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function dayOfWeek(date: BusinessDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const sinceMonday = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** The date in Beijing at an instant: UTC+8 all year (no summer time since 1991). */
export function toBeijingDate(instant: Date): BusinessDate {
  const time = instant.getTime();
  assert(!Number.isNaN(time), 'not an instant');
  return fromDayNumber(Math.floor((time + 8 * 3_600_000) / 86_400_000));
}

/**
 * The part of a year from one date to another, exact. `to` is not before `from`. Conventions as ISDA 2006 §4.16 and ACTUS name them.
 * `maturesOn` matters to 30E/360 ISDA only: a last day of February that is the maturity stays as it is.
 */
export function yearFraction(convention: DayCount, from: BusinessDate, to: BusinessDate, maturesOn?: BusinessDate): Fraction {
  assert(from <= to, `a span does not end (${to}) before it begins (${from})`);
  const days = BigInt(daysBetween(from, to));
  switch (convention) {
    case 'actual_360': return fraction(days, 360n);
    case 'actual_365': return fraction(days, 365n);
    case 'actual_actual_isda': return actualActual(from, to);
    case 'thirty_e_360': return monthsOf(30, from, to, (date) => Math.min(civil(date).day, 30));
    case 'thirty_e_360_isda':
      return monthsOf(30, from, to, (date, end) => (isMonthEnd(date) && !(end && date === maturesOn && civil(date).month === 2) ? 30 : civil(date).day));
    case 'twenty_eight_e_336': return monthsOf(28, from, to, (date) => Math.min(civil(date).day, 28));
    case 'twelfth_per_month': return twelfths(from, to);
    default: return unreachable(convention);
  }
}

function actualActual(from: BusinessDate, to: BusinessDate): Fraction {
  const firstYear = civil(from).year;
  const lastYear = civil(to).year;
  const inYear = (start: BusinessDate, end: BusinessDate, year: number): Fraction => fraction(BigInt(daysBetween(start, end)), isLeap(year) ? 366n : 365n);
  if (firstYear === lastYear) return inYear(from, to, firstYear);
  const between = fraction(BigInt(lastYear - firstYear - 1));
  return add(add(inYear(from, fromCivil(firstYear + 1, 1, 1), firstYear), between), inYear(fromCivil(lastYear, 1, 1), to, lastYear));
}

function monthsOf(daysPerMonth: number, from: BusinessDate, to: BusinessDate, dayOf: (date: BusinessDate, end: boolean) => number): Fraction {
  const [start, end] = [civil(from), civil(to)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return fraction(BigInt(months * daysPerMonth + dayOf(to, true) - dayOf(from, false)), BigInt(daysPerMonth * 12));
}

function twelfths(from: BusinessDate, to: BusinessDate): Fraction {
  const [start, end] = [civil(from), civil(to)];
  const apart = (end.year - start.year) * 12 + end.month - start.month;
  // Looking back as well as forward: 28 February to 31 March is a whole month of a loan that falls due on the 31st.
  if (addMonths(from, apart) === to || addMonths(to, -apart) === from) return fraction(BigInt(apart), 12n);
  const whole = addMonths(from, apart) <= to ? apart : apart - 1;
  const odd = daysBetween(addMonths(from, whole), to);
  return add(fraction(BigInt(whole), 12n), fraction(BigInt(odd), 360n));
}
