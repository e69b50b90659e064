// Loan prime rates as published, for setting a bank up. Only the days on which a value changed, and the one before: a month without a row kept its value.
// Later values are imported by the product manager; what is not known here is not guessed.
import type { Lpr } from '../rules.ts';

const seen = '公开报道可查 / seen in press reports';
const known = '已公布数值，未逐一核对原文 / published value, the original not checked one by one';

const history: readonly (readonly [publishedOn: string, oneYear: string, fiveYears: string, source: string])[] = [
  ['2021-12-20', '3.80', '4.65', known],
  ['2022-01-20', '3.70', '4.60', known],
  ['2022-05-20', '3.70', '4.45', known],
  ['2022-08-22', '3.65', '4.30', known],
  ['2023-06-20', '3.55', '4.20', known],
  ['2023-08-21', '3.45', '4.20', known],
  ['2024-02-20', '3.45', '3.95', known],
  ['2024-07-22', '3.35', '3.85', known],
  ['2024-10-21', '3.10', '3.60', known],
  ['2025-01-20', '3.10', '3.60', seen],
  ['2025-05-20', '3.00', '3.50', known],
];

export const lprHistory: readonly Lpr[] = history.flatMap(([publishedOn, oneYear, fiveYears, source]): Lpr[] => [
  { publishedOn, tenor: '1Y', ratePercent: oneYear, source }, { publishedOn, tenor: '5Y', ratePercent: fiveYears, source },
]);
