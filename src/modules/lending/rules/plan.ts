import { addMonths, assert, civil, daysInMonth, fromCivil, must, type BusinessDate } from '#kernel';
import type { InterestRule, PrincipalRule, Segment, Terms } from './terms.ts';

/** A date on which something falls due. `left` counts the principal dates of the same run from this one on, this one included; `final` percentages end at 100 %. */
export type Slot = {
  readonly number: number;
  readonly dueOn: BusinessDate;
  readonly principal?: { readonly rule: PrincipalRule; readonly basisPoints: number; readonly left: number; readonly final?: boolean };
  readonly interest?: 'pay' | 'capitalise';
};

type PrincipalDate = { readonly dueOn: BusinessDate; readonly rule: PrincipalRule; readonly basisPoints: number; readonly left: number; readonly final?: boolean };
type Run<R> = { readonly from: BusinessDate; readonly until: BusinessDate; readonly rule: R; readonly interest: InterestRule };

/** The due dates of the terms in order, without amounts. Maturity is always the last and takes principal and interest. */
export function plan(terms: Terms): Slot[] {
  assertContiguous(terms);
  const principal = withFinal(runs(terms.segments, (segment) => segment.principal).flatMap(principalDates));
  const principalByDate = new Map<BusinessDate, PrincipalDate>();
  for (const entry of principal) principalByDate.set(entry.dueOn, entry);
  if (!principalByDate.has(terms.maturesOn)) {
    principalByDate.set(terms.maturesOn, { dueOn: terms.maturesOn, rule: { kind: 'rest' }, basisPoints: 0, left: 1 });
  }
  const interestByDate = new Map<BusinessDate, 'pay' | 'capitalise'>();
  for (const run of runs(terms.segments, (segment) => segment.interest)) {
    for (const dueOn of interestDates(run, [...principalByDate.keys()])) interestByDate.set(dueOn, run.rule.kind === 'capitalised' ? 'capitalise' : 'pay');
  }
  interestByDate.set(terms.maturesOn, 'pay');
  const dates = [...new Set([...principalByDate.keys(), ...interestByDate.keys()])].sort();
  return dates.map((dueOn, index) => ({ number: index + 1, dueOn, principal: principalByDate.get(dueOn), interest: interestByDate.get(dueOn) }));
}

function assertContiguous({ segments, startsOn, maturesOn }: Terms): void {
  assert(startsOn < maturesOn, 'a loan matures after it starts');
  let at = startsOn;
  for (const segment of segments) {
    assert(segment.from === at && segment.from < segment.until, `segments are contiguous: ${segment.from} does not follow ${at}`);
    at = segment.until;
  }
  assert(at === maturesOn, 'the segments end at maturity');
}

/** Marks the percentage with which the whole is reached, so that the fen of rounding do not wait for maturity. */
function withFinal(dates: readonly PrincipalDate[]): PrincipalDate[] {
  let reached = 0;
  return dates.map((date) => {
    reached += date.basisPoints;
    return date.basisPoints > 0 && reached >= 10_000 ? { ...date, final: true } : date;
  });
}

/** Consecutive segments with the same rule are one run: a new rate does not restart the count of months. */
function runs<R>(segments: readonly Segment[], ruleOf: (segment: Segment) => R): Run<R>[] {
  const found: Run<R>[] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    const rule = ruleOf(segment);
    if (last && sameRule(last.rule, rule)) found[found.length - 1] = { ...last, until: segment.until };
    else found.push({ from: segment.from, until: segment.until, rule, interest: segment.interest });
  }
  return found;
}

function sameRule(a: unknown, b: unknown): boolean {
  const text = (rule: unknown): string => JSON.stringify(rule, (_, field: unknown) => (typeof field === 'bigint' ? `${field}n` : field));
  return text(a) === text(b);
}

