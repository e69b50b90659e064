import { fraction, toDecimal } from './fraction.ts';

/** The currencies the bank keeps accounts in: minor-unit exponent (ISO 4217) and names. */
export const currencies = {
  CNY: { exponent: 2, zh: '人民币', en: 'Renminbi yuan' },
  USD: { exponent: 2, zh: '美元', en: 'US dollar' },
  EUR: { exponent: 2, zh: '欧元', en: 'Euro' },
  HKD: { exponent: 2, zh: '港元', en: 'Hong Kong dollar' },
  JPY: { exponent: 0, zh: '日元', en: 'Japanese yen' },
  GBP: { exponent: 2, zh: '英镑', en: 'Pound sterling' },
  SGD: { exponent: 2, zh: '新加坡元', en: 'Singapore dollar' },
} as const satisfies Record<string, { exponent: number; zh: string; en: string }>;

export type CurrencyCode = keyof typeof currencies;

export const isCurrencyCode = (text: string): text is CurrencyCode => Object.hasOwn(currencies, text);

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

function groupDecimal(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.startsWith('-') ? `-${group(whole.slice(1))}` : group(whole);
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Minor units as text with thousands separators and the currency's decimals: 123450n → '1,234.50'. */
export function formatMinor(amountMinor: bigint, currency: CurrencyCode = 'CNY'): string {
  const { exponent } = currencies[currency];
  return groupDecimal(toDecimal(fraction(amountMinor, 10n ** BigInt(exponent)), exponent));
}

/**
 * The minor units of a typed amount, or undefined. Strict: '1,234.5', '1234.50' and '-3' are amounts; '1,23', '007', '.5', ' 1',
 * '1e3' and more decimals than the currency has are not.
 */
export function parseMajor(text: string, currency: CurrencyCode = 'CNY'): bigint | undefined {
  const { exponent } = currencies[currency];
  const match = /^(-?)(0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', decimals = ''] = match;
  if (decimals.length > exponent) return undefined;
  return BigInt(sign + whole.replaceAll(',', '') + decimals.padEnd(exponent, '0'));
}

const shortUnits = {
  zh: [{ major: 100_000_000n, suffix: ' 亿' }, { major: 10_000n, suffix: ' 万' }],
  en: [{ major: 1_000_000_000n, suffix: 'B' }, { major: 1_000_000n, suffix: 'M' }, { major: 1_000n, suffix: 'K' }],
};

/**
 * An amount of two-decimal minor units for cards and charts: '1,872.00 万', '1.24 亿'; in English K, M and B. Below the first unit it
 * is shown in full. Never used in ledgers. The unit is chosen after rounding: 99,999,999.99 yuan is '1.00 亿'.
 */
export function formatShort(amountMinor: bigint, language: 'zh' | 'en'): string {
  const size = amountMinor < 0n ? -amountMinor : amountMinor;
  const units = shortUnits[language];
  for (const [index, unit] of units.entries()) {
    const smaller = units[index + 1];
    // The smaller unit's rounding (two decimals) already reads as one of this unit from half of its last decimal below.
    const tolerance = smaller ? smaller.major / 2n : 0n;
    if (size >= unit.major * 100n - tolerance) return groupDecimal(toDecimal(fraction(amountMinor, unit.major * 100n), 2)) + unit.suffix;
  }
  return formatMinor(amountMinor);
}

/** The sum of amounts in one currency's minor units. */
export const sumOf = (amountsMinor: readonly bigint[]): bigint => amountsMinor.reduce((sum, amount) => sum + amount, 0n);
