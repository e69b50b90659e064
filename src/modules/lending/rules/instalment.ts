import { fraction, multiply, roundToMinor, type Fraction } from '#kernel';

/**
 * The level instalment that repays `owed` (principal and the interest accrued by the first due date): one now and one after each of the periods whose
 * exact interest is given per unit. owed / (1 + 1/f₂ + 1/(f₂f₃) + …), f = 1 + interest; with equal months it is the annuity formula. Rounded half up.
 */
export function levelInstalment(owed: Fraction, laterPeriods: readonly Fraction[]): bigint {
  // Kept as one unreduced numerator and denominator: reducing hundreds of growing fractions would cost more than all the rest.
  let [numerator, denominator] = [0n, 1n];
  for (const interest of [...laterPeriods].reverse()) {
    [numerator, denominator] = [interest.denominator * (denominator + numerator), (interest.denominator + interest.numerator) * denominator];
  }
  return roundToMinor({ numerator: owed.numerator * denominator, denominator: owed.denominator * (denominator + numerator) }, 'half_up');
}

/** How many of the periods a level instalment needs to repay a balance; at most all of them and the one that ends them. */
export function periodsNeeded(balanceMinor: bigint, instalmentMinor: bigint, periods: readonly Fraction[]): number {
  let balance = balanceMinor;
  for (const [index, interest] of periods.entries()) {
    balance -= instalmentMinor - roundToMinor(multiply(fraction(balance), interest), 'half_up');
    if (balance <= 0n) return index + 1;
  }
  return periods.length;
}
