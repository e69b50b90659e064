import { refuse, succeed, type Outcome } from '#kernel';

/** One rung of approval authority: a role at a kind of unit, up to an amount for one borrower and for a batch. Undefined is without limit. */
export type ApprovalRule = { readonly role: string; readonly unitKind: string; readonly singleUpToMinor?: bigint; readonly totalUpToMinor?: bigint };

export type ApprovalStep = { readonly order: number; readonly role: string; readonly unitKind: string };

/**
 * The approvals a batch needs, lowest rung first: every rung up to the first whose single and total limits both cover it, so that a large batch of small
 * loans climbs as a large loan does. Refuses 'beyond_authority' when no rung covers it.
 */
export function approvalSteps(
  { singleMaximumMinor, totalMinor, rules }: { singleMaximumMinor: bigint; totalMinor: bigint; rules: readonly ApprovalRule[] },
): Outcome<ApprovalStep[]> {
  const covers = (rule: ApprovalRule): boolean =>
    (rule.singleUpToMinor === undefined || singleMaximumMinor <= rule.singleUpToMinor) && (rule.totalUpToMinor === undefined || totalMinor <= rule.totalUpToMinor);
  const last = rules.findIndex(covers);
  if (last === -1) return refuse('beyond_authority', { singleMaximumMinor: String(singleMaximumMinor), totalMinor: String(totalMinor) });
  return succeed(rules.slice(0, last + 1).map(({ role, unitKind }, index) => ({ order: index + 1, role, unitKind })));
}
