import { contracts } from '#contracts';
import { DataTable, PageFrame, Section, useT, type Column } from '#kit';
import { useAddress } from '../../address.ts';
import { download, useList, type RowOf } from '../../api.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';

type Row = RowOf<typeof contracts.catalogue.lprs>;

/** Loan prime rates as published, newest first. */
export default function Lpr() {
  const t = useT(catalogueTexts);
  const [{ tenor }, change] = useAddress('tenor');
  const known = (['1Y', '5Y'] as const).find((each) => each === tenor);
  const filters = { sort: 'publishedOn', order: 'descending' as const, ...(known === undefined ? {} : { tenor: known }) };
  const list = useList(contracts.catalogue.lprs, filters);
  const columns: readonly Column<Row>[] = [
    { key: 'publishedOn', title: t('lprPublished'), kind: 'date', value: (row) => row.publishedOn }, { key: 'tenor', title: t('tenor'), kind: 'text', value: (row) => row.tenor },
    { key: 'rate', title: t('rate'), kind: 'count', value: (row) => row.ratePercent }, { key: 'source', title: t('source'), kind: 'text', value: (row) => row.source },
  ];
  return (
    <PageFrame title={t('lpr')} crumbs={[{ title: t('title'), to: '/catalogue' }, { title: 'LPR' }]}>
      <Filters><Choice label={t('tenor')} value={known} onChange={(value) => change({ tenor: value })} options={[{ value: '1Y', label: '1Y' }, { value: '5Y', label: '5Y' }]} widthPixels={100} /><span className="gb-muted gb-more">{t('lprHint')}</span></Filters>
      <Section flush><DataTable label={t('lpr')} columns={columns} {...list.table} rowKey={(row) => row.id} onExport={() => download(contracts.catalogue.lprs, filters)} empty={{ title: t('lprEmpty'), hint: t('lprEmptyHint') }} /></Section>
    </PageFrame>
  );
}
