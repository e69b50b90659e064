import { useState } from 'react';
import { contracts } from '#contracts';
import { DataTable, PageFrame, Section, StateTag, useLanguage, useT, type Column } from '#kit';
import { useAsk, useList, type RowOf } from '../../api.ts';
import { organisationTexts, unitKinds } from '../../i18n/office.ts';
import { declarationKinds, wordOf } from '../../i18n/words.ts';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';
import { Declare } from './Declare.tsx';
import { MoveDay } from './MoveDay.tsx';

type Unit = RowOf<typeof contracts.organisation.units>;
type Declaration = RowOf<typeof contracts.organisation.declarations>;

/** The units as a tree, and the declared disasters and closures that rules refer to. */
export default function Organisation() {
  const t = useT(organisationTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [open, setOpen] = useState<'declare' | 'day'>();
  const units = useList(contracts.organisation.units, { sort: 'path', limit: 500 });
  const day = useAsk(contracts.organisation.businessDay, {}, { enabled: may(contracts.organisation.businessDay) });
  const top = Math.min(...units.rows.map((unit) => unit.tier));
  const columns: readonly Column<Unit>[] = [
    { key: 'name', title: t('name'), kind: 'text', value: (unit) => pick({ zh: unit.nameZh, en: unit.nameEn }), render: (unit) => <UnitName unit={unit} depth={unit.tier - top} /> },
    { key: 'kind', title: t('kind'), kind: 'text', value: (unit) => wordOf(unitKinds, unit.kind, pick) },
    { key: 'tier', title: t('tier'), kind: 'count', value: (unit) => unit.tier },
    { key: 'code', title: t('code'), kind: 'code', value: (unit) => unit.code },
  ];
  return (
    <PageFrame title={t('title')} {...(day.data === undefined ? {} : { state: <StateTag tone={day.data.simulated ? 'wait' : 'good'}>{t('day')} {day.data.businessDate}</StateTag> })}
      {...(may(contracts.organisation.declareEvent) ? { primary: { label: t('declare'), onClick: () => setOpen('declare') } } : {})}
      secondary={may(contracts.organisation.advanceDay) ? [{ label: t('moveDay'), onClick: () => setOpen('day') }] : []}>
      {may(contracts.organisation.declarations) && <Declarations />}
      <Section title={t('units')} flush><DataTable label={t('units')} columns={columns} {...units.table} rowKey={(unit) => unit.id} exportName={t('units')} empty={{ title: t('empty'), hint: t('emptyHint') }} /></Section>
      <Declare open={open === 'declare'} onClose={() => setOpen(undefined)} />
      <MoveDay open={open === 'day'} onClose={() => setOpen(undefined)} />
    </PageFrame>
  );
}

function UnitName({ unit, depth }: { unit: Unit; depth: number }) {
  const { pick } = useLanguage();
  return <span className="gb-indent">{Array.from({ length: Math.max(depth, 0) }, (_, index) => <i key={index} />)}{pick({ zh: unit.nameZh, en: unit.nameEn })}</span>;
}

function Declarations() {
  const t = useT(organisationTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const list = useList(contracts.organisation.declarations, { sort: 'declaredOn', order: 'descending' });
  const columns: readonly Column<Declaration>[] = [
    { key: 'title', title: t('subject'), kind: 'text', value: (row) => row.title },
    { key: 'kind', title: t('declarationKind'), kind: 'text', value: (row) => wordOf(declarationKinds, row.kind, pick) },
    { key: 'unit', title: t('where'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'declaredOn', title: t('declaredOn'), kind: 'date', value: (row) => row.declaredOn },
    { key: 'validUntil', title: t('validUntil'), kind: 'date', value: (row) => row.validUntil ?? t('noEnd') },
    { key: 'source', title: t('source'), kind: 'text', value: (row) => row.source },
  ];
  return <Section title={t('declarations')} flush><DataTable label={t('declarations')} columns={columns} {...list.table} rowKey={(row) => row.id} empty={{ title: t('noDeclarations'), hint: t('noDeclarationsHint') }} /></Section>;
}
