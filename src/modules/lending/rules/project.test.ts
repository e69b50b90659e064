import fc from 'fast-check';
import { addDays, businessDate, daysBetween, InvariantBroken } from '#kernel';
import { describe, expect, it } from 'vitest';
import { harvestTerms } from './harvest.ts';
import { project, type Position } from './project.ts';
import { sampleTerms } from './samples.ts';
import { schedule } from './schedule.ts';
import type { Fact, Terms } from './terms.ts';
import { sumAmounts } from './waterfall.ts';

const day = businessDate;
const drawn = (terms: Terms, sequence = 1): Fact => ({ kind: 'disbursed', sequence, on: terms.startsOn, amountMinor: terms.principalMinor });
const repaid = (sequence: number, on: string, amountMinor: bigint): Fact => ({ kind: 'repaid', sequence, on: day(on), amountMinor });
const bullet = sampleTerms({ kind: 'rest' }, { kind: 'paid', everyMonths: 3, dayOfMonth: 21 }, { principalMinor: 10_000_000n, annual: '0.0345', months: 12, dayCount: 'actual_360' });
const level = sampleTerms({ kind: 'equal_instalment', everyMonths: 1 }, { kind: 'paid', everyMonths: 1 });

function conserved(position: Position): void {
  const principal = position.lines.reduce((sum, line) => sum + line.principalMinor - line.capitalisedMinor, 0n) + position.prepayments.reduce((sum, each) => sum + each.principalMinor, 0n);
  expect(principal).toBe(position.disbursedMinor);
  const repaidPrincipal = position.allocations.reduce((sum, each) => sum + each.parts.principal, 0n);
  expect(position.outstandingPrincipalMinor + repaidPrincipal).toBe(position.disbursedMinor);
}

describe('a loan in default', () => {
  it('of 100,000 yuan for 30 days at 3.45 % costs 431.25', () => {
    const facts = [drawn(bullet), repaid(2, '2026-03-21', 15_333n), repaid(3, '2026-06-21', 88_167n), repaid(4, '2026-09-21', 88_167n), repaid(5, '2026-12-21', 87_208n), repaid(6, '2027-03-05', 70_917n)];
    const position = project(bullet, facts, day('2027-04-04'));
    expect(position.due).toEqual({ fee: 0n, compound: 0n, penalty: 43_125n, interest: 0n, principal: 10_000_000n });
    expect(position).toMatchObject({ overdueSince: '2027-03-06', daysOverdue: 30, overduePrincipalMinor: 10_000_000n, accruedInterestMinor: 0n, payoffMinor: 10_043_125n });
    expect(position.lines.at(-1)).toMatchObject({ state: 'overdue' });
    expect(position.lines.at(-1)!.charges).toMatchObject([{ component: 'penalty', days: 30, annualRate: '0.05175', formula: '100,000.00 × 5.175% × 30/360 = 431.2500' }]);
  });

  it('bears compound interest on 1,000 yuan of unpaid interest: 4.31 in 30 days', () => {
    // 100,000 × 4 % × 90/360 = 1,000.00, unpaid, then at 3.45 % × 1.5.
    const terms = sampleTerms({ kind: 'rest' }, { kind: 'paid', everyMonths: 3 }, { principalMinor: 10_000_000n, months: 12, dayCount: 'thirty_e_360', from: '2026-01-05' });
    const [whole] = terms.segments;
    const repriced: Terms = { ...terms, segments: [{ ...whole!, until: day('2026-04-05'), rate: { annual: '0.04', basis: 'fixed' } }, { ...whole!, from: day('2026-04-05'), rate: { annual: '0.0345', basis: 'fixed' } }] };
    const compound = (compoundInterest: Terms['compoundInterest']): bigint => project({ ...repriced, compoundInterest }, [drawn(terms)], day('2026-05-05')).due.compound;
    expect(compound('penalty_rate')).toBe(431n);
    expect(compound('contract_rate')).toBe(288n);
    expect(compound('none')).toBe(0n);
  });

  it('costs nothing in the days of grace, and every day after them', () => {
    const terms = { ...bullet, graceDays: 5 };
    const at = (on: string): Position => project(terms, [drawn(terms)], day(on));
    expect(at('2026-03-21').lines[0]!.state).toBe('due');
    expect(at('2026-03-26')).toMatchObject({ daysOverdue: 0, due: { compound: 0n } });
    expect(at('2026-03-27')).toMatchObject({ daysOverdue: 6, overdueSince: '2026-03-22', due: { interest: 15_333n, compound: 13n } });
    expect(project(terms, [drawn(terms), repaid(2, '2026-03-26', 15_333n)], day('2026-03-30')).lines[0]).toMatchObject({ state: 'paid' });
  });

  it('pays costs, then interest, then principal, the oldest line first', () => {
    const facts: Fact[] = [drawn(level), { kind: 'fee_charged', sequence: 2, on: day('2026-05-10'), amountMinor: 5_000n }, repaid(3, '2026-05-10', 1_000_000n)];
    const { allocations, due, lines } = project(level, facts, day('2026-05-10'));
    expect(sumAmounts(allocations[0]!.parts)).toBe(1_000_000n);
    expect(allocations[0]!.parts).toMatchObject({ fee: 5_000n, interest: 91_250n + lines[1]!.interestMinor });
    expect(due.principal).toBe(lines[0]!.principalMinor + lines[1]!.principalMinor - allocations[0]!.parts.principal);
    expect(lines.slice(0, 3).map((line) => line.state)).toEqual(['paid', 'overdue', 'ahead']);
    expect(lines[1]!.due.principal).toBe(due.principal);
  });

  it('can be let off penalty, never principal', () => {
    const waived: Fact = { kind: 'waived', sequence: 2, on: day('2027-04-04'), component: 'penalty', amountMinor: 43_125n };
    expect(project(bullet, [drawn(bullet), waived], day('2027-04-04')).due.penalty).toBe(0n);
    expect(() => project(bullet, [drawn(bullet), { ...waived, amountMinor: 43_126n }], day('2027-04-04'))).toThrow(InvariantBroken);
  });
});

