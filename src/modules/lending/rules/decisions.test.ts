import { InvariantBroken } from '#kernel';
import { describe, expect, it } from 'vitest';
import { approvalSteps, type ApprovalRule } from './ladder.ts';
import { screenBatch, usualThresholds, type MoneyFlow, type ScreenedApplication } from './screening.ts';
import { allocateRepayment, noAmounts } from './waterfall.ts';

describe('the waterfall', () => {
  const due = { fee: 10n, compound: 4n, penalty: 43n, interest: 100n, principal: 1_000n };
  it.each([
    [0n, noAmounts(), 0n], [12n, { ...noAmounts(), fee: 10n, compound: 2n }, 0n], [157n, { ...due, principal: 0n }, 0n], [1_157n, due, 0n], [1_200n, due, 43n],
  ])('of %s', (amount, parts, leftMinor) => expect(allocateRepayment(due, amount)).toEqual({ parts, leftMinor }));
  it('may prefer principal', () => {
    expect(allocateRepayment(due, 1_005n, ['principal', 'fee', 'compound', 'penalty', 'interest']).parts).toEqual({ ...noAmounts(), principal: 1_000n, fee: 5n });
  });
  it('names each component once', () => expect(() => allocateRepayment(due, 1n, ['fee', 'fee', 'penalty', 'interest', 'principal'])).toThrow(InvariantBroken));
});

describe('the ladder of approval', () => {
  const rules: ApprovalRule[] = [
    { role: 'credit_manager', unitKind: 'sub_branch', singleUpToMinor: 30_000_000n, totalUpToMinor: 500_000_000n },
    { role: 'head', unitKind: 'sub_branch', singleUpToMinor: 100_000_000n, totalUpToMinor: 1_000_000_000n },
    { role: 'credit_committee', unitKind: 'branch', singleUpToMinor: 10_000_000_000n },
  ];
  it.each([
    ['a small loan', 30_000_000n, 30_000_000n, 1], ['a fen above', 30_000_001n, 30_000_001n, 2], ['82 small loans of 18.72 m', 22_829_268n, 1_872_000_000n, 3],
    ['a batch at the first limit', 1_000_000n, 500_000_000n, 1], ['a large loan', 5_000_000_000n, 5_000_000_000n, 3],
  ])('%s', (_, singleMaximumMinor, totalMinor, rungs) => {
    expect(approvalSteps({ singleMaximumMinor, totalMinor, rules })).toEqual({
      ok: true, value: rules.slice(0, rungs).map(({ role, unitKind }, index) => ({ order: index + 1, role, unitKind })),
    });
  });
  it('refuses what no rung covers', () => {
    expect(approvalSteps({ singleMaximumMinor: 12_500_000_000n, totalMinor: 12_500_000_000n, rules })).toMatchObject({ ok: false, refusal: { code: 'beyond_authority' } });
    expect(approvalSteps({ singleMaximumMinor: 1n, totalMinor: 1n, rules: [] })).toMatchObject({ ok: false });
  });
});

describe('signs of straw borrowers', () => {
  const application = (n: number, change: Partial<ScreenedApplication> = {}): ScreenedApplication => ({
    applicationId: `a${n}`, borrowerId: `b${n}`, mobileHash: `m${n}`, addressHash: `h${n}`, payeeId: 'pump shop', payeeIsApprovedMerchant: true, accountNumber: `n${n}`, staffRelation: false, ...change,
  });
  const flow = (n: number, toAccount: string, amountMinor: bigint, toApprovedMerchant = false): MoneyFlow => ({ fromBorrower: `b${n}`, toAccount, toApprovedMerchant, amountMinor });
  const village = [1, 2, 3, 4].map((n) => application(n));
  const kinds = (applications: ScreenedApplication[], flows: MoneyFlow[] = []): [string, readonly string[]][] =>
    screenBatch(applications, flows).map((alert) => [alert.kind, alert.applicationIds]);

  it.each<[string, ScreenedApplication[], MoneyFlow[], [string, string[]][]]>([
    ['an approved pump shop paid by all', village, [], []],
    ['two with one telephone', [application(1), application(2, { mobileHash: 'm1' })], [], [['same_mobile', ['a1', 'a2']]]],
    ['one borrower with two applications', [application(1), application(2, { borrowerId: 'b1', mobileHash: 'm1' })], [], []],
    ['no telephone known', [application(1, { mobileHash: '' }), application(2, { mobileHash: '' })], [], []],
    ['two in one house', [application(1), application(2, { addressHash: 'h1' })], [], []],
    ['three in one house', [application(1), application(2, { addressHash: 'h1' }), application(3, { addressHash: 'h1' })], [], [['same_address', ['a1', 'a2', 'a3']]]],
    ['a person paid by two', [1, 2].map((n) => application(n, { payeeId: 'p', payeeIsApprovedMerchant: false })), [], [['same_payee_person', ['a1', 'a2']]]],
    ['each paid himself', [1, 2].map((n) => application(n, { payeeId: `b${n}`, payeeIsApprovedMerchant: false })), [], []],
    ['kin of staff', [application(1, { staffRelation: true }), application(2)], [], [['staff_relation', ['a1']]]],
    ['money meeting in a stranger’s account', village, [flow(1, 'x', 600_000n), flow(2, 'x', 400_000n)], [['money_converging', ['a1', 'a2']]]],
    ['money meeting with a borrower', village, [flow(1, 'n4', 600_000n), flow(2, 'n4', 400_000n)], [['money_converging', ['a1', 'a2', 'a4']]]],
    ['little money', village, [flow(1, 'x', 600_000n), flow(2, 'x', 399_999n)], []],
    ['money of one', village, [flow(1, 'x', 6_000_000n)], []],
    ['money for pumps', village, [flow(1, 'shop', 6_000_000n, true), flow(2, 'shop', 6_000_000n, true)], []],
  ])('%s', (_, applications, flows, expected) => expect(kinds(applications, flows)).toEqual(expected));

  it('follow the thresholds given, and carry their evidence', () => {
    const pair = [application(1), application(2, { addressHash: 'h1' })];
    expect(screenBatch(pair, [], { ...usualThresholds, sameAddress: 2 })).toEqual([{ kind: 'same_address', applicationIds: ['a1', 'a2'], evidence: { addressHash: 'h1', borrowerIds: ['b1', 'b2'] } }]);
    expect(screenBatch(village, [flow(1, 'n4', 600_000n), flow(2, 'n4', 400_000n)])[0]!.evidence).toEqual({ toAccount: 'n4', borrowerIds: ['b1', 'b2'], amountMinor: '1000000', accountOfBorrower: 'b4' });
  });
});
