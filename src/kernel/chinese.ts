import { civil, type BusinessDate } from './date.ts';

const digitWords = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const placeWords = ['', '拾', '佰', '仟'] as const;

const digitWord = (digit: bigint | number | string): string => digitWords[Number(digit)]!;

/** A number below ten thousand; runs of zeros inside become one 零, zeros at the end none. */
function groupWords(group: bigint): string {
  let words = '';
  let zeroPending = false;
  const digits = group.toString();
  for (const [index, digit] of [...digits].entries()) {
    if (digit === '0') {
      zeroPending = true;
      continue;
    }
    words += (zeroPending ? '零' : '') + digitWord(digit) + placeWords[digits.length - 1 - index]!;
    zeroPending = false;
  }
  return words;
}

function wholeWords(whole: bigint): string {
  for (const { size, word } of [{ size: 100_000_000n, word: '亿' }, { size: 10_000n, word: '万' }]) {
    if (whole < size) continue;
    const rest = whole % size;
    const zero = rest > 0n && rest < size / 10n ? '零' : '';
    return wholeWords(whole / size) + word + zero + (rest > 0n ? wholeWords(rest) : '');
  }
  return groupWords(whole);
}

/**
 * Fen in the words of a bill (PBOC 支付结算办法, annex 1): '人民币壹仟肆佰零玖元伍角'. Ends in 整 when there are neither jiao nor fen;
 * where the annex leaves 零 or 整 open, they are left out. A negative amount, unknown to bills, gets 负 for reversal slips.
 */
export function amountInWords(amountMinor: bigint): string {
  const size = amountMinor < 0n ? -amountMinor : amountMinor;
  const [whole, jiao, fen] = [size / 100n, (size / 10n) % 10n, size % 10n];
  const yuan = whole > 0n ? `${wholeWords(whole)}元` : '';
  const prefix = amountMinor < 0n ? '人民币负' : '人民币';
  if (jiao === 0n && fen === 0n) return `${prefix}${yuan || '零元'}整`;
  const jiaoWords = jiao > 0n ? `${digitWord(jiao)}角` : yuan === '' ? '' : '零';
  return prefix + yuan + jiaoWords + (fen > 0n ? `${digitWord(fen)}分` : '');
}

/**
 * A bill's date in words: '贰零贰陆年零壹月壹拾伍日'. So that nothing can be written in front, months 1, 2 and 10 and days 1–9, 10, 20
 * and 30 begin with 零, days 11–19 and months 11 and 12 with 壹.
 */
export function dateInWords(date: BusinessDate): string {
  const { year, month, day } = civil(date);
  const yearWords = [...String(year).padStart(4, '0')].map(digitWord).join('');
  const monthZero = [1, 2, 10].includes(month) ? '零' : '';
  const dayZero = day < 10 || day % 10 === 0 ? '零' : '';
  return `${yearWords}年${monthZero}${groupWords(BigInt(month))}月${dayZero}${groupWords(BigInt(day))}日`;
}
