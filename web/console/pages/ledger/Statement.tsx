import { useParams } from '@tanstack/react-router';
import { contracts } from '#contracts';
import { Amount, DataTable, Empty, KitLink, PageFrame, Section, StateTag, useLanguage, usePhone, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useAsk, useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { ledgerTexts } from '../../i18n/ledger.ts';
import { accountStates, entryKinds, stateOf, wordOf } from '../../i18n/words.ts';
import { Choice, DateFilter, Filters } from '../../parts/Filters.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OneSide } from './Entry.tsx';

type Row = RowOf<typeof contracts.ledger.statement>;
type Account = RowOf<typeof contracts.ledger.accounts>;

/** One account: who it is, what it holds, and every movement with the balance after it. */
export default function Statement() {
  const t = useT(ledgerTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.ledger.accounts, { accountId: id, limit: 1 });
  const crumbs = [{ title: t('group') }, { title: t('accounts'), to: '/ledger/accounts' }, { title: id }];
  return (
    <Loaded title={t('account')} crumbs={crumbs} ask={ask}>
      {({ items }) => { const account = items.find((item) => item.id === id); return account === undefined ? <PageFrame title={t('account')} crumbs={crumbs}><Section><Empty title={t('accountNotFound')} action={<KitLink to="/ledger/accounts">{t('accounts')}</KitLink>} /></Section></PageFrame> : <Opened account={account} />; }}
    </Loaded>
  );
}

function Opened({ account }: { account: Account }) {
  const t = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [{ from, until, order }, change] = useAddress('from', 'until', 'order');
  const oldestFirst = order === 'ascending';
  const filters = { accountId: account.id, sort: 'position', order: oldestFirst ? 'ascending' as const : 'descending' as const, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
  const list = useList(contracts.ledger.statement, filters);
  const chartName = pick({ zh: account.chartNameZh, en: account.chartNameEn });
  const state = stateOf(accountStates, account.status, pick);
  const nothing = (minor: string): string | null => (minor === '0' ? null : minor);
  const phone = usePhone();
  const all: readonly Column<Row>[] = [
    { key: 'bookedOn', title: t('bookedOn'), kind: 'date', value: (row) => row.bookedOn },
    { key: 'kind', title: t('kind'), kind: 'text', value: (row) => wordOf(entryKinds, row.kind, pick) },
    { key: 'narrative', title: t('narrative'), kind: 'text', value: (row) => row.narrative },
    { key: 'debit', title: t('debit'), unit: common('yuan'), kind: 'amount', value: (row) => nothing(row.debitMinor), to: (row) => addressOf.entry(row.entryId), render: (row) => <Side minor={nothing(row.debitMinor)} to={addressOf.entry(row.entryId)} /> },
    { key: 'credit', title: t('credit'), unit: common('yuan'), kind: 'amount', value: (row) => nothing(row.creditMinor), to: (row) => addressOf.entry(row.entryId), render: (row) => <Side minor={nothing(row.creditMinor)} to={addressOf.entry(row.entryId)} /> },
    { key: 'balance', title: t('balance'), unit: common('yuan'), kind: 'amount', value: (row) => row.balanceMinor },
    { key: 'valueDate', title: t('valueDate'), kind: 'date', value: (row) => row.valueDate },
  ];
  const oneFigure: Column<Row> = { key: 'amount', title: t('amount'), unit: common('yuan'), kind: 'amount', value: (row) => (row.debitMinor === '0' ? row.creditMinor : row.debitMinor), render: (row) => <OneSide debitMinor={row.debitMinor} creditMinor={row.creditMinor} to={addressOf.entry(row.entryId)} /> };
  const columns = phone ? [all[0]!, oneFigure, ...all.filter((column) => ['kind', 'narrative', 'balance'].includes(column.key))] : all;
  return (
    <PageFrame title={account.name} state={<StateTag tone={state.tone}>{state.label}</StateTag>} crumbs={[{ title: t('group') }, { title: t('accounts'), to: '/ledger/accounts' }, { title: `${account.chartCode} ${chartName}`, to: addressOf.accountsOfChart(account.chartCode) }, { title: account.id }]}
      facts={[{ label: t('chartAccount'), value: <KitLink to={addressOf.accountsOfChart(account.chartCode)}>{account.chartCode} {chartName}</KitLink> }, { label: t('book'), value: account.bookCode }, { label: t('openedOn'), value: account.openedOn }, { label: `${t('balance')}（${account.currency === 'CNY' ? common('yuan') : account.currency}）`, value: <strong><Amount amountMinor={account.balanceMinor} /></strong> }]}
      secondary={[{ label: common('print'), onClick: () => print() }]}>
      <Filters>
        <DateFilter label={common('from')} value={from} onChange={(value) => change({ from: value })} />
        <DateFilter label={common('until')} value={until} onChange={(value) => change({ until: value })} />
        <Choice label={t('order')} all={false} value={oldestFirst ? 'ascending' : 'descending'} onChange={(value) => change({ order: value === 'ascending' ? value : undefined })} options={[{ value: 'descending', label: t('newestFirst') }, { value: 'ascending', label: t('oldestFirst') }]} widthPixels={130} />
      </Filters>
      <Section title={t('statement')} flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{[from, until].some(Boolean) ? `${from ?? '…'} — ${until ?? '…'} · ` : ''}{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('statement')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.entry(row.entryId)} onExport={() => download(contracts.ledger.statement, filters)} empty={{ title: t('statementEmpty'), hint: t('statementEmptyHint') }} />
      </Section>
    </PageFrame>
  );
}

/** In a statement the empty side stays empty: two dashes would read as a value that is missing. */
function Side({ minor, to }: { minor: string | null; to: string }) {
  return minor === null ? null : <Amount amountMinor={minor} to={to} />;
}
