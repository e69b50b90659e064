import { add, addDays, compare, fraction, fromBasisPoints, fromDecimal, multiply, roundToMinor, yearFraction, type BusinessDate, type Fraction } from '#kernel';
import { explain, penaltyDayCount, type Piece } from './interest.ts';
import { rateSpans } from './plan.ts';
import type { Component, Explanation, ScheduleLine, Terms } from './terms.ts';

/** An amount in default over some days at one rate: what penalty (on principal) and compound interest (on interest) are reckoned from. */
type Charge = Piece & { readonly component: 'penalty' | 'compound'; readonly annual: Fraction };

/** A line that has fallen due, with what was paid and waived on it and what its delay has cost. */
export type LiveLine = ScheduleLine & {
  readonly paid: Record<Component, bigint>;
  readonly waived: Record<Component, bigint>;
  chargedUntil: BusinessDate;
  charges: Charge[];
  chargedMinor: { penalty: bigint; compound: bigint };
};

/** Days of grace count from the due date; a line paid within them costs nothing, later every day since the due date counts. */
export function isOverdue(line: LiveLine, date: BusinessDate, terms: Terms): boolean {
  return date > addDays(line.dueOn, terms.graceDays) && Object.values(lineDue(line)).some((amount) => amount > 0n);
}

/** Reckons penalty and compound interest on what is still unpaid, up to a date. Doing it daily or once gives the same. */
export function chargeUntil(line: LiveLine, date: BusinessDate, terms: Terms): void {
  if (date <= line.chargedUntil || date <= addDays(line.dueOn, terms.graceDays)) return;
  const due = lineDue(line);
  const penaltyFactor = add(fraction(1n), fromBasisPoints(terms.penaltyMarkupBasisPoints));
  for (const span of rateSpans(terms, line.chargedUntil, date)) {
    const contract = fromDecimal(span.annual);
    const penalty = multiply(contract, penaltyFactor);
    if (due.principal > 0n) push(line, { component: 'penalty', baseMinor: due.principal, from: span.from, until: span.until, annual: penalty });
    if (due.interest > 0n && terms.compoundInterest !== 'none') {
      const annual = terms.compoundInterest === 'contract_rate' ? contract : penalty;
      push(line, { component: 'compound', baseMinor: due.interest, from: span.from, until: span.until, annual });
    }
  }
  line.chargedUntil = date;
  line.chargedMinor = { penalty: total(line, 'penalty', terms), compound: total(line, 'compound', terms) };
}

function push(line: LiveLine, charge: Charge): void {
  const index = line.charges.findLastIndex((earlier) => earlier.component === charge.component);
  const last = line.charges[index];
  const goesOn = last && last.until === charge.from && last.baseMinor === charge.baseMinor && compare(last.annual, charge.annual) === 0;
  if (goesOn) line.charges[index] = { ...last, until: charge.until };
  else line.charges.push(charge);
}

function total(line: LiveLine, component: Charge['component'], terms: Terms): bigint {
  const convention = penaltyDayCount(terms.dayCount);
  const exact = line.charges.filter((charge) => charge.component === component).reduce(
    (sum, charge) => add(sum, multiply(multiply(fraction(charge.baseMinor), charge.annual), yearFraction(convention, charge.from, charge.until))), fraction(0n),
  );
  return roundToMinor(exact, 'half_up');
}

/** What is still to be paid on a line, as far as its charges have been reckoned. */
export function lineDue(line: LiveLine): Record<Component, bigint> {
  const open = (component: Component, amountMinor: bigint): bigint => amountMinor - line.paid[component] - line.waived[component];
  return {
    fee: 0n, compound: open('compound', line.chargedMinor.compound), penalty: open('penalty', line.chargedMinor.penalty),
    interest: open('interest', line.interestMinor), principal: open('principal', line.principalMinor),
  };
}

/** Puts as much of an amount on a line's component as is due there; returns the rest. */
export function pay(line: LiveLine, component: Exclude<Component, 'fee'>, amountMinor: bigint, how: 'paid' | 'waived'): bigint {
  const due = lineDue(line)[component];
  const part = due < amountMinor ? due : amountMinor;
  line[how][component] += part;
  return amountMinor - part;
}

/** The overdue charges of a line told part by part. */
export function explainCharges(line: LiveLine, terms: Terms): (Explanation & { component: 'penalty' | 'compound' })[] {
  return line.charges.map(({ component, annual, ...piece }) => ({ component, ...explain(piece, annual, penaltyDayCount(terms.dayCount), terms) }));
}
