import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCell, type FactType } from './cells.ts';
import { productContent, type DecisionTable } from './content.ts';
import { orangeContent } from './data/orange.ts';
import { evaluate, evaluateMany, missingFacts, tableHash, type Fact } from './evaluate.ts';
import { isEligible, limitWithin } from './rules.ts';
import { checkTable, toDecisionModel } from './tables.ts';

const content = productContent.parse(orangeContent);
const table = (parts: Partial<DecisionTable> = {}): DecisionTable => ({
  inputs: [{ name: 'panelRating', type: 'integer', zh: '得分', en: 'Rating' }, { name: 'onGreyList', type: 'boolean', zh: '灰名单', en: 'Grey list' }, { name: 'crop', type: 'text', zh: '作物', en: 'Crop' }],
  outputs: [{ name: 'basisPoints', type: 'integer' }], hitPolicy: 'first',
  rows: [{ when: { panelRating: '>= 60' }, then: { basisPoints: 10 }, reason: { zh: '六十分以上', en: '60 and above' } }], ...parts,
});
const oneCell = (type: FactType, cell: string): DecisionTable =>
  table({ inputs: [{ name: 'fact', type, zh: '事实', en: 'Fact' }], rows: [{ when: { fact: cell }, then: { basisPoints: 1 }, reason: { zh: '是', en: 'yes' } }] });

describe('cells: what is written, what it holds for and what not', () => {
  const rows: [FactType, string, Fact[], Fact[]][] = [
    ['integer', '', [-1, 0, 7], []],
    ['integer', '10', [10], [9, 11]],
    ['integer', '= 10', [10], [9]],
    ['integer', '>= 10', [10, 11], [9]],
    ['integer', '≥10', [10], [9]],
    ['integer', '< -5', [-6], [-5, 5]],
    ['integer', '!= 0', [1], [0]],
    ['integer', '[100..500)', [100, 499], [99, 500]],
    ['integer', '(100..500]', [101, 500], [100, 501]],
    ['integer', '>= 10 and < 20 and != 15', [10, 19], [9, 15, 20]],
    ['integer', '< 10 or > 20', [9, 21], [10, 20]],
    ['integer', '>= 9007199254740990', [9007199254740991n], [9007199254740989n]],
    ['boolean', 'true', [true], [false]],
    ['boolean', 'false', [false], [true]],
    ['text', '"脐橙"', ['脐橙'], ['柠檬', '']],
    ['text', '"脐橙", "柠檬"', ['脐橙', '柠檬'], ['黄连']],
    ['text', '!= "脐橙"', ['柠檬'], ['脐橙']],
  ];
  test.each(rows)('%s %s', async (type, cell, holds, fails) => {
    const asked = oneCell(type, cell);
    expect(checkTable(asked)).toEqual([]);
    for (const fact of holds) expect([fact, (await evaluate(asked, { fact })).reasons.length]).toEqual([fact, 1]);
    for (const fact of fails) expect([fact, (await evaluate(asked, { fact })).reasons.length]).toEqual([fact, 0]);
  });
  // The engine would take most of these for rows that do not hold; rand and dates would give another answer another day.
  const refused: [FactType, string][] = [
    ['integer', '>='], ['integer', '>= 1.5'], ['integer', '60 分'], ['integer', '>= basisPoints'], ['integer', '> 1 and'], ['integer', '> 1 and < 9 or = 20'], ['integer', '[5..1]'], ['integer', '[5..5)'], ['integer', '>= 99999999999999999'],
    ['integer', 'rand(5)'], ['integer', '> d("now")'], ['integer', '$ > 1'], ['boolean', 'yes'], ['boolean', 'not true'], ['text', '脐橙'], ['text', '"a" or "b"'], ['text', '"a\\"'], ['text', '"a" "b"'],
  ];
  test.each(refused)('%s %s is refused', (type, cell) => expect(readCell(type, cell).ok).toBe(false));
});

