import { add, fraction, multiply, roundToMinor, type BusinessDate } from '#kernel';
import { fixAmounts } from './amounts.ts';
import { explainInterest, interestFactor, interestOn } from './interest.ts';
import { accruedMinor, accruedPieces, notYetDueMinor, takePrincipal, type Prepayment, type Walk } from './walk.ts';

/** Uses an amount beyond what is due: interest accrued on the prepaid principal first, then that principal. The payoff, or more, settles everything. */
export function prepay(walk: Walk, on: BusinessDate, amountMinor: bigint): Omit<Prepayment, 'sequence' | 'on'> {
  const balance = notYetDueMinor(walk);
  const payoff = balance + accruedMinor(walk, on);
  if (amountMinor >= payoff) {
    const pieces = accruedPieces(walk, on);
    walk.layers = [];
    walk.carried = [];
    return { principalMinor: balance, interestMinor: payoff - balance, explanation: explainInterest(walk.terms, pieces) };
  }
  if (walk.terms.prepayment.effect === 'shorter_term') fixAmounts(walk);
  const principalMinor = affordablePrincipal(walk, on, amountMinor);
  const pieces = takePrincipal(walk, principalMinor, on);
  if (walk.terms.prepayment.effect === 'lower_instalment') {
    walk.level = undefined;
    walk.equalShareMinor = undefined;
    walk.scale = multiply(walk.scale, fraction(balance - principalMinor, balance));
  } else if (walk.level) {
    walk.level = { ...walk.level, shortened: true };
  }
  // All principal is bought, yet interest on principal that fell due before it is still open: the rest stays with the payer until that is due.
  const exact = roundToMinor(interestOn(walk.terms, pieces), 'half_up');
  const interestMinor = principalMinor === balance ? exact : amountMinor - principalMinor;
  return { principalMinor, interestMinor, explanation: explainInterest(walk.terms, pieces) };
}

/** The most principal an amount pays for together with the interest accrued on it; a fen that fits neither goes to principal, in the borrower's favour. */
function affordablePrincipal(walk: Walk, on: BusinessDate, amountMinor: bigint): bigint {
  const balance = notYetDueMinor(walk);
  const factors = walk.layers.map((layer) => interestFactor(walk.terms, layer.from, on));
  const cost = (principal: bigint): bigint => {
    let left = principal;
    const interest = walk.layers.reduce((sum, layer, index) => {
      const part = layer.baseMinor < left ? layer.baseMinor : left;
      left -= part;
      return add(sum, multiply(fraction(part), factors[index]!));
    }, fraction(0n));
    return principal + roundToMinor(interest, 'half_up');
  };
  let [low, high] = [0n, amountMinor < balance ? amountMinor : balance];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (cost(middle) <= amountMinor) low = middle;
    else high = middle - 1n;
  }
  return low + 1n < balance && cost(low) < amountMinor ? low + 1n : low;
}
