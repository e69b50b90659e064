import { contracts } from '#contracts';
import { DataTable, formatTime, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { userTexts } from '../../i18n/office.ts';
import { roleWord, stateOf, userStates } from '../../i18n/words.ts';
import { Filters, Words } from '../../parts/Filters.tsx';
import { useUnits } from '../../parts/units.ts';

type Row = RowOf<typeof contracts.access.principals>;

/** Staff who can sign in, with the roles they hold now. */
export default function Users() {
  const t = useT(userTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const [{ search }, change] = useAddress('search');
  const list = useList(contracts.access.principals, { sort: 'login', ...(search ? { search } : {}) });
  const columns: readonly Column<Row>[] = [
    { key: 'name', title: t('name'), kind: 'text', value: (row) => row.name },
    { key: 'login', title: t('login'), kind: 'code', value: (row) => row.login },
    { key: 'unit', title: common('unit'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'roles', title: t('roles'), kind: 'text', value: (row) => [...new Set(row.grants.map((grant) => roleWord(grant.role, pick)))].join('、') },
    { key: 'status', title: common('state'), kind: 'state', value: (row) => (row.lockedUntil !== null && new Date(row.lockedUntil) > new Date() ? { tone: 'stop', label: t('lockedUntil', { time: formatTime(row.lockedUntil) }) } : stateOf(userStates, row.status, pick)) },
  ];
  return (
    <PageFrame title={t('title')}>
      <Filters><Words label={common('search')} value={search} onChange={(value) => change({ search: value })} placeholder={t('searchHint')} /></Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.user(row.id)} empty={{ title: t('empty'), hint: t('emptyHint') }} />
      </Section>
    </PageFrame>
  );
}