describe('a loan served as planned', () => {
  it('projects to its schedule', () => {
    for (const terms of [bullet, level]) {
      const position = project(terms, [drawn(terms)], terms.startsOn);
      expect(position.lines).toMatchObject(schedule(terms));
      expect(position.payoffMinor).toBe(terms.principalMinor);
    }
  });

  it('is settled by its last instalment', () => {
    const facts = [drawn(level), ...schedule(level).map((line, index) => repaid(index + 2, line.dueOn, line.principalMinor + line.interestMinor))];
    const position = project(level, facts, day('2029-06-01'));
    expect(position).toMatchObject({ settledOn: '2029-03-05', outstandingPrincipalMinor: 0n, payoffMinor: 0n, daysOverdue: 0, prepayments: [] });
    expect(new Set(position.lines.map((line) => line.state))).toEqual(new Set(['paid']));
    conserved(position);
  });

  it('accrues by the day', () => {
    expect(project(bullet, [drawn(bullet)], day('2026-03-20')).accruedInterestMinor).toBe(14_375n);
    expect(project(bullet, [drawn(bullet)], day('2026-03-21'))).toMatchObject({ accruedInterestMinor: 0n, due: { interest: 15_333n } });
  });

  it('bears interest on each drawing from its own day only', () => {
    const facts: Fact[] = [
      { kind: 'disbursed', sequence: 1, on: day('2026-03-05'), amountMinor: 4_000_000n }, { kind: 'disbursed', sequence: 2, on: day('2026-03-11'), amountMinor: 6_000_000n },
    ];
    const position = project(bullet, facts, day('2026-03-21'));
    expect(position.due.interest).toBe(11_883n);
    expect(position.lines[0]!.explanation.map((part) => [part.days, part.baseMinor])).toEqual([[6, 4_000_000n], [10, 10_000_000n]]);
    expect(project(bullet, [], day('2026-03-21'))).toMatchObject({ lines: [], payoffMinor: 0n, settledOn: undefined });
  });
});

