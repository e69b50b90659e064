import { describe, expect, test } from 'vitest';
import type { PrintedRate } from './types.ts';
import { bothWays, dayOf, markedUp, minuteOf, percentOf, rateCell, ratePercent, rateSentence } from './words.ts';

const lpr: PrintedRate = { annual: '0.0345', basis: 'lpr_1y', lprAnnual: '0.031', spreadBasisPoints: 35, referenceDate: '2026-11-20' };

describe('figures, dates and rates on paper', () => {
  test.each([
    [bothWays(1_000_000n), '人民币壹万元整（¥10,000.00）'],
    [dayOf('2026-01-05'), '2026年1月5日'],
    [minuteOf('2026-11-23T16:05:00.000Z'), '2026年11月24日 00:05'],
    [percentOf(5000), '50'], [percentOf(10_000), '100'], [percentOf(25), '0.25'],
    [ratePercent('0.0345'), '3.45%'], [ratePercent('0.036'), '3.60%'], [ratePercent('0.03455'), '3.455%'], [ratePercent('0'), '0.00%'],
    [markedUp('0.0345', 5000), '5.175%'], [markedUp('0.0345', 10_000), '6.90%'], [markedUp('0.0345', 0), '3.45%'],
    [rateSentence(lpr), '以2026年11月20日适用的一年期贷款市场报价利率（LPR） 3.10% 为基准加 35 个基点（1 个基点为 0.01%），执行年利率（单利）为 3.45%'],
    [rateSentence({ ...lpr, spreadBasisPoints: -20, annual: '0.029', basis: 'lpr_5y', referenceDate: null, lprAnnual: null }), '以五年期以上贷款市场报价利率（LPR）为基准减 20 个基点（1 个基点为 0.01%），执行年利率（单利）为 2.90%'],
    [rateSentence({ ...lpr, spreadBasisPoints: 0 }).includes('为基准不加减点'), true],
    [rateCell(lpr), '3.45%（一年期 LPR ＋ 35 基点）'], [rateCell({ ...lpr, basis: 'fixed' }), '3.45%（固定）'],
  ])('%s', (found, expected) => expect(found).toBe(expected));
});