function principalDates({ from, until, rule, interest }: Run<PrincipalRule>): PrincipalDate[] {
  const dayOfMonth = (own: number | undefined): number | undefined => own ?? (interest.kind === 'paid' ? interest.dayOfMonth : undefined);
  const numbered = (dates: BusinessDate[]): PrincipalDate[] => dates.map((dueOn, index) => ({ dueOn, rule, basisPoints: 0, left: dates.length - index }));
  switch (rule.kind) {
    case 'none': return [];
    case 'rest': return numbered([until]);
    case 'fixed': return numbered(cycle(from, until, rule.everyMonths, dayOfMonth(rule.dayOfMonth)));
    case 'equal_instalment':
    case 'equal_principal': {
      const dates = cycle(from, until, rule.everyMonths, dayOfMonth(rule.dayOfMonth));
      return numbered(dates.at(-1) === until ? dates : [...dates, until]);
    }
    case 'percent_by_date': {
      const parts = rule.parts.filter(({ dueOn }) => dueOn > from && dueOn <= until).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
      return parts.map(({ dueOn, basisPoints }, index) => ({ dueOn, rule, basisPoints, left: parts.length - index }));
    }
  }
}

function interestDates({ from, until, rule }: Run<InterestRule>, principal: readonly BusinessDate[]): BusinessDate[] {
  switch (rule.kind) {
    case 'paid': return cycle(from, until, rule.everyMonths, rule.dayOfMonth);
    case 'with_principal': return principal.filter((dueOn) => dueOn > from && dueOn <= until);
    case 'at_end': return [until];
    case 'capitalised': return [...cycle(from, until, rule.everyMonths, undefined), until];
  }
}

/** The dates of a cycle in (from, until]. */
function cycle(from: BusinessDate, until: BusinessDate, everyMonths: number, dayOfMonth: number | undefined): BusinessDate[] {
  assert(Number.isInteger(everyMonths) && everyMonths >= 1, 'a cycle is of whole months');
  const dates: BusinessDate[] = [];
  const start = civil(from);
  const firstMonth = start.year * 12 + start.month - 1;
  const calendar = 12 % everyMonths === 0;
  for (let index = dayOfMonth === undefined ? everyMonths : 0; ; index += dayOfMonth === undefined ? everyMonths : 1) {
    const month = firstMonth + index;
    // A calendar cycle keeps to quarter and half-year ends; others count from the month they start in.
    if (dayOfMonth !== undefined && (calendar ? (month + 1) % everyMonths : index % everyMonths) !== 0) continue;
    const date = dayOfMonth === undefined ? addMonths(from, index) : dayOf(month, dayOfMonth);
    if (date > until) return dates;
    if (date > from) dates.push(date);
  }
}

function dayOf(monthIndex: number, dayOfMonth: number): BusinessDate {
  const year = Math.floor(monthIndex / 12);
  const month = (monthIndex % 12) + 1;
  return fromCivil(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
}

/** The annual rates between two dates, equal neighbours joined; the last segment's rate goes on after maturity. */
export function rateSpans(terms: Terms, from: BusinessDate, until: BusinessDate): { from: BusinessDate; until: BusinessDate; annual: string }[] {
  const spans: { from: BusinessDate; until: BusinessDate; annual: string }[] = [];
  for (const [index, segment] of terms.segments.entries()) {
    const start = index === 0 || segment.from < from ? from : segment.from;
    const end = index === terms.segments.length - 1 || segment.until > until ? until : segment.until;
    if (start >= end) continue;
    const last = spans.at(-1);
    if (last?.annual === segment.rate.annual) last.until = end;
    else spans.push({ from: start, until: end, annual: segment.rate.annual });
  }
  return spans;
}

/** The annual rate in force on a day. */
export function rateOn(terms: Terms, date: BusinessDate): string {
  const segment = terms.segments.find(({ until }) => date < until) ?? must(terms.segments.at(-1), 'terms have segments');
  return segment.rate.annual;
}
