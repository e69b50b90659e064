import { fromDecimal, isBusinessDate, refuse, succeed, type Outcome } from '#kernel';
import type { Segment, Terms } from './terms.ts';
import { defaultWaterfall } from './waterfall.ts';

/** What can be wrong with terms that someone typed, in the order it is checked. */
export type TermsFault =
  | 'principal_not_positive' | 'dates_invalid' | 'segments_not_contiguous' | 'rate_invalid' | 'cycle_invalid' | 'percentages_exceed_whole' | 'percentage_outside_segment'
  | 'instalment_without_matching_interest' | 'markup_invalid' | 'waterfall_incomplete';

/** The terms, when a schedule can be made of them; otherwise the first fault, with the number of the segment (from 1) where there is one. */
export function checkTerms(terms: Terms): Outcome<Terms> {
  if (terms.principalMinor <= 0n) return refuse('principal_not_positive' satisfies TermsFault);
  const dates = [terms.startsOn, terms.maturesOn, ...terms.segments.flatMap((segment) => [segment.from, segment.until])];
  if (!dates.every((date) => isBusinessDate(date)) || terms.startsOn >= terms.maturesOn) return refuse('dates_invalid' satisfies TermsFault);
  let at = terms.startsOn;
  for (const [index, segment] of terms.segments.entries()) {
    if (segment.from !== at || segment.from >= segment.until) return refuse('segments_not_contiguous' satisfies TermsFault, { segment: index + 1 });
    at = segment.until;
    const fault = segmentFault(segment);
    if (fault) return refuse(fault, { segment: index + 1 });
  }
  if (at !== terms.maturesOn) return refuse('segments_not_contiguous' satisfies TermsFault, { segment: terms.segments.length });
  if (!Number.isInteger(terms.penaltyMarkupBasisPoints) || terms.penaltyMarkupBasisPoints < 0 || !Number.isInteger(terms.graceDays) || terms.graceDays < 0) {
    return refuse('markup_invalid' satisfies TermsFault);
  }
  const complete = terms.waterfall.length === defaultWaterfall.length && defaultWaterfall.every((component) => terms.waterfall.includes(component));
  return complete ? succeed(terms) : refuse('waterfall_incomplete' satisfies TermsFault);
}

function segmentFault({ from, until, principal, interest, rate }: Segment): TermsFault | undefined {
  if (!/^\d+(\.\d+)?$/.test(rate.annual) || fromDecimal(rate.annual).numerator < 0n) return 'rate_invalid';
  const cycles = [principal, interest].flatMap((rule) => ('everyMonths' in rule ? [rule.everyMonths] : []));
  const days = [principal, interest].flatMap((rule) => ('dayOfMonth' in rule && rule.dayOfMonth !== undefined ? [rule.dayOfMonth] : []));
  const within = (values: number[], most: number): boolean => values.every((value) => Number.isInteger(value) && value >= 1 && value <= most);
  if (!within(cycles, 600) || !within(days, 31) || (principal.kind === 'fixed' && principal.amountMinor <= 0n)) return 'cycle_invalid';
  if (principal.kind === 'percent_by_date') {
    if (!within(principal.parts.map((part) => part.basisPoints), 10_000) || principal.parts.reduce((sum, part) => sum + part.basisPoints, 0) > 10_000) return 'percentages_exceed_whole';
    if (principal.parts.some((part) => !isBusinessDate(part.dueOn) || part.dueOn <= from || part.dueOn > until)) return 'percentage_outside_segment';
  }
  // A level instalment is principal and interest of the same dates.
  const matches = interest.kind === 'with_principal' || (interest.kind === 'paid' && principal.kind === 'equal_instalment' && interest.everyMonths === principal.everyMonths
    && (principal.dayOfMonth === undefined || principal.dayOfMonth === interest.dayOfMonth));
  return principal.kind === 'equal_instalment' && !matches ? 'instalment_without_matching_interest' : undefined;
}
