import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { DataTable, ErrorNotice, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { useAddress } from '../../address.ts';
import { useList, useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { deskTexts } from '../../i18n/workbench.ts';
import { alertKinds, alertStates, wordOf } from '../../i18n/words.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { useMay } from '../../session.ts';
import { useAlertColumns, type AlertRow } from './columns.tsx';

/** Signs of straw borrowers and gathered money; a second person records what was found. */
export default function Alerts() {
  const t = useT(deskTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [{ status, villageId }, change] = useAddress('status', 'villageId');
  const known = status === 'open' || status === 'cleared' || status === 'confirmed' ? status : undefined;
  const list = useList(contracts.lending.alerts, { sort: 'raisedOn', order: 'descending', ...(known === undefined ? {} : { status: known }), ...(villageId ? { villageId } : {}) });
  const [looking, setLooking] = useState<AlertRow>();
  const extra: Column<AlertRow>[] = [
    { key: 'resolution', title: t('finding'), kind: 'text', value: (row) => row.resolution },
    ...(may(contracts.lending.resolveAlert) ? [{ key: 'action', title: t('action'), kind: 'text' as const, value: () => '', render: (row: AlertRow) => (row.status === 'open' ? <Button size="small" onClick={() => setLooking(row)}>{t('resolve')}</Button> : null) }] : []),
  ];
  return (
    <PageFrame title={t('allAlerts')}>
      <Filters><Choice label={common('state')} value={known} onChange={(value) => change({ status: value })} options={Object.entries(alertStates).map(([value, text]) => ({ value, label: pick(text) }))} widthPixels={130} /></Filters>
      <Section flush><DataTable label={t('allAlerts')} columns={[...useAlertColumns(), ...extra]} {...list.table} rowKey={(row) => row.id} empty={{ title: t('emptyAlerts'), hint: t('emptyAlertsHint') }} /></Section>
      <Resolve alert={looking} onClose={() => setLooking(undefined)} />
    </PageFrame>
  );
}

/** Records what a second person found about an alert. */
export function Resolve({ alert, onClose }: { alert: Pick<AlertRow, 'id' | 'kind' | 'applications'> | undefined; onClose: () => void }) {
  const t = useT(deskTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { send, busy, problem, reset } = useSend(contracts.lending.resolveAlert);
  const close = (): void => { onClose(); reset(); };
  const submit = async (values: { outcome: 'cleared' | 'confirmed'; finding: string }): Promise<void> => {
    if (alert !== undefined && (await send({ alertId: alert.id, outcome: values.outcome, finding: values.finding.trim() })) !== undefined) close();
  };
  return (
    <Modal open={alert !== undefined} title={t('resolveTitle')} footer={null} onCancel={close} destroyOnHidden width={480}>
      <Form layout="vertical" className="gb-dialog" requiredMark={false} onFinish={(values: { outcome: 'cleared' | 'confirmed'; finding: string }) => void submit(values)}>
        {alert !== undefined && <p><strong>{wordOf(alertKinds, alert.kind, pick)}</strong> <span className="gb-muted">{alert.applications.map((application) => application.borrowerName).join('、')}</span></p>}
        <Form.Item name="outcome" label={t('outcome')} rules={[{ required: true, message: common('required') }]}><Radio.Group options={(['cleared', 'confirmed'] as const).map((value) => ({ value, label: t(value) }))} /></Form.Item>
        <Form.Item name="finding" label={`${t('finding')} · ${t('findingHint')}`} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input.TextArea rows={3} maxLength={500} /></Form.Item>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('resolve')}</Button></div>
      </Form>
    </Modal>
  );
}
