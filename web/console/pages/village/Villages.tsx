import { contracts } from '#contracts';
import { DataTable, Explain, KitLink, PageFrame, Section, StateTag, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { download, useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { villageTexts } from '../../i18n/lending.ts';
import { useUnits } from '../../parts/units.ts';
import '../lending/lending.css';
import { Rate } from './Rate.tsx';

type Row = RowOf<typeof contracts.lending.villages>;

/** Villages as units of credit, with the three rates every village is measured by. */
export default function Villages() {
  const t = useT(villageTexts);
  const common = useT(commonTexts);
  const { nameOf } = useUnits();
  const list = useList(contracts.lending.villages, { sort: 'disbursedMinor', order: 'descending' });
  const columns: readonly Column<Row>[] = [
    { key: 'name', title: t('village'), kind: 'text', value: (row) => row.name },
    { key: 'unit', title: common('unit'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'disbursed', title: t('disbursed'), unit: common('yuan'), kind: 'amount', value: (row) => row.disbursedMinor, to: (row) => addressOf.contractsOfVillage(row.id) },
    { key: 'outstanding', title: t('outstanding'), unit: common('yuan'), kind: 'amount', value: (row) => row.outstandingMinor, to: (row) => addressOf.contractsOfVillage(row.id) },
    { key: 'alerts', title: t('openAlerts'), kind: 'count', value: (row) => row.openAlerts, render: (row) => (row.openAlerts === 0 ? <span className="gb-figures">0</span> : <KitLink to={`/lending/alerts?status=open&villageId=${row.id}`}><StateTag tone="stop">{row.openAlerts}</StateTag></KitLink>) },
    { key: 'filed', title: t('filedRate'), kind: 'text', value: (row) => `${row.filed} / ${row.households}`, render: (row) => <Rate part={row.filed} whole={row.households} /> },
    { key: 'granted', title: t('grantedRate'), kind: 'text', value: (row) => `${row.preLimited} / ${row.filed}`, render: (row) => <Rate part={row.preLimited} whole={row.filed} /> },
    { key: 'drawn', title: t('drawnRate'), kind: 'text', value: (row) => `${row.drawn} / ${row.preLimited}`, render: (row) => <Rate part={row.drawn} whole={row.preLimited} /> },
  ];
  return (
    <PageFrame title={t('title')}>
      <Section flush extra={<span className="gb-muted gb-more"><Help name={t('filedRate')} text={t('filedHelp')} /> <Help name={t('grantedRate')} text={t('grantedHelp')} /> <Help name={t('drawnRate')} text={t('drawnHelp')} /></span>}>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.village(row.id)} onExport={() => download(contracts.lending.villages, {})} empty={{ title: t('empty'), hint: t('emptyHint') }} />
      </Section>
    </PageFrame>
  );
}

function Help({ name, text }: { name: string; text: string }) {
  return <>{name}<Explain name={name}>{text}</Explain></>;
}
