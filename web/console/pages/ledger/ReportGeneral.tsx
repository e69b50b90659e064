import type { contracts } from '#contracts';
import { Amount, DataTable, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import type { AnswerOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts, ledgerTexts } from '../../i18n/ledger.ts';
import { sides, wordOf } from '../../i18n/words.ts';
import { csvAmount, ReportMissing, type Pick, type Words } from './ReportTable.tsx';

type Ledger = AnswerOf<typeof contracts.ledger.generalLedger>;
type Row = Ledger['rows'][number];
type LedgerWords = (key: keyof typeof ledgerTexts.entries) => string;

/** By chart account: what it held before, debits and credits between the dates, what it holds after; balances on the account's normal side. */
export function GeneralLedger({ ledger, loading, from, until }: { ledger: Ledger | undefined; loading: boolean; from: string; until: string }) {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  if (ledger === undefined || ledger.rows.length === 0) return <ReportMissing loading={loading || ledger === undefined} />;
  const to = (row: Row): string => addressOf.accountsOfChart(row.chartCode);
  return [...Map.groupBy(ledger.rows, (row) => row.currency)].map(([currency, rows]) => {
    const unit = currency === 'CNY' ? common('yuan') : currency;
    const sum = (key: 'debitMinor' | 'creditMinor'): bigint => rows.reduce((total, row) => total + BigInt(row[key]), 0n);
    const money = (key: 'openingMinor' | 'debitMinor' | 'creditMinor' | 'closingMinor', title: string): Column<Row> => ({ key, title, unit, kind: 'amount', value: (row) => row[key], to, ...(key === 'debitMinor' || key === 'creditMinor' ? { totalMinor: sum(key) } : {}) });
    const columns: readonly Column<Row>[] = [
      { key: 'code', title: words('chartCode'), kind: 'code', value: (row) => row.chartCode }, { key: 'name', title: words('chartName'), kind: 'text', value: (row) => pick({ zh: row.nameZh, en: row.nameEn }) }, { key: 'side', title: words('side'), kind: 'text', value: (row) => wordOf(sides, row.normalSide, pick) },
      money('openingMinor', t('opening')), money('debitMinor', words('turnoverDebit')), money('creditMinor', words('turnoverCredit')),
      { ...money('closingMinor', t('closing')), render: (row: Row) => <strong><Amount amountMinor={row.closingMinor} to={to(row)} /></strong> } as Column<Row>,
    ];
    return <div key={currency} className="gb-print-dense"><Section title={`${currency} · ${from} — ${until}`} flush><DataTable label={t('generalLedger')} columns={columns} rows={rows} rowKey={(row) => row.chartCode} rowTo={to} empty={{ title: t('nothingYet') }} /></Section></div>;
  });
}

/** What the page shows, for a spreadsheet. */
export const generalCsv = (ledger: Ledger, t: Words, words: LedgerWords, pick: Pick): string[][] => [
  [words('currency'), words('chartCode'), words('chartName'), words('side'), t('opening'), words('turnoverDebit'), words('turnoverCredit'), t('closing')],
  ...ledger.rows.map((row) => [row.currency, row.chartCode, pick({ zh: row.nameZh, en: row.nameEn }), wordOf(sides, row.normalSide, pick), csvAmount(row.openingMinor), csvAmount(row.debitMinor), csvAmount(row.creditMinor), csvAmount(row.closingMinor)]),
];
