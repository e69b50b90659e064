import { assert, unreachable } from './assert.ts';
import { addDays, civil, dayOfWeek, type BusinessDate } from './date.ts';

/** A day that differs from its weekday: a public holiday, or a weekend day worked in exchange (调休). */
export type CalendarDay = { readonly date: BusinessDate; readonly kind: 'holiday' | 'workday'; readonly name?: string };

export type ShiftConvention = 'none' | 'following' | 'modified_following' | 'preceding';

/** Whether the bank's clearing works that day; undefined when the year's holidays are not loaded, for a guess would move money wrongly. */
export function isBusinessDay(
  date: BusinessDate, days: ReadonlyMap<string, CalendarDay>, loadedYears: ReadonlySet<number>,
): boolean | undefined {
  if (!loadedYears.has(civil(date).year)) return undefined;
  const kind = days.get(date)?.kind;
  return kind === undefined ? dayOfWeek(date) <= 5 : kind === 'workday';
}

/** The date moved to a business day by the convention; undefined when that needs a year whose holidays are not loaded. */
export function shift(
  date: BusinessDate, convention: ShiftConvention, days: ReadonlyMap<string, CalendarDay>, loadedYears: ReadonlySet<number>,
): BusinessDate | undefined {
  switch (convention) {
    case 'none': return date;
    case 'following': return nearest(date, 1, days, loadedYears);
    case 'preceding': return nearest(date, -1, days, loadedYears);
    case 'modified_following': {
      const following = nearest(date, 1, days, loadedYears);
      if (following === undefined) return undefined;
      return civil(following).month === civil(date).month ? following : nearest(date, -1, days, loadedYears);
    }
    default: return unreachable(convention);
  }
}

/** The business day `count` business days after the date (before it, when negative); 0 gives the date itself. Undefined as in `shift`. */
export function addBusinessDays(
  date: BusinessDate, count: number, days: ReadonlyMap<string, CalendarDay>, loadedYears: ReadonlySet<number>,
): BusinessDate | undefined {
  assert(Number.isInteger(count), 'business days are whole');
  const step = count < 0 ? -1 : 1;
  let current: BusinessDate | undefined = date;
  for (let left = Math.abs(count); left > 0 && current !== undefined; left -= 1) current = nearest(addDays(current, step), step, days, loadedYears);
  return current;
}

function nearest(
  date: BusinessDate, step: 1 | -1, days: ReadonlyMap<string, CalendarDay>, loadedYears: ReadonlySet<number>,
): BusinessDate | undefined {
  let current = date;
  for (;;) {
    const open = isBusinessDay(current, days, loadedYears);
    if (open === undefined) return undefined;
    if (open) return current;
    current = addDays(current, step);
  }
}
