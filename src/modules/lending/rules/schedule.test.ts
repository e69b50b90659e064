import fc from 'fast-check';
import { businessDate, InvariantBroken } from '#kernel';
import { describe, expect, it } from 'vitest';
import { checkTerms } from './check.ts';
import { harvestTerms } from './harvest.ts';
import { sampleTerms } from './samples.ts';
import { schedule } from './schedule.ts';
import type { ScheduleLine, Terms } from './terms.ts';

const sum = (lines: readonly ScheduleLine[], of: (line: ScheduleLine) => bigint): bigint => lines.reduce((total, line) => total + of(line), 0n);
const principal = (lines: readonly ScheduleLine[]): bigint => sum(lines, (line) => line.principalMinor);
const interest = (lines: readonly ScheduleLine[]): bigint => sum(lines, (line) => line.interestMinor);
const table = (lines: readonly ScheduleLine[]): (string | bigint)[][] => lines.map((line) => [line.dueOn, line.principalMinor, line.interestMinor]);

describe('300,000 yuan, 3.65 %, 36 months', () => {
  it('by equal instalments', () => {
    const lines = schedule(sampleTerms({ kind: 'equal_instalment', everyMonths: 1 }, { kind: 'paid', everyMonths: 1 }));
    expect(lines).toHaveLength(36);
    expect(lines[0]).toMatchObject({ number: 1, dueOn: '2026-04-05', principalMinor: 789_806n, interestMinor: 91_250n });
    for (const line of lines.slice(0, -1)) expect(line.principalMinor + line.interestMinor).toBe(881_056n);
    expect(lines[35]!.principalMinor + lines[35]!.interestMinor).toBe(881_067n);
    expect(interest(lines)).toBe(1_718_027n);
    expect(principal(lines)).toBe(30_000_000n);
    expect(lines[0]!.explanation).toEqual([{
      from: '2026-03-05', until: '2026-04-05', days: 31, baseMinor: 30_000_000n, annualRate: '0.0365', dayCount: 'twelfth_per_month', formula: '300,000.00 × 3.65% × 1/12 = 912.5000',
    }]);
  });

  it('by equal principal', () => {
    const lines = schedule(sampleTerms({ kind: 'equal_principal', everyMonths: 1 }, { kind: 'paid', everyMonths: 1 }));
    expect(lines[0]).toMatchObject({ principalMinor: 833_333n, interestMinor: 91_250n, balanceAfterMinor: 29_166_667n });
    expect(lines[35]).toMatchObject({ principalMinor: 833_345n, interestMinor: 2_535n, balanceAfterMinor: 0n });
    expect(interest(lines)).toBe(1_688_126n);
  });
});

describe('300,000 yuan, 3.45 %, settled quarterly on the 20th', () => {
  const options = { annual: '0.0345', months: 12, dayCount: 'actual_360' } as const;
  it('pays interest on the 21st of quarter-end months and principal at maturity', () => {
    expect(table(schedule(sampleTerms({ kind: 'rest' }, { kind: 'paid', everyMonths: 3, dayOfMonth: 21 }, options)))).toEqual([
      ['2026-03-21', 0n, 46_000n], ['2026-06-21', 0n, 264_500n], ['2026-09-21', 0n, 264_500n], ['2026-12-21', 0n, 261_625n], ['2027-03-05', 30_000_000n, 212_750n],
    ]);
  });
  it('counts 365 days where the contract says so', () => {
    const lines = schedule(sampleTerms({ kind: 'rest' }, { kind: 'paid', everyMonths: 3, dayOfMonth: 21 }, { ...options, dayCount: 'actual_365' }));
    expect(lines.slice(0, 2).map((line) => line.interestMinor)).toEqual([45_370n, 260_877n]);
  });
  it('pays everything at once as a bullet', () => {
    expect(table(schedule(sampleTerms({ kind: 'none' }, { kind: 'at_end' }, options)))).toEqual([['2027-03-05', 30_000_000n, 1_049_375n]]);
  });
  it('splits a period where the rate changes', () => {
    const terms = sampleTerms({ kind: 'rest' }, { kind: 'paid', everyMonths: 3, dayOfMonth: 21 }, options);
    const [whole] = terms.segments;
    const middle = businessDate('2027-01-01');
    const repriced: Terms = { ...terms, segments: [{ ...whole!, until: middle }, { ...whole!, from: middle, rate: { annual: '0.0315', basis: 'lpr_1y', spreadBasisPoints: 15 } }] };
    const last = schedule(repriced).at(-1)!;
    expect(last.explanation.map((part) => [part.from, part.until, part.days, part.annualRate, part.formula])).toEqual([
      ['2026-12-21', '2027-01-01', 11, '0.0345', '300,000.00 × 3.45% × 11/360 = 316.2500'], ['2027-01-01', '2027-03-05', 63, '0.0315', '300,000.00 × 3.15% × 63/360 = 1653.7500'],
    ]);
    expect(last.interestMinor).toBe(197_000n);
  });
});