describe('a prepayment', () => {
  it('takes the interest on it first, then principal, and shortens the term', () => {
    const before = schedule(level);
    const position = project(level, [drawn(level), repaid(2, '2026-03-15', 10_000_000n)], day('2026-03-15'));
    const [ahead] = position.prepayments;
    expect(ahead).toMatchObject({ principalMinor: 9_989_871n, interestMinor: 10_129n });
    expect(position.lines[0]!.principalMinor + position.lines[0]!.interestMinor).toBe(881_056n);
    expect(position.lines.length < before.length).toBe(true);
    conserved(position);
  });

  it('lowers the instalments where the contract says so', () => {
    const terms: Terms = { ...level, prepayment: { allowed: true, effect: 'lower_instalment' } };
    const position = project(terms, [drawn(terms), repaid(2, '2026-03-05', 10_000_000n)], day('2026-03-05'));
    expect(position.lines).toHaveLength(36);
    expect(position.lines[0]!.principalMinor + position.lines[0]!.interestMinor).toBe(587_371n);
    conserved(position);
  });

  const season = harvestTerms({
    parts: [{ month: 12, basisPoints: 3000 }, { month: 1, basisPoints: 4000 }, { month: 3, basisPoints: 3000 }], dueDayOfMonth: 20, firstHarvestYear: 1,
    interest: { kind: 'with_principal' }, rate: { annual: '0.0345', basis: 'fixed' },
  }, 10_000_000n, day('2026-03-25'), 12);

  it.each([['shorter_term', [3_000_000n, 2_000_000n]], ['lower_instalment', [1_500_000n, 2_000_000n, 1_500_000n]]] as const)('of a harvest loan: %s', (effect, principal) => {
    const terms: Terms = { ...season, prepayment: { allowed: true, effect } };
    const position = project(terms, [drawn(terms), repaid(2, '2026-03-25', 5_000_000n)], day('2026-03-25'));
    expect(position.lines.map((line) => line.principalMinor)).toEqual(principal);
    conserved(position);
  });

  it('of the payoff settles; more is left over, and less by a fen does not settle', () => {
    const { payoffMinor } = project(level, [drawn(level)], day('2026-06-20'));
    const settled = project(level, [drawn(level), repaid(2, '2026-06-20', payoffMinor + 7n)], day('2026-07-30'));
    expect(settled).toMatchObject({ settledOn: '2026-06-20', payoffMinor: 0n, outstandingPrincipalMinor: 0n });
    expect(settled.allocations[0]!.unallocatedMinor).toBe(7n);
    conserved(settled);
    const short = project(level, [drawn(level), repaid(2, '2026-06-20', payoffMinor - 1n)], day('2026-06-20'));
    expect(short).toMatchObject({ settledOn: undefined, payoffMinor: 1n });
  });

  it('a fen short of the payoff never settles, even where the last fen of principal rounds the interest up', () => {
    // 50.00 yuan × 3.6 % × 1/360 = half a fen; 49.99 yuan bear less than half.
    const terms = sampleTerms({ kind: 'rest' }, { kind: 'at_end' }, { principalMinor: 5_000n, annual: '0.036', dayCount: 'actual_360' });
    expect(project(terms, [drawn(terms)], day('2026-03-06')).payoffMinor).toBe(5_001n);
    expect(project(terms, [drawn(terms), repaid(2, '2026-03-06', 5_000n)], day('2026-03-06'))).toMatchObject({ settledOn: undefined, payoffMinor: 1n });
  });

  it('of the payoff includes interest on principal that fell due before it', () => {
    const terms = sampleTerms(
      { kind: 'percent_by_date', parts: [{ dueOn: day('2026-12-20'), basisPoints: 3000 }] }, { kind: 'at_end' }, { principalMinor: 10_000_000n, annual: '0.036', months: 12, dayCount: 'actual_360', from: '2026-04-24' },
    );
    const first = [drawn(terms), repaid(2, '2026-12-20', 3_000_000n)];
    const before = project(terms, first, day('2026-12-30'));
    expect(before).toMatchObject({ accruedInterestMinor: 72_000n + 175_000n, payoffMinor: 7_247_000n });
    expect(project(terms, [...first, repaid(3, '2026-12-30', 7_247_000n)], day('2027-04-24'))).toMatchObject({ settledOn: '2026-12-30', payoffMinor: 0n });
  });

  it('is not taken where the contract does not allow it', () => {
    const terms: Terms = { ...bullet, prepayment: { allowed: false, effect: 'shorter_term' } };
    const position = project(terms, [drawn(terms), repaid(2, '2026-03-21', 100_000n)], day('2026-03-21'));
    expect(position.allocations[0]).toMatchObject({ parts: { interest: 15_333n, principal: 0n }, unallocatedMinor: 84_667n });
  });
});

