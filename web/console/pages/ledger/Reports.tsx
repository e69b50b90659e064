import { Segmented } from 'antd';
import { contracts } from '#contracts';
import { ErrorNotice, PageFrame, saveText, Section, toCsv, useLanguage, useT } from '#kit';
import { useAddress } from '../../address.ts';
import { useAsk } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts, ledgerTexts } from '../../i18n/ledger.ts';
import { Choice, DateFilter, Filters } from '../../parts/Filters.tsx';
import './ledger.css';
import { BalanceSheet, sheetCsv, SheetState } from './ReportSheet.tsx';
import { IncomeStatement, incomeCsv } from './ReportIncome.tsx';
import { GeneralLedger, generalCsv } from './ReportGeneral.tsx';

const kinds = ['balance', 'income', 'general'] as const;
type Kind = (typeof kinds)[number];
const titles = { balance: 'balanceSheet', income: 'incomeStatement', general: 'generalLedger' } as const;

/** Balance sheet, income statement and general ledger: of one book or over all books in sight. The address keeps what is shown. */
export default function Reports() {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [address, change] = useAddress('report', 'book', 'on', 'from', 'until');
  const kind: Kind = kinds.find((candidate) => candidate === address.report) ?? 'balance';
  const day = useAsk(contracts.organisation.businessDay, {});
  const today = day.data?.businessDate;
  const books = useAsk(contracts.ledger.books, {}).data?.books ?? [];
  const book = books.find((candidate) => candidate.code === address.book);
  const on = address.on ?? today ?? '';
  const from = address.from ?? (today === undefined ? '' : `${today.slice(0, 4)}-01-01`);
  const until = address.until ?? today ?? '';
  const turned = from > until;
  const ofBook = address.book === undefined ? {} : { bookCode: address.book };
  const sheet = useAsk(contracts.ledger.balanceSheet, { ...ofBook, on }, { enabled: kind === 'balance' && on !== '' });
  const income = useAsk(contracts.ledger.incomeStatement, { ...ofBook, from, until }, { enabled: kind === 'income' && until !== '' && !turned });
  const general = useAsk(contracts.ledger.generalLedger, { ...ofBook, from, until }, { enabled: kind === 'general' && until !== '' && !turned });
  const asked = { balance: sheet, income, general }[kind];
  const problem = day.problem ?? asked.problem;
  const title = t(titles[kind]);
  const bookName = book === undefined ? t('consolidated') : `${book.code} ${pick({ zh: book.nameZh, en: book.nameEn })}`;
  const dates = kind === 'balance' ? `${t('on')} ${on}` : `${from} — ${until}`;
  const lines = kind === 'balance' ? sheet.data && sheetCsv(sheet.data, t, pick) : kind === 'income' ? income.data && incomeCsv(income.data, t, pick) : general.data && generalCsv(general.data, t, words, pick);
  const save = (): void => { if (lines !== undefined) saveText(`${title} ${bookName} ${kind === 'balance' ? on : `${from} ${until}`}.csv`, toCsv([[title], [bookName], [dates], ...lines])); };
  return (
    <PageFrame title={title} crumbs={[{ title: words('group') }, { title: t('reports') }]} {...(kind === 'balance' && sheet.data !== undefined ? { state: <SheetState sheet={sheet.data} /> } : {})}
      secondary={[{ label: common('exportCsv'), onClick: save, disabled: lines === undefined }, { label: common('print'), onClick: () => print() }]}>
      <Filters>
        <Segmented aria-label={t('report')} value={kind} onChange={(value) => change({ report: value === 'balance' ? undefined : String(value) })} options={kinds.map((value) => ({ value, label: t(titles[value]) }))} />
        <Choice label={words('book')} all={false} value={address.book ?? ''} onChange={(value) => change({ book: value })} widthPixels={220} options={[{ value: '', label: t('consolidated') }, ...books.map((candidate) => ({ value: candidate.code, label: `${candidate.code} ${pick({ zh: candidate.nameZh, en: candidate.nameEn })}` }))]} />
        {kind === 'balance' ? <DateFilter label={t('on')} value={on} onChange={(value) => change({ on: value })} /> : <><DateFilter label={common('from')} value={from} onChange={(value) => change({ from: value })} /><DateFilter label={common('until')} value={until} onChange={(value) => change({ until: value })} /></>}
      </Filters>
      <p className="gb-print-only">{bookName} · {dates} · {common('yuan')}</p>
      {turned && kind !== 'balance' ? <Section><p className="gb-tone-stop" role="alert">{t('datesTurned')}</p></Section>
        : problem !== undefined ? <ErrorNotice problem={{ ...problem, kept: undefined }} onRetry={() => { day.retry(); asked.retry(); }} />
          : kind === 'balance' ? <BalanceSheet sheet={sheet.data} consolidated={book === undefined} /> : kind === 'income' ? <IncomeStatement statement={income.data} /> : <GeneralLedger ledger={general.data} loading={general.loading} from={from} until={until} />}
    </PageFrame>
  );
}
