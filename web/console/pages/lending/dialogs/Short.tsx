import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { ErrorNotice, useT } from '#kit';
import { useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts, lendingTexts } from '../../../i18n/lending.ts';
import type { DialogProps } from './Dialogs.tsx';

/** Takes an application back, with the reason that everyone will read. */
export function Withdraw({ application, onClose }: DialogProps) {
  const t = useT(actionTexts);
  const common = useT(commonTexts);
  const { send, busy, problem } = useSend(contracts.lending.withdraw);
  const submit = async ({ reason }: { reason: string }): Promise<void> => { if ((await send({ applicationId: application.id, reason: reason.trim() })) !== undefined) onClose(); };
  return (
    <Form layout="vertical" className="gb-dialog" requiredMark={false} onFinish={(values: { reason: string }) => void submit(values)}>
      <Form.Item name="reason" label={t('withdrawReason')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input.TextArea rows={3} maxLength={200} autoFocus /></Form.Item>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <div className="gb-form-foot"><Button onClick={onClose}>{common('cancel')}</Button><Button type="primary" danger htmlType="submit" loading={busy}>{t('withdraw')}</Button></div>
    </Form>
  );
}

/** Sends one recommended application up the ladder of authority. */
export function Grant({ application, onClose, onPending }: DialogProps & { onPending: (batchId: string) => void }) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const [checked, setChecked] = useState(false);
  const { send, busy, problem } = useSend(contracts.lending.grantCredit);
  const limit = BigInt(application.limitMinor ?? '0');
  const submit = async (): Promise<void> => {
    const reply = await send({ applicationId: application.id });
    if (reply === undefined) return;
    if (reply.status === 'pending') onPending(reply.batchId);
    onClose();
  };
  return (
    <div className="gb-confirm">
      <dl>
        <div><dt>{words('borrower')}</dt><dd className="gb-confirm-payee">{application.borrowerName}</dd></div>
        <div className="gb-confirm-amount"><dt>{words('limit')}</dt><dd className="gb-figures">¥{formatMinor(limit)}</dd></div>
        <div><dt>{t('words')}</dt><dd>{amountInWords(limit)}</dd></div>
      </dl>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('checked')}</Checkbox>
      <footer><Button onClick={onClose}>{common('cancel')}</Button><Button type="primary" disabled={!checked} loading={busy} onClick={() => void submit()}>{t('send')}</Button></footer>
    </div>
  );
}
