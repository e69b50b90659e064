import { formatMinor } from '#kernel';
import { contracts } from '#contracts';
import { DataTable, Mark, PageFrame, Section, StateTag, useLanguage, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { useAsk, type AnswerOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { ledgerTexts } from '../../i18n/ledger.ts';
import { Choice, DateFilter, Filters } from '../../parts/Filters.tsx';

type Balance = AnswerOf<typeof contracts.ledger.trialBalance>;
type Row = Balance['rows'][number];

/** Sums by chart account, per currency. It says plainly whether it closes; every row opens its accounts. */
export default function TrialBalance() {
  const t = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [{ book, until }, change] = useAddress('book', 'until');
  const books = useAsk(contracts.ledger.books, {});
  const ask = useAsk(contracts.ledger.trialBalance, { ...(book ? { bookCode: book } : {}), ...(until ? { until } : {}) });
  const bookName = books.data?.books.find((candidate) => candidate.code === book);
  return (
    <PageFrame title={t('trialBalance')} crumbs={[{ title: t('group') }, { title: t('trialBalance') }]} secondary={[{ label: common('print'), onClick: () => print() }]}
      {...(ask.data === undefined ? {} : { state: <StateTag tone={ask.data.balanced ? 'good' : 'stop'}>{t(ask.data.balanced ? 'balanced' : 'unbalanced')}</StateTag> })}>
      <Filters>
        <Choice label={t('book')} value={book} onChange={(value) => change({ book: value })} widthPixels={220} options={(books.data?.books ?? []).map((candidate) => ({ value: candidate.code, label: `${candidate.code} ${pick({ zh: candidate.nameZh, en: candidate.nameEn })}` }))} />
        <DateFilter label={t('asOf')} value={until} onChange={(value) => change({ until: value })} />
      </Filters>
      <p className="gb-print-only">{bookName === undefined ? t('allBooks') : `${bookName.code} ${bookName.nameZh}`} · {t('asOf')} {until ?? t('asOfNow')}</p>
      {ask.data === undefined || ask.data.totals.length === 0
        ? <Section flush><Table rows={[]} total={undefined} loading={ask.loading} problem={ask.problem} retry={ask.retry} /></Section>
        : ask.data.totals.map((total) => (
          <Section key={total.currency} title={`${total.currency} · ${t('asOf')} ${until ?? t('asOfNow')}`} flush>
            {(total.debitMinor !== total.creditMinor || total.debitBalanceMinor !== total.creditBalanceMinor) && <Difference total={total} />}
            <Table rows={ask.data!.rows.filter((row) => row.currency === total.currency)} total={total} loading={false} problem={undefined} retry={ask.retry} />
          </Section>
        ))}
    </PageFrame>
  );
}

function Difference({ total }: { total: Balance['totals'][number] }) {
  const t = useT(ledgerTexts);
  const apart = (a: string, b: string): string => formatMinor(BigInt(a) - BigInt(b));
  return <p className="gb-difference gb-kit-row gb-table-wait" role="alert"><Mark tone="stop" />{t('difference', { turnover: apart(total.debitMinor, total.creditMinor), balance: apart(total.debitBalanceMinor, total.creditBalanceMinor) })}</p>;
}

function Table({ rows, total, loading, problem, retry }: { rows: readonly Row[]; total: Balance['totals'][number] | undefined; loading: boolean; problem: ReturnType<typeof useAsk>['problem']; retry: () => void }) {
  const t = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const to = (row: Row): string => addressOf.accountsOfChart(row.chartCode);
  const money = (key: 'debitMinor' | 'creditMinor' | 'debitBalanceMinor' | 'creditBalanceMinor', title: string): Column<Row> =>
    ({ key, title, unit: total === undefined || total.currency === 'CNY' ? common('yuan') : total.currency, kind: 'amount', value: (row) => row[key], to, ...(total === undefined ? {} : { totalMinor: total[key] }) });
  const columns: readonly Column<Row>[] = [
    { key: 'code', title: t('chartCode'), kind: 'code', value: (row) => row.chartCode },
    { key: 'name', title: t('chartName'), kind: 'text', value: (row) => pick({ zh: row.nameZh, en: row.nameEn }) },
    money('debitMinor', t('turnoverDebit')), money('creditMinor', t('turnoverCredit')), money('debitBalanceMinor', t('balanceDebit')), money('creditBalanceMinor', t('balanceCredit')),
  ];
  return <DataTable label={t('trialBalance')} columns={columns} rows={rows} rowKey={(row) => row.chartCode} rowTo={to} loading={loading} problem={problem} onRetry={retry} exportName={t('trialBalance')} empty={{ title: t('trialEmpty'), hint: t('trialEmptyHint') }} />;
}