describe('the harvest', () => {
  const season = {
    parts: [{ month: 12, basisPoints: 3000 }, { month: 1, basisPoints: 4000 }, { month: 3, basisPoints: 3000 }], dueDayOfMonth: 20, firstHarvestYear: 1,
    interest: { kind: 'with_principal' }, rate: { annual: '0.0345', basis: 'fixed' },
  } as const;

  it('repays 228,292.68 yuan 30 % in December, 40 % in January, 30 % in March', () => {
    const lines = schedule(harvestTerms(season, 22_829_268n, businessDate('2026-03-25'), 12));
    expect(table(lines)).toEqual([
      ['2026-12-20', 6_848_780n, 590_707n], ['2027-01-20', 9_131_707n, 47_475n], ['2027-03-20', 6_848_781n, 38_724n],
    ]);
    expect(principal(lines)).toBe(22_829_268n);
  });

  it('tells a period in which principal fell due as two spans', () => {
    const lines = schedule(harvestTerms({ ...season, interest: { kind: 'paid', everyMonths: 3, dayOfMonth: 21 } }, 22_829_268n, businessDate('2026-03-25'), 12));
    const december = lines.find((line) => line.dueOn === '2026-12-21')!;
    expect(december.explanation.map((part) => [part.from, part.until, part.days, part.baseMinor])).toEqual([
      ['2026-09-21', '2026-12-20', 90, 22_829_268n], ['2026-12-20', '2026-12-21', 1, 15_980_488n],
    ]);
    expect(december.interestMinor).toBe(198_434n);
  });

  it('that comes after the term is due at maturity', () => {
    const lines = schedule(harvestTerms(season, 22_829_268n, businessDate('2026-03-05'), 12));
    expect(lines.map((line) => line.dueOn)).toEqual(['2026-12-20', '2027-01-20', '2027-03-05']);
    expect(checkTerms(harvestTerms(season, 22_829_268n, businessDate('2026-03-05'), 12))).toMatchObject({ ok: true });
  });

  it('begins after growth years and comes every year', () => {
    const lemon = harvestTerms({ ...season, parts: [{ month: 11, basisPoints: 5000 }, { month: 12, basisPoints: 5000 }], firstHarvestYear: 4, interest: { kind: 'paid', everyMonths: 3, dayOfMonth: 21 } },
      100_000_00n, businessDate('2026-03-25'), 60);
    const lines = schedule(lemon).filter((line) => line.principalMinor > 0n);
    expect(lines.map((line) => [line.dueOn, line.principalMinor])).toEqual([['2029-11-20', 2_500_000n], ['2029-12-20', 2_500_000n], ['2030-11-20', 2_500_000n], ['2030-12-20', 2_500_000n]]);
    expect(schedule(lemon)[0]).toMatchObject({ dueOn: '2026-06-21', principalMinor: 0n });
  });
});