it('an extension moves what is not yet due, and keeps what has passed', () => {
  const [whole] = bullet.segments;
  const maturesOn = day('2027-09-05');
  const extended: Terms = { ...bullet, maturesOn, segments: [{ ...whole!, until: maturesOn }] };
  const position = project(bullet, [drawn(bullet), { kind: 'terms_changed', sequence: 2, on: day('2027-02-20'), terms: extended }], day('2027-03-06'));
  expect(position.due.principal).toBe(0n);
  expect(position.lines.map((line) => [line.number, line.dueOn])).toEqual([
    [1, '2026-03-21'], [2, '2026-06-21'], [3, '2026-09-21'], [4, '2026-12-21'], [5, '2027-03-21'], [6, '2027-06-21'], [7, '2027-09-05'],
  ]);
  conserved(position);
});

it('changed terms do not repeat the dues of their day, nor reckon earlier delay anew', () => {
  const changed: Terms = { ...bullet, penaltyMarkupBasisPoints: 3000 };
  const change = (on: string): Fact => ({ kind: 'terms_changed', sequence: 2, on: day(on), terms: changed });
  expect(project(bullet, [drawn(bullet), change('2026-03-21')], day('2026-03-21')).lines.map((line) => line.dueOn).slice(0, 2)).toEqual(['2026-03-21', '2026-06-21']);
  const harvest = sampleTerms({ kind: 'percent_by_date', parts: [{ dueOn: day('2026-12-20'), basisPoints: 3000 }] }, { kind: 'at_end' }, { months: 12 });
  const twice = project(harvest, [drawn(harvest), { kind: 'terms_changed', sequence: 2, on: day('2026-12-20'), terms: harvest }], day('2026-12-21'));
  expect(twice.due.principal).toBe(9_000_000n);
  // 153.33 unpaid: 10 days at 5.175 %, 20 days at 4.485 %.
  const charges = project(bullet, [drawn(bullet), change('2026-03-31')], day('2026-04-20')).lines[0]!.charges;
  expect(charges.map((charge) => [charge.days, charge.annualRate])).toEqual([[10, '0.05175'], [20, '0.04485']]);
  const cheaper: Terms = { ...bullet, segments: [{ ...bullet.segments[0]!, rate: { annual: '0.02', basis: 'fixed' } }] };
  expect(() => project(bullet, [drawn(bullet), { ...change('2026-03-31'), terms: cheaper } as Fact], day('2026-04-20'))).toThrow(InvariantBroken);
});