describe('a table is checked where it is wrong, by row and column', () => {
  const row = (when: Record<string, string>, then: Record<string, number | boolean | string> = { basisPoints: 1 }) => ({ when, then, reason: { zh: '因', en: 'because' } });
  const rows: [string, DecisionTable, (string | number)[]][] = [
    ['an input it does not have', table({ rows: [row({ income: '> 1' })] }), [1, 'income']],
    ['a cell that cannot be read', table({ rows: [row({ panelRating: '> 1' }), row({ panelRating: '>= sixty' })] }), [2, 'panelRating']],
    ['a cell of another type', table({ rows: [row({ onGreyList: '> 1' })] }), [1, 'onGreyList']],
    ['an output that is missing', table({ rows: [row({}, {})] }), [1, 'basisPoints']],
    ['an output of another type', table({ rows: [row({}, { basisPoints: true })] }), [1, 'basisPoints']],
    ['an output it does not have', table({ rows: [row({}, { basisPoints: 1, more: 2 })] }), [1, 'more']],
    ['a name used twice', table({ outputs: [{ name: 'basisPoints', type: 'integer' }, { name: 'crop', type: 'text' }], rows: [row({}, { basisPoints: 1, crop: 'x' })] }), [0, 'crop']],
    ['a reserved name', table({ inputs: [{ name: 'not', type: 'integer', zh: '非', en: 'Not' }], rows: [row({})] }), [0, 'not']],
    ['a row that nothing reaches', table({ rows: [row({}), row({ panelRating: '> 1' })] }), [2, '']],
  ];
  test.each(rows)('%s', (_, wrong, [at, column]) => expect(checkTable(wrong).map((problem) => [problem.row, problem.column])).toEqual([[at, column]]));
  test('a table for a purpose answers what the house asks of it', () => {
    expect(checkTable(content.tables.price, 'limit').map((problem) => problem.column)).toEqual(['limitMinor']);
    expect(checkTable(content.tables.price, 'eligibility').map((problem) => problem.column)).toEqual(['eligible', 'hitPolicy']);
  });
  test('an unchecked table is not asked', async () => {
    await expect(evaluate(table({ rows: [row({ panelRating: '>= >=' })] }), { panelRating: 1, onGreyList: false, crop: '' })).rejects.toThrow('checked before');
    expect(() => toDecisionModel(table({ rows: [row({ panelRating: '>= >=' })] }))).toThrow('checked before');
  });
  test('the model is one decision table: no functions, no expressions of its own', () => expect(toDecisionModel(table()).nodes.map((node) => node.type)).toEqual(['inputNode', 'decisionTableNode', 'outputNode']));
});

test('a fact that is missing, or of another type, is named and never silently "no"', async () => {
  expect(missingFacts(table(), { panelRating: 1, onGreyList: 'false' })).toEqual(['onGreyList', 'crop']);
  expect(missingFacts(table(), { panelRating: 1.5, onGreyList: false, crop: '' })).toEqual(['panelRating']);
  await expect(evaluate(table(), { panelRating: 1 })).rejects.toThrow('onGreyList');
});

