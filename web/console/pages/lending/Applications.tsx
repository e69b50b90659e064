import { Checkbox } from 'antd';
import { contracts } from '#contracts';
import { DataTable, KitLink, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useAsk, useList } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { actionTexts, lendingTexts } from '../../i18n/lending.ts';
import { lendingStates, stateOf } from '../../i18n/words.ts';
import { percent } from '../../parts/Fact.tsx';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { useMay } from '../../session.ts';
import { BatchBar, Tick, useSelection } from './Batch.tsx';
import './lending.css';
import { usePending } from './pending.ts';
import type { ApplicationRow } from './rules.ts';

const states = ['applied', 'surveyed', 'interviewed', 'recommended', 'declined', 'approved', 'rejected', 'contracted', 'withdrawn'] as const;

/** Applications by state, village and alert; recommended ones are sent for approval from here as one batch. */
export default function Applications() {
  const t = useT(lendingTexts);
  const actions = useT(actionTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const navigate = useNavigateTo();
  const [{ state, villageId, alerted }, change] = useAddress('state', 'villageId', 'alerted');
  const villages = useAsk(contracts.lending.villages, { limit: 500 }).data?.items ?? [];
  const filters = { sort: 'number', order: 'descending' as const, ...(state ? { state } : {}), ...(villageId ? { villageId } : {}), ...(alerted === 'true' ? { alertedOnly: true } : {}) };
  const list = useList(contracts.lending.applications, { ...filters, limit: state === 'recommended' ? 500 : 50 });
  const picking = state === 'recommended' && may(contracts.lending.grantCredit);
  const selection = useSelection();
  const pending = usePending(contracts.lending.grantCredit, 'applicationId', picking);
  const free = list.rows.filter((row) => row.state === 'recommended' && row.openAlerts === 0 && !pending.has(row.id));
  const village = villages.find((each) => each.id === villageId);
  const columns: readonly Column<ApplicationRow>[] = [
    ...(picking ? [{ key: 'tick', title: actions('pick'), kind: 'text' as const, value: () => '', render: (row: ApplicationRow) => (pending.has(row.id) ? <KitLink to={addressOf.approval(pending.get(row.id)!)}>{actions('waiting')}</KitLink> : row.openAlerts > 0 ? null : <Tick name={row.number} checked={selection.selected.has(row.id)} onToggle={() => selection.toggle(row.id)} />) }] : []),
    { key: 'number', title: t('number'), kind: 'code', value: (row) => row.number, ...(picking ? { render: (row: ApplicationRow) => <KitLink to={addressOf.application(row.id)} className="gb-row-link"><span className="gb-code">{row.number}</span></KitLink> } : {}) },
    { key: 'borrower', title: t('borrower'), kind: 'text', value: (row) => row.borrowerName },
    { key: 'village', title: t('village'), kind: 'text', value: (row) => row.villageName, render: (row) => (row.villageId === null ? <span className="gb-muted">--</span> : <KitLink to={addressOf.village(row.villageId)}>{row.villageName}</KitLink>) },
    { key: 'requested', title: t('requested'), unit: common('yuan'), kind: 'amount', value: (row) => row.requestedMinor, to: (row) => addressOf.application(row.id) },
    { key: 'limit', title: t('limit'), unit: common('yuan'), kind: 'amount', value: (row) => row.grantedMinor ?? row.limitMinor, to: (row) => addressOf.application(row.id) },
    { key: 'rate', title: t('rate'), kind: 'text', value: (row) => (row.annualRate === null ? null : percent(row.annualRate)), render: (row) => <span className="gb-figures">{row.annualRate === null ? '--' : percent(row.annualRate)}</span> },
    { key: 'appliedOn', title: t('appliedOn'), kind: 'date', value: (row) => row.appliedOn },
    { key: 'state', title: common('state'), kind: 'state', value: (row) => stateOf(lendingStates, row.state, pick), render: (row) => { const found = stateOf(lendingStates, row.state, pick); return <span className="gb-outcome"><StateTag tone={found.tone}>{found.label}</StateTag>{row.openAlerts > 0 && <StateTag tone="stop">{t('alerts')} {row.openAlerts}</StateTag>}</span>; } },
  ];
  const rowTo = (row: ApplicationRow): string => addressOf.application(row.id);
  return (
    <PageFrame title={village === undefined ? t('applications') : `${village.name} · ${t('applications')}`} {...(village === undefined ? {} : { crumbs: [{ title: village.name, to: addressOf.village(village.id) }, { title: t('applications') }] })}
      {...(may(contracts.lending.apply) ? { primary: { label: actions('take'), onClick: () => navigate('/lending/applications/new') } } : {})}>
      <Filters>
        <Choice label={common('state')} value={state} onChange={(value) => change({ state: value })} options={states.map((value) => ({ value, label: stateOf(lendingStates, value, pick).label }))} widthPixels={130} />
        <Choice label={t('village')} value={villageId} onChange={(value) => change({ villageId: value })} options={villages.map((each) => ({ value: each.id, label: each.name }))} widthPixels={150} />
        <Checkbox checked={alerted === 'true'} onChange={(event) => change({ alerted: event.target.checked ? 'true' : undefined })}>{t('alerted')}</Checkbox>
        {!picking && may(contracts.lending.grantCredit) && <button type="button" className="gb-inline-link" onClick={() => change({ state: 'recommended' })}>{actions('toMark', { state: stateOf(lendingStates, 'recommended', pick).label })}</button>}
      </Filters>
      {picking && <BatchBar declaration={contracts.lending.grantCredit} action={actions('grantBatch')} selection={selection} rows={free.map((row) => ({ id: row.id, amountMinor: row.limitMinor ?? '0' }))} suggestTitle={(count) => `${village?.name ?? ''}${free[0]?.productName ?? ''} ${actions('grantTitle', { count })}`} inputOf={(applicationId) => ({ applicationId })} />}
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('applications')} columns={columns} {...list.table} rowKey={(row) => row.id} {...(picking ? {} : { rowTo })} onExport={() => download(contracts.lending.applications, filters)} empty={{ title: t('emptyApplications'), hint: t('emptyApplicationsHint') }} />
      </Section>
    </PageFrame>
  );
}
