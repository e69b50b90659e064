import { addDays, assert, daysBetween, type BusinessDate } from '#kernel';
import { advance, apply } from './facts.ts';
import { chargeUntil, explainCharges, isOverdue, lineDue, type LiveLine } from './line.ts';
import type { Component, Explanation, Fact, ScheduleLine, Terms } from './terms.ts';
import { accruedMinor, begin, dueOn, notYetDueMinor, type Allocation, type Prepayment } from './walk.ts';
import { noAmounts, sumAmounts } from './waterfall.ts';

export type LineState = 'paid' | 'part_paid' | 'due' | 'overdue' | 'ahead';

/** A schedule line with its servicing. An overdue line stays overdue when partly paid; `charges` explains penalty and compound interest. */
export type PositionLine = ScheduleLine & {
  readonly state: LineState;
  readonly due: Readonly<Record<Component, bigint>>;
  readonly paid: Readonly<Record<Component, bigint>>;
  readonly waived: Readonly<Record<Component, bigint>>;
  readonly charges: readonly (Explanation & { readonly component: 'penalty' | 'compound' })[];
};

/** Where a loan stands at the end of the day `until`. Lines ahead assume that dues are met and nothing more is drawn. */
export type Position = {
  readonly lines: readonly PositionLine[];
  readonly prepayments: readonly Prepayment[];
  readonly disbursedMinor: bigint;
  readonly outstandingPrincipalMinor: bigint;
  readonly accruedInterestMinor: bigint;
  readonly due: Readonly<Record<Component, bigint>>;
  readonly overduePrincipalMinor: bigint;
  readonly overdueSince?: BusinessDate;
  readonly daysOverdue: number;
  readonly payoffMinor: bigint;
  readonly settledOn?: BusinessDate;
  readonly allocations: readonly Allocation[];
};

/**
 * A loan's position on a date from its terms and facts; later facts are left out. Pure: a backdated fact is one more fact.
 * Facts on one day follow their `sequence`, which no two share. Broken facts (negative amounts, a drawing outside the term) throw InvariantBroken.
 */
export function project(terms: Terms, facts: readonly Fact[], until: BusinessDate): Position {
  assert(new Set(facts.map((fact) => fact.sequence)).size === facts.length, 'each fact has its own sequence');
  const walk = begin(terms);
  const ordered = [...facts].sort((a, b) => (a.on === b.on ? a.sequence - b.sequence : a.on < b.on ? -1 : 1));
  for (const fact of ordered) if (fact.on <= until) apply(walk, fact);
  advance(walk, until);

  const due = dueOn(walk, until);
  const notYetDue = notYetDueMinor(walk);
  const accruedInterestMinor = accruedMinor(walk, until);
  const fallen = walk.lines.map((line) => positionLine(line, until, walk.terms));
  const overdue = walk.lines.filter((line) => isOverdue(line, until, walk.terms));
  const { prepayments, disbursedMinor, settledOn, allocations } = walk;
  const first = overdue[0]?.dueOn;

  advance(walk, walk.terms.maturesOn);
  const ahead = walk.lines.slice(fallen.length).map((line) => positionLine(line, until, walk.terms));
  return {
    lines: [...fallen, ...ahead], prepayments, disbursedMinor, outstandingPrincipalMinor: notYetDue + due.principal, accruedInterestMinor, due,
    overduePrincipalMinor: overdue.reduce((sum, line) => sum + lineDue(line).principal, 0n),
    overdueSince: first && addDays(first, 1), daysOverdue: first ? daysBetween(first, until) : 0,
    payoffMinor: sumAmounts(due) + accruedInterestMinor + notYetDue, settledOn, allocations,
  };
}

function positionLine(line: LiveLine, until: BusinessDate, terms: Terms): PositionLine {
  const { number, dueOn: dueDate, principalMinor, interestMinor, capitalisedMinor, balanceAfterMinor, explanation } = line;
  const ahead = dueDate > until;
  if (!ahead) chargeUntil(line, until, terms);
  return {
    number, dueOn: dueDate, principalMinor, interestMinor, capitalisedMinor, balanceAfterMinor, explanation,
    state: ahead ? 'ahead' : stateOf(line, until, terms), due: ahead ? noAmounts() : lineDue(line), paid: { ...line.paid }, waived: { ...line.waived },
    charges: explainCharges(line, terms),
  };
}

function stateOf(line: LiveLine, until: BusinessDate, terms: Terms): LineState {
  if (isOverdue(line, until, terms)) return 'overdue';
  if (sumAmounts(lineDue(line)) === 0n) return 'paid';
  return sumAmounts(line.paid) > 0n ? 'part_paid' : 'due';
}
