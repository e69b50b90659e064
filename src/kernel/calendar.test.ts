import { describe, expect, it } from 'vitest';
import { addBusinessDays, addDays, businessDate, isBusinessDay, shift, type BusinessDate, type CalendarDay } from '#kernel';

const days = new Map<string, CalendarDay>();
const mark = (kind: CalendarDay['kind'], from: string, to = from): void => {
  for (let date: BusinessDate = businessDate(from); date <= to; date = addDays(date, 1)) days.set(date, { date, kind });
};
// The State Council's notice for 2026.
for (const [from, to] of [
  ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'], ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
] as const) mark('holiday', from, to);
for (const date of ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']) mark('workday', date);
const years = new Set([2026]);

describe('business days', () => {
  it.each([
    ['2026-01-04', true], ['2026-02-14', true], ['2026-02-16', false], ['2026-02-24', true], ['2026-11-21', false], ['2026-11-23', true],
    ['2027-01-01', undefined], ['2027-01-04', undefined], ['2025-12-31', undefined],
  ])('%s: %s', (date, open) => expect(isBusinessDay(businessDate(date), days, years)).toBe(open));

  it.each([
    ['none', '2026-10-01', '2026-10-01'], ['none', '2027-01-01', '2027-01-01'], ['following', '2026-10-01', '2026-10-08'], ['preceding', '2026-10-01', '2026-09-30'],
    ['following', '2026-11-23', '2026-11-23'], ['modified_following', '2026-05-30', '2026-05-29'], ['modified_following', '2026-10-01', '2026-10-08'],
    ['following', '2026-12-31', '2026-12-31'], ['preceding', '2026-01-01', undefined], ['following', '2027-01-01', undefined],
  ] as const)('%s of %s is %s', (convention, date, expected) => expect(shift(businessDate(date), convention, days, years)).toBe(expected));

  it.each([['2026-02-13', 2, '2026-02-24'], ['2026-02-24', -2, '2026-02-13'], ['2026-02-16', 0, '2026-02-16'], ['2026-12-31', 1, undefined]])(
    '%s and %i business days is %s', (date, count, expected) => expect(addBusinessDays(businessDate(date), count, days, years)).toBe(expected),
  );
});
