import { Button, Form, Input, Modal } from 'antd';
import { contracts } from '#contracts';
import { ErrorNotice, useT } from '#kit';
import { useSend, type AnswerOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts } from '../../i18n/ledger.ts';
import './ledger.css';
import { Voucher } from './Voucher.tsx';

type Opened = AnswerOf<typeof contracts.ledger.entry>;

/** Reverses an entry made by hand, with a reason; shows the entry that would be posted, every side turned over. */
export function Reverse({ entry, open, onClose, onPending }: { entry: Opened; open: boolean; onClose: () => void; onPending: (batchId: string) => void }) {
  const t = useT(accountingTexts);
  const common = useT(commonTexts);
  const { send, busy, problem, reset } = useSend(contracts.ledger.reverseEntry);
  const close = (): void => { reset(); onClose(); };
  const submit = async ({ reason }: { reason: string }): Promise<void> => {
    const reply = await send({ entryId: entry.id, reason: reason.trim() });
    if (reply === undefined) return;
    if (reply.status === 'pending') onPending(reply.batchId);
    close();
  };
  const legs = entry.legs.map((leg) => ({ account: `${leg.chartCode} ${leg.accountName}`, side: leg.debitMinor === '0' ? 'debit' as const : 'credit' as const, amountMinor: leg.debitMinor === '0' ? leg.creditMinor : leg.debitMinor }));
  return (
    <Modal open={open} title={t('reverseTitle')} onCancel={close} footer={null} destroyOnHidden mask={{ closable: false }} width={560}>
      <Form layout="vertical" requiredMark={false} className="gb-dialog" onFinish={(values: { reason: string }) => void submit(values)}>
        <p className="gb-muted">{t('reverseHint')}</p>
        <Voucher legs={legs} />
        <Form.Item name="reason" label={t('reverseReason')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input.TextArea rows={3} maxLength={200} autoFocus /></Form.Item>
        <p className="gb-muted gb-more">{t('waitsFor')}</p>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" danger htmlType="submit" loading={busy}>{t('send')}</Button></div>
      </Form>
    </Modal>
  );
}
