import { add, addDays, divide, fraction, fromBasisPoints, multiply, roundToMinor, unreachable, type Fraction } from '#kernel';
import { levelInstalment, periodsNeeded } from './instalment.ts';
import { interestFactor, interestOn } from './interest.ts';
import { rateOn, type Slot } from './plan.ts';
import { accruedPieces, notYetDueMinor, type Walk } from './walk.ts';

/** The principal that falls due on a date, whose interest (`accrued` exactly, `interestMinor` payable) has just been settled. Its slot has left the walk's. */
export function principalDue(walk: Walk, slot: Slot, accrued: Fraction, interestMinor: bigint): bigint {
  const balance = notYetDueMinor(walk);
  // Whatever rounding, prepayment or late drawing has left over falls due at maturity.
  if (walk.slots.length === 0) return balance;
  if (slot.principal === undefined || balance === 0n) return 0n;
  const { rule, basisPoints, left, final } = slot.principal;
  const within = (amount: bigint): bigint => (amount < 0n ? 0n : amount < balance ? amount : balance);
  const scaled = (amount: Fraction): bigint => roundToMinor(multiply(amount, walk.scale), 'half_up');
  switch (rule.kind) {
    case 'none': return 0n;
    case 'rest': return balance;
    case 'fixed': return within(scaled(fraction(rule.amountMinor)));
    case 'percent_by_date':
      if (final) return balance;
      return within(scaled(multiply(fraction(walk.disbursedMinor + walk.capitalisedMinor), fromBasisPoints(basisPoints))));
    case 'equal_principal':
      if (left === 1) return balance;
      walk.equalShareMinor ??= roundToMinor(fraction(balance, BigInt(left)), 'half_up');
      return within(walk.equalShareMinor);
    case 'equal_instalment':
      return left === 1 ? balance : within(level(walk, slot, walk.slots, accrued) - interestMinor);
    default: return unreachable(rule);
  }
}

/** The level instalment in force: reckoned anew after a drawing, a new rate or a prepayment that lowers it. */
function level(walk: Walk, slot: Slot, later: readonly Slot[], accrued: Fraction): bigint {
  const left = slot.principal?.left ?? 1;
  const balance = notYetDueMinor(walk);
  const annual = rateOn(walk.terms, addDays(slot.dueOn, -1));
  if (walk.level?.annual === annual) return walk.level.amountMinor;
  const dates = [slot.dueOn, ...later.flatMap((next) => (next.principal ? [next.dueOn] : [])).slice(0, left - 1)];
  const flat = { ...walk.terms, segments: walk.terms.segments.map((segment) => ({ ...segment, rate: { ...segment.rate, annual } })) };
  const periods = dates.slice(1).map((until, index) => interestFactor(flat, dates[index]!, until));
  // A term that prepayments have shortened stays short under a new rate.
  const first = balance === 0n ? fraction(0n) : divide(accrued, fraction(balance));
  const count = walk.level?.shortened ? periodsNeeded(balance, walk.level.amountMinor, [first, ...periods]) : left;
  walk.level = { amountMinor: levelInstalment(add(fraction(balance), accrued), periods.slice(0, count - 1)), annual, shortened: walk.level?.shortened ?? false };
  return walk.level.amountMinor;
}

/** Reckons the amounts of equal rules before a prepayment changes the balance, so that they stay and the term shortens instead. */
export function fixAmounts(walk: Walk): void {
  const index = walk.slots.findIndex((slot) => slot.principal !== undefined);
  const slot = walk.slots[index];
  if (slot?.principal?.rule.kind === 'equal_principal') walk.equalShareMinor ??= roundToMinor(fraction(notYetDueMinor(walk), BigInt(slot.principal.left)), 'half_up');
  if (slot?.principal?.rule.kind === 'equal_instalment') level(walk, slot, walk.slots.slice(index + 1), interestOn(walk.terms, accruedPieces(walk, slot.dueOn)));
}
