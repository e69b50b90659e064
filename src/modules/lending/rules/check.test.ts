import { businessDate } from '#kernel';
import { expect, it } from 'vitest';
import { checkTerms, type TermsFault } from './check.ts';
import { sampleTerms } from './samples.ts';
import type { Segment, Terms } from './terms.ts';
import { decodeTerms, encodeTerms } from './wire.ts';

const good = sampleTerms({ kind: 'fixed', amountMinor: 500_000n, everyMonths: 3 }, { kind: 'paid', everyMonths: 3, dayOfMonth: 21 });
const withSegment = (change: Partial<Segment>): Terms => ({ ...good, segments: [{ ...good.segments[0]!, ...change }] });
const parts = (...basisPoints: number[]): Segment['principal'] => ({ kind: 'percent_by_date', parts: basisPoints.map((each, index) => ({ dueOn: businessDate(`2026-1${index}-20`), basisPoints: each })) });

it.each<[TermsFault, Terms]>([
  ['principal_not_positive', { ...good, principalMinor: 0n }],
  ['dates_invalid', { ...good, maturesOn: good.startsOn }],
  ['segments_not_contiguous', withSegment({ from: businessDate('2026-03-06') })],
  ['segments_not_contiguous', withSegment({ until: businessDate('2027-03-06') })],
  ['segments_not_contiguous', { ...good, segments: [] }],
  ['rate_invalid', withSegment({ rate: { annual: '-0.01', basis: 'fixed' } })],
  ['rate_invalid', withSegment({ rate: { annual: '3.45%', basis: 'fixed' } })],
  ['cycle_invalid', withSegment({ interest: { kind: 'paid', everyMonths: 0 } })],
  ['cycle_invalid', withSegment({ interest: { kind: 'paid', everyMonths: 1, dayOfMonth: 32 } })],
  ['cycle_invalid', withSegment({ principal: { kind: 'fixed', amountMinor: 0n, everyMonths: 1 } })],
  ['percentages_exceed_whole', withSegment({ principal: parts(6000, 4001) })],
  ['percentages_exceed_whole', withSegment({ principal: parts(0) })],
  ['percentage_outside_segment', withSegment({ principal: { kind: 'percent_by_date', parts: [{ dueOn: good.startsOn, basisPoints: 100 }] } })],
  ['instalment_without_matching_interest', withSegment({ principal: { kind: 'equal_instalment', everyMonths: 1 } })],
  ['instalment_without_matching_interest', withSegment({ principal: { kind: 'equal_instalment', everyMonths: 3, dayOfMonth: 5 } })],
  ['markup_invalid', { ...good, penaltyMarkupBasisPoints: -1 }],
  ['waterfall_incomplete', { ...good, waterfall: ['principal'] }],
])('%s', (code, terms) => expect(checkTerms(terms)).toMatchObject({ ok: false, refusal: { code } }));

it('passes good terms, which survive the wire', () => {
  expect(checkTerms(good)).toEqual({ ok: true, value: good });
  expect(checkTerms(withSegment({ principal: parts(6000, 4000) }))).toMatchObject({ ok: true });
  expect(checkTerms(withSegment({ principal: { kind: 'equal_instalment', everyMonths: 3 } }))).toMatchObject({ ok: true });
  expect(decodeTerms(JSON.parse(JSON.stringify(encodeTerms(good))))).toEqual(good);
  expect(encodeTerms(good)).toMatchObject({ principalMinor: '30000000' });
  expect(() => decodeTerms({ ...(encodeTerms(good) as object), principalMinor: 30_000_000.5 })).toThrow('string of digits');
});
