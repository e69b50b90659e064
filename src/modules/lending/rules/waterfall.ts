import { assert } from '#kernel';
import type { Component } from './terms.ts';

/** Costs, then interest, then principal (Civil Code 561). */
export const defaultWaterfall: readonly Component[] = ['fee', 'compound', 'penalty', 'interest', 'principal'];

export const noAmounts = (): Record<Component, bigint> => ({ fee: 0n, compound: 0n, penalty: 0n, interest: 0n, principal: 0n });

export const sumAmounts = (amounts: Readonly<Record<Component, bigint>>): bigint => Object.values(amounts).reduce((a, b) => a + b, 0n);

/** Spreads a repayment over what is due, component by component in the order; what no component takes is left over. */
export function allocateRepayment(
  due: Readonly<Record<Component, bigint>>, amountMinor: bigint, order: readonly Component[] = defaultWaterfall,
): { parts: Record<Component, bigint>; leftMinor: bigint } {
  assert(amountMinor >= 0n, 'a repayment is not negative');
  assert(new Set(order).size === 5 && order.length === 5, 'a waterfall names each component once');
  const parts = noAmounts();
  let leftMinor = amountMinor;
  for (const component of order) {
    assert(due[component] >= 0n, `nothing due is negative: ${component}`);
    parts[component] = due[component] < leftMinor ? due[component] : leftMinor;
    leftMinor -= parts[component];
  }
  return { parts, leftMinor };
}
