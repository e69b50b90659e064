import type { Text } from '#declare';
import { add, divide, fraction, fromBasisPoints, fromDecimal, toDecimal, type Fraction } from '#kernel';
import { tableKeys, type ProductContent } from './content.ts';
import { checkTable } from './tables.ts';

/** One published LPR. The rate is text as published, in percent: '3.65'. */
export type Lpr = { readonly publishedOn: string; readonly tenor: '1Y' | '5Y'; readonly ratePercent: string; readonly source: string };

/** LPR + spread as an exact fraction of one: '3.65' and 45 give 0.041. */
export function annualRate(lpr: { readonly ratePercent: string }, basisPoints: bigint | number): Fraction {
  return add(divide(fromDecimal(lpr.ratePercent), fraction(100n)), fromBasisPoints(basisPoints));
}

/** The rate as contracts keep it: a decimal fraction with six places, '0.041000'. Exact, as LPR has at most four decimals in percent. */
export function annualRateText(lpr: { readonly ratePercent: string }, basisPoints: bigint | number): string {
  return toDecimal(annualRate(lpr, basisPoints), 6);
}

/** The lowest unit above all of these: who agrees to a batch answers for every unit in it. */
export function commonPath(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const codes = first.split('.').slice(0, -1);
  const shared = codes.filter((_, index) => others.every((path) => path.startsWith(`${codes.slice(0, index + 1).join('.')}.`)));
  return shared.map((code) => `${code}.`).join('');
}

/** What eligibility rows come to: some row admits, and none turns away. Whoever no row speaks of is not eligible. */
export function isEligible({ trace }: { readonly trace: { readonly rows: readonly { readonly outputs: Readonly<Record<string, unknown>> }[] } }): boolean {
  return trace.rows.length > 0 && trace.rows.every((row) => row.outputs['eligible'] === true);
}

/**
 * What the limit table's answer comes to within the product: the least of `limitMinor`, of `perMuMinor` × the acreage where the table gives one, and of the
 * maximum; whole steps; nothing where that is below the minimum. Fen.
 */
export function limitWithin(limits: ProductContent['limits'], outputs: { readonly limitMinor?: unknown; readonly perMuMinor?: unknown }, acreageMuHundredths?: unknown): bigint {
  const { limitMinor, perMuMinor } = outputs;
  if (typeof limitMinor !== 'bigint') return 0n;
  const byAcreage = typeof perMuMinor === 'bigint' && typeof acreageMuHundredths === 'bigint' ? [(perMuMinor * acreageMuHundredths) / 100n] : [];
  const capped = [limitMinor, ...byAcreage].reduce((least, bound) => (bound < least ? bound : least), limits.maximumMinor);
  const whole = capped - (capped % limits.stepMinor);
  return whole < limits.minimumMinor ? 0n : whole;
}

/** Contradictions inside a content, by the field they are at; each field alone was checked by the schema. */
export function contentProblems(content: ProductContent, brandCode: string): Map<string, Text> {
  const problems = new Map<string, Text>();
  const say = (wrong: boolean, field: string, zh: string, en: string) => { if (wrong && !problems.has(field)) problems.set(field, { zh, en }); };
  const { limits, term, schedule, waterfall, approvalLadder } = content;
  say(content.brand !== brandCode, 'brand', '与产品所属品牌不一致', 'another brand than the product belongs to');
  say(new Set(content.customerTypes).size !== content.customerTypes.length, 'customerTypes', '客户类型重复', 'a customer type is named twice');
  say(limits.minimumMinor > limits.maximumMinor, 'limits', '下限高于上限', 'the minimum is above the maximum');
  say(limits.minimumMinor % limits.stepMinor !== 0n || limits.maximumMinor % limits.stepMinor !== 0n, 'limits.stepMinor', '上下限须为步长的整数倍', 'minimum and maximum are whole steps');
  say(term.minimumMonths > term.maximumMonths, 'term', '最短期限长于最长期限', 'the shortest term is above the longest');
  say(new Set(waterfall).size !== waterfall.length, 'waterfall', '还款顺序中有重复', 'a component is named twice');
  if (schedule.kind === 'harvest') {
    const months = schedule.parts.map((part) => part.month);
    say(schedule.parts.reduce((sum, part) => sum + part.basisPoints, 0) !== 10_000, 'schedule.parts', '各期比例之和须为 100 %', 'the parts make up 10,000 basis points');
    say(new Set(months).size !== months.length || !inSeason(months), 'schedule.parts', '月份须按一季的先后排列且不重复', 'the months follow each other within one season');
    say(12 * (schedule.firstHarvestYear - 1) >= term.minimumMonths, 'schedule.firstHarvestYear', '首个收获年晚于最短期限', 'the first harvest lies beyond the shortest term');
  } else say(schedule.everyMonths > term.minimumMonths, 'schedule.everyMonths', '还款间隔长于最短期限', 'the interval is longer than the shortest term');
  const top = approvalLadder.at(-1)!;
  say(top.singleUpToMinor !== undefined && top.singleUpToMinor < limits.maximumMinor, 'approvalLadder', '最高一级的权限低于产品上限', 'the highest rung does not reach the maximum');
  say(!rising(approvalLadder.map((rung) => rung.singleUpToMinor)) || !rising(approvalLadder.map((rung) => rung.totalUpToMinor)), 'approvalLadder', '权限须逐级提高', 'authority rises from rung to rung');
  return problems;
}

/** Each month after the one before it, all within twelve: December, January, March. */
const inSeason = (months: readonly number[]): boolean => months.slice(1).reduce((sum, month, index) => sum + ((month - months[index]! + 12) % 12), 0) < 12;
const rising = (limits: readonly (bigint | undefined)[]): boolean => limits.every((limit, index) => index === 0 || limit === undefined || (limits[index - 1] !== undefined && limit >= limits[index - 1]!));

/** Problems of the three tables, as fields of a refusal: `limit[3].panelRating` → what is wrong there. At most twenty. */
export function tableProblems(content: ProductContent): Record<string, string> {
  const problems = tableKeys.flatMap((key) => checkTable(content.tables[key], key).map((problem) => [`${key}[${problem.row}].${problem.column}`, `${problem.zh} / ${problem.en}`] as const));
  return Object.fromEntries(problems.slice(0, 20));
}
