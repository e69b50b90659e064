import type { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import type { AnswerOf } from '../../api.ts';

export type Version = AnswerOf<typeof contracts.catalogue.readVersion>;
export type Content = Version['content'];
export type Table = Content['tables']['eligibility'];

/** One hundredth of a percent per basis point, as text: 3000 → `30`, 3050 → `30.5`. */
export const basisPointsToPercent = (basisPoints: number): string => `${Math.floor(basisPoints / 100)}${basisPoints % 100 === 0 ? '' : `.${String(basisPoints % 100).padStart(2, '0').replace(/0$/, '')}`}`;

/** Basis points from a percentage a person types; undefined where it is none, not above zero, or above 100. */
export function percentToBasisPoints(text: string | undefined): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value > 0 && value <= 10_000 ? value : undefined;
}

/** What a row of a table gives, as people read it: amounts in yuan, basis points with their sign. */
export function outputText(name: string, value: string | number | boolean): string {
  if (/Minor$/.test(name)) return formatMinor(BigInt(value));
  if (name === 'basisPoints') return `${Number(value) >= 0 ? '+' : ''}${value} bp`;
  return String(value);
}

/** The figures of a condition in hundredths of a mu or in fen as people write them: 1500 → 15 mu. The point moves, nothing is computed. */
const inHundreds = (text: string): string => text.replaceAll(/\d+/g, (digits) => { const padded = digits.padStart(3, '0'); const decimals = padded.slice(-2).replace(/0+$/, ''); return `${padded.slice(0, -2)}${decimals === '' ? '' : `.${decimals}`}`; });
const counted = (name: string): boolean => /(MuHundredths|Minor)$/.test(name);

/** The head of an input; hundredths of a mu are shown in mu and fen in yuan, so the head says so. */
export const readableHead = (input: Table['inputs'][number], pick: (text: { zh: string; en: string }) => string): string => (/MuHundredths$/.test(input.name) ? pick(input).replace('亩×100', '亩').replace('hundredths of a mu', 'mu') : pick(input));

const compared: Readonly<Record<string, { zh: string; en: string }>> = { '>=': { zh: '# 及以上', en: '# or more' }, '<=': { zh: '# 及以下', en: '# or less' }, '>': { zh: '超过 #', en: 'over #' }, '<': { zh: '不足 #', en: 'under #' }, '=': { zh: '#', en: '#' }, '==': { zh: '#', en: '#' }, '!=': { zh: '非 #', en: 'not #' } };
/** A cell's condition in words: `[1500..3000)` of an acreage reads 15 至 30（不含）, `true` reads 是. */
export function readableCell(name: string, source: string, language: 'zh' | 'en'): string {
  const zh = language === 'zh';
  if (source.trim() === 'true') return zh ? '是' : 'yes';
  if (source.trim() === 'false') return zh ? '否' : 'no';
  const text = counted(name) ? inHundreds(source) : source;
  return text.replaceAll('..', '…').replaceAll(/([[(])\s*(-?[\d.]+)\s*…\s*(-?[\d.]+)\s*([\])])/g, (_, open: string, from: string, until: string, close: string) => {
    const [after, below] = zh ? ['（不含）', '（不含）'] : [' (excl.)', ' (excl.)'];
    return `${from}${open === '(' ? after : ''} ${zh ? '至' : 'to'} ${until}${close === ')' ? below : ''}`;
  })
    .replaceAll(/(>=|<=|!=|==|>|<|=)\s*(-?[\d.]+)/g, (_, sign: string, number: string) => compared[sign]![language].replace('#', number)).replace(/\band\b/g, zh ? '且' : 'and').replace(/\bor\b/g, zh ? '或' : 'or');
}

/** Every input the three tables ask for, once each. */
export function inputsOf(tables: Content['tables']): Table['inputs'] {
  const seen = new Map([tables.eligibility, tables.limit, tables.price].flatMap((table) => table.inputs.map((input) => [input.name, input] as const)));
  return [...seen.values()];
}
