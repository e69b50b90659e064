import { Button, Checkbox, Form, Input, Modal } from 'antd';
import { useCallback, useState } from 'react';
import type { Command, WireInputOf } from '#declare';
import { amountInWords, formatMinor } from '#kernel';
import { ErrorNotice, useT } from '#kit';
import { useSendBatch } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { actionTexts } from '../../i18n/lending.ts';
import { Pending } from '../../parts/Pending.tsx';

/** Which rows of a list are ticked. */
export function useSelection() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => setSelected((before) => {
    const next = new Set(before);
    if (!next.delete(id)) next.add(id);
    return next;
  }), []);
  return { selected, toggle, setAll: useCallback((ids: readonly string[]) => setSelected(new Set(ids)), []) };
}

/** The tick of one row. */
export function Tick({ name, checked, onToggle }: { name: string; checked: boolean; onToggle: () => void }) {
  const t = useT(actionTexts);
  return <span onClick={(event) => event.stopPropagation()}><Checkbox checked={checked} aria-label={t('select', { name })} onChange={onToggle} /></span>;
}

type Row = { readonly id: string; readonly amountMinor: string };
export type BatchProps<C extends Command> = {
  declaration: C; action: string; rows: readonly Row[]; selection: ReturnType<typeof useSelection>;
  /** Name that the batch is offered under. */
  suggestTitle: (count: number) => string;
  inputOf: (id: string) => WireInputOf<C>;
};

/** Sends the ticked rows of a list as one batch under one approval; restates count and total before. */
export function BatchBar<C extends Command>({ declaration, action, rows, selection, suggestTitle, inputOf }: BatchProps<C>) {
  const t = useT(actionTexts);
  const common = useT(commonTexts);
  const { send, busy, problem, reset } = useSendBatch(declaration);
  const [asking, setAsking] = useState(false);
  const [checked, setChecked] = useState(false);
  const [batchId, setBatchId] = useState<string>();
  const chosen = rows.filter((row) => selection.selected.has(row.id));
  const totalMinor = chosen.reduce((sum, row) => sum + BigInt(row.amountMinor), 0n);
  const close = (): void => { setAsking(false); setChecked(false); reset(); };
  const submit = async ({ title }: { title: string }): Promise<void> => {
    const answer = await send(title.trim(), chosen.map((row) => inputOf(row.id)));
    if (answer === undefined) return;
    if (answer.status === 'pending') setBatchId(answer.batchId);
    selection.setAll([]);
    close();
  };
  if (batchId !== undefined && chosen.length === 0) return <Pending batchId={batchId} />;
  if (rows.length === 0) return null;
  return (
    <div className="gb-batch">
      <span className="gb-figures">{chosen.length === 0 ? <span className="gb-muted">{t('pickHint')}</span> : t('selected', { count: chosen.length, amount: formatMinor(totalMinor) })}</span>
      <span className="gb-grow" />
      {chosen.length < rows.length ? <Button size="small" type="text" onClick={() => selection.setAll(rows.map((row) => row.id))}>{t('selectAll')}</Button> : <Button size="small" type="text" onClick={() => selection.setAll([])}>{t('selectNone')}</Button>}
      <Button type="primary" disabled={chosen.length === 0} onClick={() => setAsking(true)}>{action}</Button>
      <Modal open={asking} title={action} footer={null} onCancel={close} destroyOnHidden mask={{ closable: false }} width={520}>
        <Form layout="vertical" className="gb-dialog gb-confirm" requiredMark={false} initialValues={{ title: suggestTitle(chosen.length) }} onFinish={(values: { title: string }) => void submit(values)}>
          <dl>
            <div><dt>{t('count')}</dt><dd className="gb-figures">{chosen.length}</dd></div>
            <div className="gb-confirm-amount"><dt>{t('total')}</dt><dd className="gb-figures">¥{formatMinor(totalMinor)}</dd></div>
            <div><dt>{t('words')}</dt><dd>{amountInWords(totalMinor)}</dd></div>
          </dl>
          <Form.Item name="title" label={t('batchTitle')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={100} /></Form.Item>
          {problem !== undefined && <ErrorNotice problem={problem} />}
          <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('checked')}</Checkbox>
          <footer><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" disabled={!checked} loading={busy}>{t('send')}</Button></footer>
        </Form>
      </Modal>
    </div>
  );
}
