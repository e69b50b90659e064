import { describe, expect, test } from 'vitest';
import { fraction } from '#kernel';
import { productContent, type ProductContent } from './content.ts';
import { lprHistory } from './data/lpr.ts';
import { orangeContent } from './data/orange.ts';
import { annualRate, annualRateText, commonPath, contentProblems, limitWithin, tableProblems } from './rules.ts';

const content = productContent.parse(orangeContent);

test.each([['3.65', 45, '0.041000'], ['3.10', 0, '0.031000'], ['3.00', -5, '0.029500'], ['3.4525', 30, '0.037525']])('LPR %s %% and %i basis points are %s a year', (ratePercent, basisPoints, expected) => expect(annualRateText({ ratePercent }, basisPoints)).toBe(expected));
test('exactly: 3.65 % and 45 basis points are 41/1000', () => expect(annualRate({ ratePercent: '3.65' }, 45n)).toEqual(fraction(41n, 1000n)));

test('what the schema reads back is what was written, and the content is sound', () => {
  expect(productContent.encode(content)).toEqual(orangeContent);
  expect([...contentProblems(content, 'xingnong')]).toEqual([]);
  expect(tableProblems(content)).toEqual({});
});

describe('contradictions, by field', () => {
  const harvest = content.schedule as Extract<ProductContent['schedule'], { kind: 'harvest' }>;
  const rows: [string, Partial<ProductContent>, string[]][] = [
    ['another brand', { brand: 'other' }, ['brand']],
    ['a customer type twice', { customerTypes: ['farmer', 'farmer'] }, ['customerTypes']],
    ['a minimum above the maximum', { limits: { minimumMinor: 50_000_000n, maximumMinor: 40_000_000n, stepMinor: 100_000n } }, ['limits']],
    ['bounds that are no whole steps', { limits: { minimumMinor: 550_000n, maximumMinor: 40_000_000n, stepMinor: 100_000n } }, ['limits.stepMinor']],
    ['a shortest term above the longest', { term: { minimumMonths: 24, maximumMonths: 12 } }, ['term']],
    ['a component twice', { waterfall: ['fee', 'fee', 'penalty', 'interest', 'principal'] }, ['waterfall']],
    ['parts that are not the whole', { schedule: { ...harvest, parts: [{ month: 12, basisPoints: 3000 }, { month: 1, basisPoints: 6999 }] } }, ['schedule.parts']],
    ['months that turn the year twice', { schedule: { ...harvest, parts: [{ month: 12, basisPoints: 3000 }, { month: 3, basisPoints: 4000 }, { month: 1, basisPoints: 3000 }] } }, ['schedule.parts']],
    ['a month twice', { schedule: { ...harvest, parts: [{ month: 12, basisPoints: 5000 }, { month: 12, basisPoints: 5000 }] } }, ['schedule.parts']],
    ['a first harvest beyond the term', { schedule: { ...harvest, firstHarvestYear: 2 } }, ['schedule.firstHarvestYear']],
    ['an interval longer than the term', { schedule: { kind: 'equal_principal', everyMonths: 12 }, term: { minimumMonths: 6, maximumMonths: 12 } }, ['schedule.everyMonths']],
    ['a ladder that ends too low', { approvalLadder: [{ role: 'approver', unitKind: 'sub_branch', singleUpToMinor: 30_000_000n }] }, ['approvalLadder']],
    ['a ladder that goes down', { approvalLadder: [{ role: 'approver', unitKind: 'outlet', singleUpToMinor: 50_000_000n }, { role: 'approver', unitKind: 'branch', singleUpToMinor: 40_000_000n }] }, ['approvalLadder']],
    ['a bullet', { schedule: { kind: 'bullet', everyMonths: 12 } }, []],
    ['a season within one year', { schedule: { ...harvest, parts: [{ month: 9, basisPoints: 5000 }, { month: 12, basisPoints: 5000 }] } }, []],
  ];
  test.each(rows)('%s', (_, change, fields) => expect([...contentProblems({ ...content, ...change }, change.brand ? 'xingnong' : content.brand).keys()]).toEqual(fields));
});

describe('the limit within the product', () => {
  const rows: [string, Parameters<typeof limitWithin>[1], bigint | undefined, bigint][] = [
    ['as the table says', { limitMinor: 20_000_000n }, undefined, 20_000_000n],
    ['never above the maximum', { limitMinor: 90_000_000n }, undefined, 40_000_000n],
    ['whole steps', { limitMinor: 20_050_000n }, undefined, 20_000_000n],
    ['below the minimum: nothing', { limitMinor: 499_999n }, undefined, 0n],
    ['exactly the minimum', { limitMinor: 500_000n }, undefined, 500_000n],
    ['so much per mu', { limitMinor: 20_000_000n, perMuMinor: 1_000_000n }, 1250n, 12_500_000n],
    ['no row held', {}, undefined, 0n],
  ];
  test.each(rows)('%s', (_, outputs, acreage, expected) => expect(limitWithin(content.limits, outputs, acreage)).toBe(expected));
});

test.each([[['CQ.FJ.'], 'CQ.FJ.'], [['CQ.FJ.', 'CQ.FJ.A1.'], 'CQ.FJ.'], [['CQ.FJ.', 'CQ.FJX.'], 'CQ.'], [['CQ.FJ.A1.', 'CQ.YB.A1.'], 'CQ.']])('above %j lies %s', (paths, expected) => expect(commonPath(paths)).toBe(expected));

test('the history: each day once per tenor, in order, with its source', () => {
  for (const tenor of ['1Y', '5Y']) {
    const days = lprHistory.filter((row) => row.tenor === tenor).map((row) => row.publishedOn);
    expect(days).toEqual([...new Set(days)].sort());
  }
  expect(lprHistory.every((row) => /^\d\.\d\d$/.test(row.ratePercent) && row.source.length > 0)).toBe(true);
  // No value of 2026 was known when this was written.
  expect(lprHistory.at(-1)!.publishedOn < '2026').toBe(true);
});
