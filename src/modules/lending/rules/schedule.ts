import { advance, apply } from './facts.ts';
import type { ScheduleLine, Terms } from './terms.ts';
import { begin } from './walk.ts';

/**
 * The schedule of the terms when everything is drawn on the first day and every due is met. Exact fractions inside, rounded to minor units only
 * at due amounts; principal sums to the principal plus what is capitalised, the last line taking the residue.
 */
export function schedule(terms: Terms): ScheduleLine[] {
  const walk = begin(terms);
  apply(walk, { kind: 'disbursed', sequence: 0, on: terms.startsOn, amountMinor: terms.principalMinor });
  advance(walk, terms.maturesOn);
  return walk.lines.map(({ number, dueOn, principalMinor, interestMinor, capitalisedMinor, balanceAfterMinor, explanation }) => (
    { number, dueOn, principalMinor, interestMinor, capitalisedMinor, balanceAfterMinor, explanation }
  ));
}
