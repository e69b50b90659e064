import { assert, roundToMinor, unreachable, type BusinessDate } from '#kernel';
import { principalDue } from './amounts.ts';
import { explainInterest, interestOn } from './interest.ts';
import { pay } from './line.ts';
import { plan, rateSpans, type Slot } from './plan.ts';
import { prepay } from './prepay.ts';
import type { Component, Fact, Terms } from './terms.ts';
import { accruedMinor, accruedPieces, dueOn, notYetDueMinor, takePrincipal, type Walk } from './walk.ts';
import { allocateRepayment, noAmounts, sumAmounts } from './waterfall.ts';

/** Lets everything fall due that is due on or before the date. */
export function advance(walk: Walk, date: BusinessDate): void {
  while (walk.slots[0] && walk.slots[0].dueOn <= date) fallDue(walk, walk.slots.shift()!);
}

/** Applies a fact on its day, after the dues of that day. */
export function apply(walk: Walk, fact: Fact): void {
  advance(walk, fact.on);
  switch (fact.kind) {
    case 'disbursed': disburse(walk, fact.on, fact.amountMinor); break;
    case 'repaid': repay(walk, fact); break;
    case 'fee_charged':
      assert(fact.amountMinor >= 0n, 'a fee is not negative');
      walk.feeDueMinor += fact.amountMinor;
      break;
    case 'waived': waive(walk, fact.on, fact.component, fact.amountMinor); break;
    case 'terms_changed': changeTerms(walk, fact.on, fact.terms); break;
    default: unreachable(fact);
  }
  const open = notYetDueMinor(walk) + sumAmounts(dueOn(walk, fact.on)) + accruedMinor(walk, fact.on);
  walk.settledOn = walk.disbursedMinor > 0n && open === 0n ? (walk.settledOn ?? fact.on) : undefined;
}

function disburse(walk: Walk, on: BusinessDate, amountMinor: bigint): void {
  assert(amountMinor > 0n, 'a disbursement is positive');
  assert(on >= walk.terms.startsOn && on < walk.terms.maturesOn, `a disbursement (${on}) falls within the term`);
  walk.layers.push({ baseMinor: amountMinor, from: on });
  walk.disbursedMinor += amountMinor;
  walk.level = undefined;
  walk.equalShareMinor = undefined;
}

function fallDue(walk: Walk, slot: Slot): void {
  const pieces = accruedPieces(walk, slot.dueOn);
  const accrued = interestOn(walk.terms, pieces);
  const settled = slot.interest === undefined ? 0n : roundToMinor(accrued, 'half_up');
  const interestMinor = slot.interest === 'pay' ? settled : 0n;
  const capitalisedMinor = slot.interest === 'capitalise' ? settled : 0n;
  if (slot.interest !== undefined) {
    const baseMinor = notYetDueMinor(walk) + capitalisedMinor;
    walk.carried = [];
    walk.layers = baseMinor === 0n ? [] : [{ baseMinor, from: slot.dueOn }];
    walk.capitalisedMinor += capitalisedMinor;
  }
  const principalMinor = principalDue(walk, slot, accrued, interestMinor);
  walk.carried.push(...takePrincipal(walk, principalMinor, slot.dueOn));
  if (principalMinor === 0n && settled === 0n) return;
  walk.lines.push({
    number: slot.number, dueOn: slot.dueOn, principalMinor, interestMinor, capitalisedMinor, balanceAfterMinor: notYetDueMinor(walk),
    explanation: slot.interest === undefined ? [] : explainInterest(walk.terms, pieces),
    paid: noAmounts(), waived: noAmounts(), chargedUntil: slot.dueOn, charges: [], chargedMinor: { penalty: 0n, compound: 0n },
  });
}

function repay(walk: Walk, fact: Fact & { kind: 'repaid' }): void {
  const due = dueOn(walk, fact.on);
  const { parts, leftMinor } = allocateRepayment(due, fact.amountMinor, walk.terms.waterfall);
  walk.feeDueMinor -= parts.fee;
  for (const component of ['compound', 'penalty', 'interest', 'principal'] as const) spread(walk, component, parts[component], 'paid');
  let unallocatedMinor = leftMinor;
  if (leftMinor > 0n && walk.terms.prepayment.allowed && notYetDueMinor(walk) > 0n) {
    const ahead = prepay(walk, fact.on, leftMinor);
    parts.principal += ahead.principalMinor;
    parts.interest += ahead.interestMinor;
    unallocatedMinor -= ahead.principalMinor + ahead.interestMinor;
    if (ahead.principalMinor + ahead.interestMinor > 0n) walk.prepayments.push({ sequence: fact.sequence, on: fact.on, ...ahead });
  }
  walk.allocations.push({ sequence: fact.sequence, on: fact.on, parts, unallocatedMinor });
}

function waive(walk: Walk, on: BusinessDate, component: Exclude<Component, 'principal'>, amountMinor: bigint): void {
  const due = dueOn(walk, on)[component];
  assert(amountMinor >= 0n && amountMinor <= due, `no more is waived than is due: ${component}`);
  if (component === 'fee') walk.feeDueMinor -= amountMinor;
  else spread(walk, component, amountMinor, 'waived');
}

function spread(walk: Walk, component: Exclude<Component, 'fee'>, amountMinor: bigint, how: 'paid' | 'waived'): void {
  let left = amountMinor;
  for (const line of walk.lines) left = pay(line, component, left, how);
  assert(left === 0n, `what was allocated finds its lines: ${component}`);
}

function changeTerms(walk: Walk, on: BusinessDate, terms: Terms): void {
  const passed = Math.max(0, ...walk.lines.map((line) => line.number), (walk.slots[0]?.number ?? 1) - 1);
  assert(terms.startsOn === walk.terms.startsOn && terms.maturesOn > on, 'changed terms keep the start and end later than the change');
  const past = (of: Terms): string => JSON.stringify(on > of.startsOn ? rateSpans(of, of.startsOn, on) : []);
  assert(past(terms) === past(walk.terms), 'changed terms keep the rates of the past');
  // Delay until today was under the old terms.
  dueOn(walk, on);
  walk.slots = plan(terms).filter((slot) => slot.dueOn > on).map((slot, index) => ({ ...slot, number: passed + index + 1 }));
  walk.terms = terms;
  walk.level = undefined;
  walk.equalShareMinor = undefined;
}
