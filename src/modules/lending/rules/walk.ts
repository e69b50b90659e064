import { assert, fraction, roundToMinor, type BusinessDate, type Fraction } from '#kernel';
import { interestOn, type Piece } from './interest.ts';
import { chargeUntil, lineDue, type LiveLine } from './line.ts';
import { plan, type Slot } from './plan.ts';
import type { Component, Explanation, Terms } from './terms.ts';
import { noAmounts } from './waterfall.ts';

/** Where one repayment went. Parts and what no debt took sum to what was paid. */
export type Allocation = { readonly sequence: number; readonly on: BusinessDate; readonly parts: Readonly<Record<Component, bigint>>; readonly unallocatedMinor: bigint };

/** Principal repaid before it was due, with the interest accrued on it until that day. */
export type Prepayment = {
  readonly sequence: number;
  readonly on: BusinessDate;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly explanation: readonly Explanation[];
};

type Layer = { readonly baseMinor: bigint; readonly from: BusinessDate };

/** A loan on its way through its days. `layers` is the principal not yet due, by the day its interest was last settled, oldest first. */
export type Walk = {
  terms: Terms;
  slots: Slot[];
  layers: Layer[];
  /** Interest borne by principal that has fallen due since, waiting for the next interest date. */
  carried: Piece[];
  disbursedMinor: bigint;
  capitalisedMinor: bigint;
  feeDueMinor: bigint;
  lines: LiveLine[];
  prepayments: Prepayment[];
  allocations: Allocation[];
  /** The level instalment, the rate it was reckoned with, and whether prepayments have shortened the term. */
  level?: { amountMinor: bigint; annual: string; shortened: boolean };
  equalShareMinor?: bigint;
  /** What prepayments that lower instalments have left of fixed and percentage parts. */
  scale: Fraction;
  settledOn?: BusinessDate;
};

export function begin(terms: Terms): Walk {
  return {
    terms, slots: plan(terms), layers: [], carried: [], disbursedMinor: 0n, capitalisedMinor: 0n, feeDueMinor: 0n, lines: [], prepayments: [], allocations: [],
    scale: fraction(1n),
  };
}

export const notYetDueMinor = (walk: Walk): bigint => walk.layers.reduce((sum, layer) => sum + layer.baseMinor, 0n);

/** The pieces whose interest has accrued and not fallen due by a date. */
export function accruedPieces(walk: Walk, until: BusinessDate): Piece[] {
  return [...walk.carried, ...walk.layers.map((layer) => ({ ...layer, until }))];
}

export const accruedMinor = (walk: Walk, until: BusinessDate): bigint => roundToMinor(interestOn(walk.terms, accruedPieces(walk, until)), 'half_up');

/** What is payable on a date, over all lines; their overdue charges are reckoned up to it. */
export function dueOn(walk: Walk, date: BusinessDate): Record<Component, bigint> {
  const due = noAmounts();
  due.fee = walk.feeDueMinor;
  for (const line of walk.lines) {
    chargeUntil(line, date, walk.terms);
    const own = lineDue(line);
    for (const component of ['compound', 'penalty', 'interest', 'principal'] as const) due[component] += own[component];
  }
  return due;
}

/** Takes principal out of what is not yet due, the longest unsettled first; returns what it bore interest for. */
export function takePrincipal(walk: Walk, amountMinor: bigint, on: BusinessDate): Piece[] {
  const taken: Piece[] = [];
  let left = amountMinor;
  const kept: Layer[] = [];
  for (const layer of walk.layers) {
    const part = layer.baseMinor < left ? layer.baseMinor : left;
    left -= part;
    if (part > 0n && layer.from < on) taken.push({ baseMinor: part, from: layer.from, until: on });
    if (layer.baseMinor > part) kept.push({ baseMinor: layer.baseMinor - part, from: layer.from });
  }
  assert(left === 0n, 'no more principal is taken than there is');
  walk.layers = kept;
  return taken;
}
