import type { contracts } from '#contracts';
import type { PlotState } from '#kit';
import type { AnswerOf } from '../../api.ts';

export type Village = AnswerOf<typeof contracts.lending.village>;
export type PlotOf = Village['plots'][number];

/** A part of a whole in percent with one decimal, halves up, in integers; `--` of nothing. */
export function percentOf(part: number, whole: number): string {
  if (whole === 0) return '--';
  const tenths = Math.floor((2000 * part + whole) / (2 * whole));
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

const word = (code: PlotOf['state'], tone: PlotState['tone'], zh: string, en: string) => ({ code, tone, zh, en });
/** Every state of a plot in the order of the legend. */
export const plotStates = [
  word('active', 'good', '已发放', 'Paid out'), word('settled', 'good', '已结清', 'Settled'), word('overdue', 'stop', '逾期', 'Overdue'), word('signed', 'now', '已签约', 'Signed'), word('approved', 'now', '已批准', 'Approved'), word('under_way', 'wait', '办理中', 'Under way'),
  word('alerted', 'stop', '预警', 'Alerted'), word('declined', 'stop', '未推荐', 'Declined'), word('rejected', 'stop', '已拒绝', 'Rejected'), word('withdrawn', 'quiet', '已撤回', 'Withdrawn'),
] as const;

const turnedAway: ReadonlySet<PlotOf['state']> = new Set(['declined', 'rejected', 'alerted', 'withdrawn']);
/** Those on the field, and those who stand beside it because they were refused, alerted or withdrew. */
export function partition(plots: readonly PlotOf[]): { field: readonly PlotOf[]; beside: readonly PlotOf[] } {
  return { field: plots.filter((plot) => !turnedAway.has(plot.state)), beside: plots.filter((plot) => turnedAway.has(plot.state)) };
}

const paid: ReadonlySet<PlotOf['state']> = new Set(['active', 'settled', 'overdue']);
/** Plots whose loan was paid out and the sum of their amounts in minor units. */
export function paidOut(plots: readonly PlotOf[]): { count: number; totalMinor: bigint } {
  const members = plots.filter((plot) => paid.has(plot.state));
  return { count: members.length, totalMinor: members.reduce((sum, plot) => sum + BigInt(plot.amountMinor), 0n) };
}