describe('脐橙贷', () => {
  const farm = { acreageMuHundredths: 1250n, panelRating: 82n, onGreyList: false, ageYears: 47n, hasOverdue: false, waterNeedCubicMetres: 240n, povertyRelieved: false };
  const decide = async (change: Partial<Record<keyof typeof farm, bigint | boolean>>) => {
    const facts = { ...farm, ...change };
    const [eligibility, limit, price] = await Promise.all([evaluate(content.tables.eligibility, facts), evaluate(content.tables.limit, facts), evaluate(content.tables.price, facts)]);
    return { eligible: isEligible(eligibility), why: eligibility.reasons.map((reason) => reason.zh), limitMinor: limitWithin(content.limits, limit.outputs, facts.acreageMuHundredths), limitWhy: limit.reasons[0]!.zh, basisPoints: price.outputs['basisPoints'], priceWhy: price.reasons[0]!.en };
  };
  const meets = ['果园、评议、年龄与信用均符合'];
  const rows: [string, Parameters<typeof decide>[0], Partial<Awaited<ReturnType<typeof decide>>>][] = [
    ['a farm of 12.5 mu short of water', {}, { eligible: true, why: meets, limitMinor: 13_500_000n, limitWhy: '果园 8–15 亩，评议 75–89 分，缺水 200 立方米以上', basisPoints: 60n, priceWhy: 'rating 75–89' }],
    ['the same, a cubic metre less', { waterNeedCubicMetres: 199n }, { limitMinor: 13_500_000n, limitWhy: '果园 8–15 亩，评议 75–89 分' }],
    ['the largest, best rated', { acreageMuHundredths: 3000n, panelRating: 90n }, { limitMinor: 36_000_000n, basisPoints: 30n }],
    ['one hundredth of a mu below a band', { acreageMuHundredths: 2999n, panelRating: 90n }, { limitMinor: 35_000_000n }],
    ['lifted out of poverty, best rated: LPR itself', { povertyRelieved: true, panelRating: 95n }, { basisPoints: 0n, priceWhy: 'rating 90 and above, household lifted out of poverty' }],
    ['exactly one mu, sixty points, eighteen years', { acreageMuHundredths: 100n, panelRating: 60n, ageYears: 18n, waterNeedCubicMetres: 0n }, { eligible: true, limitMinor: 900_000n, basisPoints: 90n }],
    ['sixty-five is still in', { ageYears: 65n }, { eligible: true }],
    ['less than a mu', { acreageMuHundredths: 99n }, { eligible: false, why: ['果园不足 1 亩'], limitMinor: 0n, limitWhy: '不在额度表内' }],
    ['every reason at once, in order', { acreageMuHundredths: 99n, panelRating: 59n, onGreyList: true, ageYears: 66n, hasOverdue: true }, { eligible: false, why: ['果园不足 1 亩', '评议得分低于 60', '在村评议灰名单上', '超过 65 周岁', '有逾期未还的贷款'], basisPoints: 120n }],
  ];
  test.each(rows)('%s', async (_, change, expected) => expect(await decide(change)).toMatchObject(expected));
  test('the answer carries the table asked, the facts looked at and the rows that held', async () => {
    const answer = await evaluate(content.tables.eligibility, { ...farm, onGreyList: true, hasOverdue: true });
    expect(answer).toMatchObject({ hash: tableHash(content.tables.eligibility), trace: { rows: [{ index: 2, outputs: { eligible: false } }, { index: 5 }] } });
    expect(Object.keys(answer.trace.facts)).toEqual(['acreageMuHundredths', 'panelRating', 'onGreyList', 'ageYears', 'hasOverdue']);
  });
  test('whoever no row speaks of is not eligible', () => expect(isEligible({ trace: { rows: [] } })).toBe(false));
});

test('the same facts give the same outputs, reasons and hash: one at a time, many at once, with keys in another order', async () => {
  const facts = fc.record({ acreageMuHundredths: fc.bigInt({ min: 0n, max: 5000n }), panelRating: fc.bigInt({ min: 0n, max: 100n }), waterNeedCubicMetres: fc.bigInt({ min: 0n, max: 500n }) });
  await fc.assert(fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 20 }), async (many) => {
    const reordered = JSON.parse(JSON.stringify(content.tables.limit), (_, value: unknown) => (value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value)) as DecisionTable;
    const together = await evaluateMany(content.tables.limit, many);
    for (const [index, each] of many.entries()) expect(await evaluate(reordered, each)).toEqual(together[index]);
    for (const { outputs } of together) expect((outputs['limitMinor'] as bigint) % content.limits.stepMinor).toBe(0n);
  }), { numRuns: 40 });
});

test('the engine agrees with a plain reading of the orange limit table', async () => {
  // The bands again, as arithmetic: a second witness beside the engine.
  const expected = (acreage: number, rating: number, water: number): bigint => {
    const column = rating >= 90 ? 0 : rating >= 75 ? 1 : rating >= 60 ? 2 : -1;
    const [limits, extra]: readonly [readonly number[], number] = acreage >= 3000 ? [[35, 30, 25], 5] : acreage >= 1500 ? [[30, 25, 20], 5] : acreage >= 800 ? [[20, 16, 12], 4] : acreage >= 300 ? [[10, 8, 6], 3] : acreage >= 100 ? [[4, 3, 2], 1] : [[], 0];
    const limit = column < 0 ? undefined : limits[column];
    return limit === undefined ? 0n : BigInt((limit + (water >= 200 ? extra : 0)) * 1_000_000);
  };
  const edges = { acreage: [0, 99, 100, 299, 300, 799, 800, 1499, 1500, 2999, 3000, 9000], rating: [0, 59, 60, 74, 75, 89, 90, 100], water: [0, 199, 200] };
  const many = edges.acreage.flatMap((acreage) => edges.rating.flatMap((rating) => edges.water.map((water) => [acreage, rating, water] as const)));
  const answers = await evaluateMany(content.tables.limit, many.map(([acreageMuHundredths, panelRating, waterNeedCubicMetres]) => ({ acreageMuHundredths, panelRating, waterNeedCubicMetres })));
  expect(answers.map((answer) => answer.outputs['limitMinor'])).toEqual(many.map((each) => expected(...each)));
});
