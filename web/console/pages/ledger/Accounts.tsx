import { contracts } from '#contracts';
import { DataTable, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useAsk, useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { ledgerTexts } from '../../i18n/ledger.ts';
import { accountStates, sides, stateOf, wordOf } from '../../i18n/words.ts';
import { Choice, Filters, Words } from '../../parts/Filters.tsx';

type Row = RowOf<typeof contracts.ledger.accounts>;

/** Accounts of the ledger: by chart account (with all below it), name or number. */
export default function Accounts() {
  const t = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [{ chartCode, search }, change] = useAddress('chartCode', 'search');
  const chart = useAsk(contracts.ledger.chart, {});
  const filters = { ...(chartCode === undefined ? {} : { chartCode }), ...(search === undefined ? {} : { search }) };
  const list = useList(contracts.ledger.accounts, { sort: 'chartCode', ...filters });
  const columns: readonly Column<Row>[] = [
    { key: 'id', title: t('accountId'), kind: 'code', value: (row) => row.id },
    { key: 'name', title: t('name'), kind: 'text', value: (row) => row.name },
    { key: 'chart', title: t('chartAccount'), kind: 'text', value: (row) => `${row.chartCode} ${pick({ zh: row.chartNameZh, en: row.chartNameEn })}` },
    { key: 'book', title: t('book'), kind: 'text', value: (row) => row.bookCode },
    { key: 'side', title: t('side'), kind: 'text', value: (row) => wordOf(sides, row.normalSide, pick) },
    { key: 'balance', title: t('balance'), unit: common('yuan'), kind: 'amount', value: (row) => row.balanceMinor, to: (row) => addressOf.ledgerAccount(row.id) },
    { key: 'openedOn', title: t('openedOn'), kind: 'date', value: (row) => row.openedOn },
    { key: 'status', title: common('state'), kind: 'state', value: (row) => stateOf(accountStates, row.status, pick) },
  ];
  return (
    <PageFrame title={t('accounts')} crumbs={[{ title: t('group') }, { title: t('accounts') }]}>
      <Filters>
        <Choice label={t('chartAccount')} value={chartCode} onChange={(value) => change({ chartCode: value })} widthPixels={240} options={(chart.data?.accounts ?? []).map((account) => ({ value: account.code, label: `${account.code} ${pick({ zh: account.nameZh, en: account.nameEn })}` }))} />
        <Words label={common('search')} value={search} onChange={(value) => change({ search: value })} placeholder={t('searchAccount')} />
      </Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('accounts')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.ledgerAccount(row.id)} onExport={() => download(contracts.ledger.accounts, { sort: 'chartCode', ...filters })} empty={{ title: t('accountsEmpty'), hint: t('accountsEmptyHint') }} />
      </Section>
    </PageFrame>
  );
}
