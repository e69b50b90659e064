// How figures, dates and rates read on paper.
import { amountInWords, businessDate, civil, formatMinor, fromBasisPoints, fromDecimal, multiply, add, fraction, toBeijingDate, toDecimal, type DayCount } from '#kernel';
import type { PrintedRate } from './types.ts';

export const figures = (amountMinor: bigint): string => `¥${formatMinor(amountMinor)}`;

/** 人民币壹万元整（¥10,000.00） */
export const bothWays = (amountMinor: bigint): string => `${amountInWords(amountMinor)}（${figures(amountMinor)}）`;

/** 2026年11月24日 */
export function dayOf(date: string): string {
  const { year, month, day } = civil(businessDate(date));
  return `${year}年${month}月${day}日`;
}

/** 2026年11月24日 15:04, Beijing time, of an ISO instant. */
export function minuteOf(instant: string): string {
  const time = new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${dayOf(toBeijingDate(new Date(instant)))} ${time}`;
}

/** Basis points of a percent scale: 5000 → 50 */
export const percentOf = (basisPoints: number): string => toDecimal(fromBasisPoints(basisPoints * 100), 2).replace(/\.?0+$/, '');

/** '0.0345' → '3.45%'; more decimals are shown where they are there. */
export function ratePercent(annual: string): string {
  const digits = Math.max(2, (annual.split('.')[1] ?? '').replace(/0+$/, '').length - 2);
  return `${toDecimal(multiply(fromDecimal(annual), fraction(100n)), digits)}%`;
}

/** The rate with a markup on top of it: '0.0345' and 5000 → '5.175%'. */
export function markedUp(annual: string, basisPoints: number): string {
  const rate = multiply(fromDecimal(annual), add(fraction(1n), fromBasisPoints(basisPoints)));
  return ratePercent(toDecimal(rate, 8));
}

/** How the rate came about, as a contract says it. */
export function rateSentence(rate: PrintedRate): string {
  const result = `执行年利率（单利）为 ${ratePercent(rate.annual)}`;
  if (rate.basis === 'fixed') return `固定利率，${result}`;
  const tenor = rate.basis === 'lpr_1y' ? '一年期' : '五年期以上';
  const spread = rate.spreadBasisPoints ?? 0;
  const change = spread === 0 ? '不加减点' : `${spread > 0 ? '加' : '减'} ${Math.abs(spread)} 个基点（1 个基点为 0.01%）`;
  const published = rate.referenceDate ? `${dayOf(rate.referenceDate)}适用的` : '';
  const level = rate.lprAnnual ? ` ${ratePercent(rate.lprAnnual)} ` : '';
  return `以${published}${tenor}贷款市场报价利率（LPR）${level}为基准${change}，${result}`;
}

/** Shorter, for a cell: 3.45%（一年期 LPR＋35 基点） */
export function rateCell(rate: PrintedRate): string {
  if (rate.basis === 'fixed') return `${ratePercent(rate.annual)}（固定）`;
  const spread = rate.spreadBasisPoints ?? 0;
  return `${ratePercent(rate.annual)}（${rate.basis === 'lpr_1y' ? '一年期' : '五年期以上'} LPR ${spread < 0 ? '－' : '＋'} ${Math.abs(spread)} 基点）`;
}

/** How days become interest. */
export const dayCountSentences: Readonly<Record<DayCount, string>> = {
  actual_360: '按实际天数计息，日利率＝年利率÷360',
  actual_365: '按实际天数计息，日利率＝年利率÷365',
  actual_actual_isda: '按实际天数计息，日利率＝年利率÷当年实际天数',
  thirty_e_360: '每月按 30 天、每年按 360 天计息',
  thirty_e_360_isda: '每月按 30 天、每年按 360 天计息',
  twenty_eight_e_336: '每月按 28 天、每年按 336 天计息',
  twelfth_per_month: '整月按年利率÷12 计息，零头天数按日利率＝年利率÷360 计息',
};
