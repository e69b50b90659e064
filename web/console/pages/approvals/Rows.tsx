import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { DataTable, KitLink, StateTag, useLanguage, usePhone, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { approvalTexts } from '../../i18n/approvals.ts';
import { commonTexts } from '../../i18n/common.ts';
import { factLabel, inOrder } from '../../i18n/facts.ts';
import { rowStates, stateOf } from '../../i18n/words.ts';
import { Fact, FactList } from '../../parts/Fact.tsx';
import { isMinor } from '../../parts/values.ts';
import { columnKeys, remaining, shownFacts, totalMinor, type Batch, type BatchRow, type Strikes } from './rules.ts';

/** Up to so many rows stand as cards with every fact in sight; more of them stand below each other in a table. */
const fewRows = 3;

/** Every row with the facts its approver is shown; rows may be struck out with a reason while the batch waits. */
export function Rows({ batch, strikes, onStrike }: { batch: Batch; strikes: Strikes; onStrike?: (ordinal: number, reason: string | undefined) => void }) {
  const t = useT(approvalTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [striking, setStriking] = useState<BatchRow>();
  const left = remaining(batch.items, strikes);
  const phone = usePhone();
  const few = batch.items.length <= fewRows;
  const factColumns = inOrder(columnKeys(batch.items)).map((key): Column<BatchRow> => {
    const title = factLabel(key, pick);
    const values = batch.items.map((row) => row.facts[key]);
    if (values.some((value) => isMinor(key, value))) return { key, title, unit: common('yuan'), kind: 'amount', value: (row) => (isMinor(key, row.facts[key]) ? row.facts[key] : null), totalMinor: totalMinor(left, key) };
    const plain = (row: BatchRow): string => { const value = row.facts[key]; return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value); };
    return { key, title, kind: values.every((value) => typeof value === 'number') ? 'count' : 'text', value: plain, render: (row) => <Folded name={key} value={row.facts[key]} open={few} /> };
  });
  const columns: Column<BatchRow>[] = [
    { key: 'ordinal', title: t('row'), kind: 'text', value: (row) => String(row.ordinal), render: (row) => <RowLink row={row} /> },
    {
      key: 'status', title: t('outcome'), kind: 'state', value: (row) => stateOf(rowStates, strikes.has(row.ordinal) ? 'struck' : row.status, pick),
      render: (row) => <Outcome row={row} strike={strikes.get(row.ordinal)} action={onStrike === undefined || row.status !== 'waiting' ? null
        : <Button size="small" onClick={() => (strikes.has(row.ordinal) ? onStrike(row.ordinal, undefined) : setStriking(row))}>{t(strikes.has(row.ordinal) ? 'undoStrike' : 'strike')}</Button>} />,
    },
    ...factColumns,
  ];
  return (
    <>
      {few && !phone ? batch.items.map((row) => <RowCard key={row.ordinal} row={row} columns={columns} />) : <DataTable label={t('rowsTitle')} columns={columns} rows={batch.items} rowKey={(row) => String(row.ordinal)} exportName={batch.title} empty={{ title: t('empty') }} />}
      <Modal open={striking !== undefined} title={t('strikeTitle', { row: striking?.ordinal ?? '' })} footer={null} onCancel={() => setStriking(undefined)} destroyOnHidden width={480}>
        <Form layout="vertical" className="gb-dialog" onFinish={({ reason }: { reason: string }) => { onStrike?.(striking!.ordinal, reason.trim()); setStriking(undefined); }}>
          <Form.Item name="reason" label={t('strikeReason')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input.TextArea rows={3} maxLength={200} autoFocus /></Form.Item>
          <div className="gb-form-foot"><Button onClick={() => setStriking(undefined)}>{common('cancel')}</Button><Button type="primary" htmlType="submit">{t('strike')}</Button></div>
        </Form>
      </Modal>
    </>
  );
}

function RowLink({ row }: { row: BatchRow }) {
  const { contractId, applicationId } = row.facts;
  const number = row.facts['contractNumber'] ?? row.facts['applicationNumber'] ?? row.ordinal;
  const to = typeof contractId === 'string' ? addressOf.contract(contractId) : typeof applicationId === 'string' ? addressOf.application(applicationId) : undefined;
  return to === undefined ? <span className="gb-figures">{row.ordinal}</span> : <KitLink to={to} label={String(number)}>{row.ordinal}</KitLink>;
}

function RowCard({ row, columns }: { row: BatchRow; columns: readonly Column<BatchRow>[] }) {
  const outcome = columns.find((column) => column.key === 'status');
  return <article className="gb-row-card"><header><strong><RowLink row={row} /></strong>{outcome?.render?.(row)}</header><FactList facts={shownFacts(row)} /></article>;
}

/** A list inside of a fact stays folded where many rows stand below each other; its size is always in sight. */
function Folded({ name, value, open }: { name: string; value: unknown; open: boolean }) {
  const t = useT(commonTexts);
  if (!Array.isArray(value) || value.length === 0 || !value.every((item) => typeof item === 'object' && item !== null)) return <Fact name={name} value={value} />;
  return <details className="gb-folded" open={open}><summary>{t('details', { count: value.length })}</summary><Fact name={name} value={value} /></details>;
}

function Outcome({ row, strike, action }: { row: BatchRow; strike: string | undefined; action: ReactNode }) {
  const t = useT(approvalTexts);
  const { pick } = useLanguage();
  const state = stateOf(rowStates, strike === undefined ? row.status : 'struck', pick);
  const tag = <StateTag tone={state.tone}>{state.label}</StateTag>;
  const why = strike !== undefined ? t('strikeWill', { reason: strike }) : row.status === 'struck' ? t('struckBy', { name: row.struckByName ?? '', reason: row.strikeReason ?? '' }) : row.refusal === null ? undefined : pick(row.refusal);
  return (
    <span className="gb-outcome">
      <span className="gb-reveal">{row.commandId === null ? tag : <KitLink to={addressOf.command(row.commandId)}>{tag}</KitLink>}{action}</span>
      {why !== undefined && <small className="gb-muted">{why}</small>}
    </span>
  );
}