describe('whatever happens', () => {
  const plans: Terms[] = [
    bullet, level, sampleTerms({ kind: 'equal_principal', everyMonths: 3 }, { kind: 'paid', everyMonths: 1, dayOfMonth: 21 }, { dayCount: 'actual_360' }),
    { ...level, prepayment: { allowed: true, effect: 'lower_instalment' }, graceDays: 3 },
    sampleTerms({ kind: 'percent_by_date', parts: [{ dueOn: day('2026-12-20'), basisPoints: 3000 }, { dueOn: day('2027-01-20'), basisPoints: 4000 }] },
      { kind: 'paid', everyMonths: 3, dayOfMonth: 21 }, { dayCount: 'actual_365', months: 18, compoundInterest: 'contract_rate' }),
  ];
  const anyCase = fc.record({
    terms: fc.constantFrom(...plans), payments: fc.array(fc.record({ after: fc.integer({ min: 1, max: 1200 }), amountMinor: fc.bigInt({ min: 1n, max: 12_000_000n }) }), { maxLength: 6 }),
    second: fc.option(fc.record({ after: fc.integer({ min: 1, max: 200 }), amountMinor: fc.bigInt({ min: 1n, max: 9_000_000n }) })), asOf: fc.integer({ min: 0, max: 1300 }),
  });
  const factsOf = ({ terms, payments, second }: { terms: Terms; payments: { after: number; amountMinor: bigint }[]; second: { after: number; amountMinor: bigint } | null }): Fact[] => [
    drawn(terms), ...(second ? [{ kind: 'disbursed' as const, sequence: 2, on: addDays(terms.startsOn, second.after), amountMinor: second.amountMinor }] : []),
    ...payments.map(({ after, amountMinor }, index): Fact => ({ kind: 'repaid', sequence: 3 + index, on: addDays(terms.startsOn, after), amountMinor })),
  ];

  it('nothing is negative, nothing is lost, and the payoff settles', () => {
    fc.assert(fc.property(anyCase, (given) => {
      const facts = factsOf(given);
      const until = addDays(given.terms.startsOn, given.asOf);
      const position = project(given.terms, facts, until);
      conserved(position);
      for (const { sequence, parts, unallocatedMinor } of position.allocations) {
        const fact = facts.find((each) => each.sequence === sequence);
        expect(fact?.kind === 'repaid' && sumAmounts(parts) + unallocatedMinor === fact.amountMinor).toBe(true);
        expect(unallocatedMinor >= 0n && Object.values(parts).every((part) => part >= 0n)).toBe(true);
      }
      for (const line of position.lines) for (const amounts of [line.due, line.paid]) expect(Object.values(amounts).every((amount) => amount >= 0n)).toBe(true);
      expect(position.payoffMinor).toBe(sumAmounts(position.due) + position.accruedInterestMinor + position.outstandingPrincipalMinor - position.due.principal);
      const settled = project(given.terms, [...facts, { kind: 'repaid', sequence: 99, on: until, amountMinor: position.payoffMinor }], until);
      expect(settled.payoffMinor).toBe(0n);
      expect(settled.settledOn).toBeDefined();
      expect(settled.allocations.at(-1)!.unallocatedMinor).toBe(0n);
    }), { numRuns: 120 });
  });

  it('looking every day changes nothing', () => {
    fc.assert(fc.property(anyCase, (given) => {
      const facts = factsOf(given);
      const until = addDays(given.terms.startsOn, Math.min(given.asOf, 500));
      const looks = Array.from({ length: daysBetween(given.terms.startsOn, until) }, (_, index): Fact => (
        { kind: 'repaid', sequence: 1000 + index, on: addDays(given.terms.startsOn, index + 1), amountMinor: 0n }
      ));
      const plain = project(given.terms, facts, until);
      const looked = project(given.terms, [...looks, ...facts].reverse(), until);
      expect({ ...looked, allocations: looked.allocations.filter((each) => each.sequence < 1000) }).toEqual(plain);
    }), { numRuns: 25 });
  });

  it('facts are ordered by day and number, and a number is used once', () => {
    expect(() => project(bullet, [drawn(bullet), repaid(1, '2026-04-01', 1n)], day('2026-05-01'))).toThrow(InvariantBroken);
    expect(project(bullet, [repaid(2, '2026-03-21', 15_333n), drawn(bullet)], day('2026-03-21')).due.interest).toBe(0n);
  });
});
