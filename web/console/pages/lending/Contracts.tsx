import { contracts } from '#contracts';
import { DataTable, KitLink, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
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
import { sumMinor, type ContractRow } from './rules.ts';

const states = ['signed', 'cleared', 'active', 'settled', 'cancelled'] as const;

/** Contracts by village and state; with every row in sight the totals stand below. Cleared ones are paid out from here as one batch. */
export default function Contracts() {
  const t = useT(lendingTexts);
  const actions = useT(actionTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [{ state, villageId }, change] = useAddress('state', 'villageId');
  const villages = useAsk(contracts.lending.villages, { limit: 500 }).data?.items ?? [];
  const village = villages.find((each) => each.id === villageId);
  const filters = { sort: 'number', ...(state ? { state } : {}), ...(villageId ? { villageId } : {}) };
  const list = useList(contracts.lending.contracts, { ...filters, limit: villageId || state === 'cleared' ? 500 : 50 });
  // A total over half of the rows would be a wrong figure.
  const whole = list.rows.length > 0 && list.table.nextCursor === null;
  const picking = state === 'cleared' && may(contracts.lending.disburse);
  const pending = usePending(contracts.lending.disburse, 'contractId', picking);
  const selection = useSelection();
  const columns: readonly Column<ContractRow>[] = [
    ...(picking ? [{ key: 'tick', title: actions('pick'), kind: 'text' as const, value: () => '', render: (row: ContractRow) => (pending.has(row.id) ? <KitLink to={addressOf.approval(pending.get(row.id)!)}>{actions('waiting')}</KitLink> : <Tick name={row.number} checked={selection.selected.has(row.id)} onToggle={() => selection.toggle(row.id)} />) }] : []),
    { key: 'number', title: t('number'), kind: 'code', value: (row) => row.number, ...(picking ? { render: (row: ContractRow) => <KitLink to={addressOf.contract(row.id)} className="gb-row-link"><span className="gb-code">{row.number}</span></KitLink> } : {}) },
    { key: 'borrower', title: t('borrower'), kind: 'text', value: (row) => row.borrowerName },
    { key: 'product', title: t('product'), kind: 'text', value: (row) => row.productName },
    { key: 'principal', title: t('contractPrincipal'), unit: common('yuan'), kind: 'amount', value: (row) => row.principalMinor, to: (row) => addressOf.contract(row.id), ...(whole ? { totalMinor: sumMinor(list.rows.map((row) => row.principalMinor)) } : {}) },
    { key: 'outstanding', title: t('outstanding'), unit: common('yuan'), kind: 'amount', value: (row) => row.outstandingMinor, to: (row) => (row.ledgerAccountId === null ? addressOf.contract(row.id) : addressOf.ledgerAccount(row.ledgerAccountId)), ...(whole ? { totalMinor: sumMinor(list.rows.map((row) => row.outstandingMinor)) } : {}) },
    { key: 'rate', title: t('rate'), kind: 'text', value: (row) => percent(row.annualRate), render: (row) => <span className="gb-figures">{percent(row.annualRate)}</span> },
    { key: 'matures', title: t('matures'), kind: 'date', value: (row) => row.maturesOn },
    { key: 'state', title: common('state'), kind: 'state', value: (row) => stateOf(lendingStates, row.state, pick) },
  ];
  const rowTo = (row: ContractRow): string => addressOf.contract(row.id);
  return (
    <PageFrame title={village === undefined ? t('contracts') : `${village.name} · ${t('contracts')}`} {...(village === undefined ? {} : { crumbs: [{ title: village.name, to: addressOf.village(village.id) }, { title: t('contracts') }] })}>
      <Filters>
        <Choice label={common('state')} value={state} onChange={(value) => change({ state: value })} options={states.map((value) => ({ value, label: stateOf(lendingStates, value, pick).label }))} widthPixels={130} />
        <Choice label={t('village')} value={villageId} onChange={(value) => change({ villageId: value })} options={villages.map((each) => ({ value: each.id, label: each.name }))} widthPixels={150} />
        {!picking && may(contracts.lending.disburse) && <button type="button" className="gb-inline-link" onClick={() => change({ state: 'cleared' })}>{actions('toMark', { state: stateOf(lendingStates, 'cleared', pick).label })}</button>}
      </Filters>
      {picking && <BatchBar declaration={contracts.lending.disburse} action={actions('payBatch')} selection={selection} rows={list.rows.filter((row) => !pending.has(row.id)).map((row) => ({ id: row.id, amountMinor: row.principalMinor }))} suggestTitle={(count) => `${village?.name ?? ''}${actions('payTitle', { count })}`} inputOf={(contractId) => ({ contractId })} />}
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('contracts')} columns={columns} {...list.table} rowKey={(row) => row.id} {...(picking ? {} : { rowTo })} onExport={() => download(contracts.lending.contracts, filters)} empty={{ title: t('emptyContracts'), hint: t('emptyContractsHint') }} />
      </Section>
    </PageFrame>
  );
}
