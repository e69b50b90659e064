import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays, addMonths, businessDate, civil, compareDates, dayNumber, dayOfWeek, daysBetween, fraction, fromDayNumber, InvariantBroken, isBusinessDate,
  toBeijingDate, yearFraction, type DayCount,
} from '#kernel';

const day = businessDate;
const anyDate = fc.integer({ min: dayNumber(day('1900-01-01')), max: dayNumber(day('2199-12-31')) }).map(fromDayNumber);

describe('dates', () => {
  it('refuse nonsense', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-01', '2026-11-31', '20261124', '2026-11-24T00:00', '0000-01-01', '1900-02-29']) {
      expect(isBusinessDate(text), text).toBe(false);
      expect(() => businessDate(text), text).toThrow(InvariantBroken);
    }
    expect(isBusinessDate('2024-02-29')).toBe(true);
    expect(isBusinessDate('2000-02-29')).toBe(true);
  });

  it('agree with the Gregorian calendar of the platform on every day of three centuries', () => {
    for (let days = dayNumber(day('1900-01-01')); days <= dayNumber(day('2199-12-31')); days += 1) {
      const expected = new Date(days * 86_400_000).toISOString().slice(0, 10);
      if (fromDayNumber(days) !== expected) expect(fromDayNumber(days)).toBe(expected);
      if (dayNumber(day(expected)) !== days) expect(dayNumber(day(expected))).toBe(days);
    }
  });

  it('count the first day and not the last', () => {
    expect(daysBetween(day('2026-03-05'), day('2026-03-21'))).toBe(16);
    expect(daysBetween(day('2026-03-21'), day('2026-06-21'))).toBe(92);
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(compareDates(day('2026-01-02'), day('2026-01-10'))).toBe(-1);
    expect([day('2026-11-23'), day('2026-11-29'), day('1969-12-28')].map(dayOfWeek)).toEqual([1, 7, 7]);
  });

  it.each([
    ['2026-01-31', 1, false, '2026-02-28'], ['2024-01-31', 1, false, '2024-02-29'], ['2026-02-28', 1, false, '2026-03-28'], ['2026-02-28', 1, true, '2026-03-31'],
    ['2026-11-30', 3, false, '2027-02-28'], ['2026-03-31', -1, false, '2026-02-28'], ['2026-01-15', -13, false, '2024-12-15'], ['2026-04-29', 1, true, '2026-05-29'],
  ])('%s and %i months (month ends kept: %s) is %s', (from, months, endOfMonth, expected) => {
    expect(addMonths(day(from), months, { endOfMonth })).toBe(expected);
  });

  it('add months in step with the calendar', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: -600, max: 600 }), fc.boolean(), (date, months, endOfMonth) => {
      const moved = civil(addMonths(date, months, { endOfMonth }));
      const start = civil(date);
      expect((moved.year - start.year) * 12 + moved.month - start.month).toBe(months);
      if (start.day <= 28 && !endOfMonth) expect(addMonths(addMonths(date, months), -months)).toBe(date);
      if (!endOfMonth) expect(moved.day <= start.day).toBe(true);
    }));
  });

  it('know the date in Beijing', () => {
    expect(toBeijingDate(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(toBeijingDate(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
    expect(toBeijingDate(new Date('1969-12-31T15:00:00Z'))).toBe('1969-12-31');
  });
});

describe('year fractions', () => {
  const table: [DayCount, string, string, bigint, bigint][] = [
    ['actual_360', '2026-03-05', '2026-03-21', 16n, 360n],
    ['actual_365', '2026-03-21', '2026-06-21', 92n, 365n],
    ['actual_actual_isda', '2003-11-01', '2004-05-01', 61n * 366n + 121n * 365n, 365n * 366n],
    ['actual_actual_isda', '2024-01-01', '2027-01-01', 3n, 1n],
    ['thirty_e_360', '2026-01-31', '2026-02-28', 28n, 360n],
    ['thirty_e_360', '2026-02-28', '2026-03-31', 32n, 360n],
    ['thirty_e_360_isda', '2026-02-28', '2026-03-31', 30n, 360n],
    ['thirty_e_360_isda', '2026-01-31', '2026-02-28', 30n, 360n],
    ['twenty_eight_e_336', '2026-01-31', '2026-03-31', 56n, 336n],
    ['twelfth_per_month', '2026-01-31', '2026-02-28', 1n, 12n],
    ['twelfth_per_month', '2026-02-28', '2026-03-31', 1n, 12n],
    ['twelfth_per_month', '2026-02-28', '2026-03-30', 1n, 12n],
    ['twelfth_per_month', '2026-01-15', '2026-03-20', 2n * 30n + 5n, 360n],
    ['twelfth_per_month', '2026-01-15', '2026-01-15', 0n, 1n],
    ['twelfth_per_month', '2026-01-20', '2026-02-15', 26n, 360n],
  ];
  it.each(table)('%s from %s to %s', (convention, from, to, n, d) => expect(yearFraction(convention, day(from), day(to))).toEqual(fraction(n, d)));

  it('keep a maturity on the last of February (30E/360 ISDA)', () => {
    expect(yearFraction('thirty_e_360_isda', day('2026-01-31'), day('2026-02-28'), day('2026-02-28'))).toEqual(fraction(28n, 360n));
  });

  it('refuse a span that ends before it begins', () => {
    expect(() => yearFraction('actual_360', day('2026-01-02'), day('2026-01-01'))).toThrow(InvariantBroken);
  });
});