describe('segments', () => {
  it('let interest grow into the principal before instalments begin', () => {
    const terms = sampleTerms({ kind: 'none' }, { kind: 'capitalised', everyMonths: 6 }, { months: 24, dayCount: 'actual_360' });
    const [whole] = terms.segments;
    const middle = businessDate('2027-03-05');
    const lines = schedule({ ...terms, segments: [{ ...whole!, until: middle }, { ...whole!, from: middle, principal: { kind: 'equal_principal', everyMonths: 3 }, interest: { kind: 'paid', everyMonths: 3 } }] });
    expect(lines.slice(0, 2).map((line) => [line.dueOn, line.capitalisedMinor, line.balanceAfterMinor])).toEqual([
      ['2026-09-05', 559_667n, 30_559_667n], ['2027-03-05', 560_812n, 31_120_479n],
    ]);
    expect(principal(lines)).toBe(30_000_000n + sum(lines, (line) => line.capitalisedMinor));
  });

  it('of a new rate reckon the instalment anew over what remains', () => {
    const terms = sampleTerms({ kind: 'equal_instalment', everyMonths: 1 }, { kind: 'paid', everyMonths: 1 });
    const [whole] = terms.segments;
    const middle = businessDate('2027-03-05');
    const lines = schedule({ ...terms, segments: [{ ...whole!, until: middle }, { ...whole!, from: middle, rate: { annual: '0.03', basis: 'lpr_1y' } }] });
    const instalments = lines.map((line) => line.principalMinor + line.interestMinor);
    expect(lines).toHaveLength(36);
    expect(new Set(instalments.slice(0, 12))).toEqual(new Set([881_056n]));
    expect(new Set(instalments.slice(12, -1)).size).toBe(1);
    expect(instalments[12]! < 881_056n).toBe(true);
    expect(principal(lines)).toBe(30_000_000n);
  });

  it('that leave a gap are refused', () => {
    const terms = sampleTerms({ kind: 'rest' }, { kind: 'at_end' });
    const [whole] = terms.segments;
    expect(() => schedule({ ...terms, segments: [{ ...whole!, until: businessDate('2027-03-05') }] })).toThrow(InvariantBroken);
  });

  it('keep the 31st as far as months have one', () => {
    const lines = schedule(sampleTerms({ kind: 'equal_instalment', everyMonths: 1 }, { kind: 'paid', everyMonths: 1 }, { from: '2026-01-31', months: 4 }));
    expect(lines.map((line) => line.dueOn)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    expect(lines[1]!.explanation[0]!.formula).toContain('1/12');
  });
});

it('whatever the terms: dates rise, nothing is negative, principal is whole, each line adds up', () => {
  const principalRule = fc.constantFrom(
    { kind: 'equal_instalment', everyMonths: 1 } as const, { kind: 'equal_principal', everyMonths: 3 } as const, { kind: 'fixed', amountMinor: 123_457n, everyMonths: 2 } as const,
    { kind: 'none' } as const, { kind: 'rest' } as const, { kind: 'equal_instalment', everyMonths: 3, dayOfMonth: 21 } as const,
  );
  const anyTerms = fc.record({
    rule: principalRule, months: fc.integer({ min: 1, max: 60 }), principalMinor: fc.bigInt({ min: 1n, max: 10n ** 11n }), annual: fc.constantFrom('0', '0.0345', '0.0365', '0.24'),
    dayCount: fc.constantFrom('actual_360', 'actual_365', 'actual_actual_isda', 'thirty_e_360', 'twelfth_per_month') , day: fc.integer({ min: 1, max: 31 }),
    interest: fc.constantFrom('with_principal', 'at_end'),
  });
  fc.assert(fc.property(anyTerms, ({ rule, day, interest: kind, ...options }) => {
    const interestRule = rule.kind === 'equal_instalment' ? { kind: 'with_principal' as const } : { kind };
    const terms = sampleTerms(rule, interestRule, { ...options, from: `2026-01-${String(day).padStart(2, '0')}` });
    const lines = schedule(terms);
    expect(principal(lines)).toBe(terms.principalMinor);
    expect(lines.at(-1)!.balanceAfterMinor).toBe(0n);
    let balance = terms.principalMinor;
    for (const [index, line] of lines.entries()) {
      balance -= line.principalMinor;
      expect(line.balanceAfterMinor).toBe(balance);
      expect(line.principalMinor >= 0n && line.interestMinor >= 0n).toBe(true);
      if (index > 0) expect(line.dueOn > lines[index - 1]!.dueOn).toBe(true);
    }
  }), { numRuns: 150 });
});
