import { contracts } from '#contracts';
import { DataTable, KitLink, PageFrame, Section, StateTag, useNavigateTo, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../../address.ts';
import { download, useAsk, useList, type RowOf } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { filingTexts } from '../../../i18n/lending.ts';
import { Choice, Filters } from '../../../parts/Filters.tsx';
import { useMay } from '../../../session.ts';
import { mu } from '../rules.ts';

type Row = RowOf<typeof contracts.lending.filings>;

/** Filings of a village or of all in sight: the farm as told, the rating, the pre-limit that follows. */
export default function Filings() {
  const t = useT(filingTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const navigate = useNavigateTo();
  const [{ villageId, rated }, change] = useAddress('villageId', 'rated');
  const villages = useAsk(contracts.lending.villages, { sort: 'name', limit: 500 }).data?.items ?? [];
  const filters = { sort: 'filedOn', order: 'descending' as const, ...(villageId === undefined ? {} : { villageId }), ...(rated === 'yes' || rated === 'no' ? { rated: rated === 'yes' } : {}) };
  const list = useList(contracts.lending.filings, filters);
  const columns: readonly Column<Row>[] = [
    { key: 'borrower', title: t('household'), kind: 'text', value: (row) => t('headOf', { name: row.borrowerName }), render: (row) => (row.greyList ? <>{t('headOf', { name: row.borrowerName })} <StateTag tone="stop">{t('greyList')}</StateTag></> : t('headOf', { name: row.borrowerName })) },
    { key: 'preLimit', title: t('preLimit'), unit: common('yuan'), kind: 'amount', value: (row) => row.preLimitMinor, to: (row) => addressOf.filing(row.id) },
    { key: 'rating', title: t('rating'), kind: 'count', value: (row) => row.rating, render: (row) => (row.rating === null ? <StateTag tone="wait">{t('unrated')}</StateTag> : <span className="gb-figures">{row.rating}</span>) },
    { key: 'acreage', title: t('acreage'), unit: t('acreageUnit'), kind: 'count', value: (row) => mu(row.acreageMuHundredths) },
    { key: 'trees', title: t('trees'), kind: 'count', value: (row) => row.trees },
    { key: 'income', title: t('income'), unit: common('yuan'), kind: 'amount', value: (row) => row.annualIncomeMinor },
    ...(villageId === undefined ? [{ key: 'village', title: t('village'), kind: 'text', value: (row) => row.villageName, render: (row) => <KitLink to={addressOf.village(row.villageId)}>{row.villageName}</KitLink> } satisfies Column<Row>] : []),
    { key: 'filedOn', title: t('filedOn'), kind: 'date', value: (row) => row.filedOn },
  ];
  return (
    <PageFrame title={t('title')} {...(may(contracts.lending.fileHousehold) ? { primary: { label: t('file'), onClick: () => navigate(`/lending/filings/new${villageId === undefined ? '' : `?villageId=${villageId}`}`) } } : {})}
      secondary={villageId === undefined ? [] : [{ label: t('village'), onClick: () => navigate(addressOf.village(villageId)) }]}>
      <Filters>
        <Choice label={t('village')} value={villageId} onChange={(value) => change({ villageId: value })} options={villages.map((village) => ({ value: village.id, label: village.name }))} widthPixels={200} />
        <Choice label={t('ratedWhether')} value={rated} onChange={(value) => change({ rated: value })} options={[{ value: 'yes', label: t('rated') }, { value: 'no', label: t('unrated') }]} widthPixels={130} />
      </Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.filing(row.id)} onExport={() => download(contracts.lending.filings, filters)} empty={{ title: t('empty'), hint: t('emptyHint') }} />
      </Section>
    </PageFrame>
  );
}
