import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { ConfirmMoney, useT } from '#kit';
import { useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { holdTexts } from '../../i18n/deposits.ts';
import { depositTexts } from '../../i18n/parties.ts';
import { AmountField, typedMinor } from '../../parts/AmountInput.tsx';
import { useAccount } from './Counter.tsx';
import type { Account, Hold } from './Holds.tsx';

type Values = { to: string; amount: string; narrative: string };
type CaptureProps = { account: Account; onClose: () => void; onDone: (entryId: string) => void };

/** Pays what is held, or a part of it, to another account: filled in, then payee and amount are restated before it moves. */
export function Capture({ hold, ...rest }: CaptureProps & { hold: Hold | undefined }) {
  return hold === undefined ? null : <Taking key={hold.id} hold={hold} {...rest} />;
}

function Taking({ account, hold, onClose, onDone }: CaptureProps & { hold: Hold }) {
  const t = useT(holdTexts);
  const words = useT(depositTexts);
  const common = useT(commonTexts);
  const [form] = Form.useForm<Values>();
  const payee = useAccount(Form.useWatch('to', form));
  const [values, setValues] = useState<Values>();
  const { send, busy, problem, reset } = useSend(contracts.deposits.captureHold);
  const amountMinor = values === undefined ? undefined : typedMinor(values.amount);
  const submit = async (): Promise<void> => {
    if (values === undefined || amountMinor === undefined) return;
    const reply = await send({ holdId: hold.id, toNumber: values.to, amountMinor, narrative: values.narrative.trim() });
    if (reply?.status !== 'succeeded') return;
    onDone(reply.value.entryId);
    onClose();
  };
  const withinHold = { validator: (_: unknown, value?: string) => (BigInt(typedMinor(value) ?? '0') > BigInt(hold.amountMinor) ? Promise.reject(new Error(t('aboveHold'))) : Promise.resolve()) };
  return (
    <>
      <Modal open={values === undefined} title={t('captureTitle')} footer={null} onCancel={onClose} mask={{ closable: false }} width={480}>
        <Form form={form} layout="vertical" requiredMark={false} className="gb-dialog gb-dialog-tight" initialValues={{ amount: formatMinor(BigInt(hold.amountMinor)), narrative: t('captureNarrative') }} onFinish={(filled) => { if (payee.account !== undefined) { reset(); setValues(filled); } }}>
          <p className="gb-muted">{hold.reason} · <span className="gb-figures">¥{formatMinor(BigInt(hold.amountMinor))}</span></p>
          <p className="gb-muted gb-more">{t('captureHint')}</p>
          <Form.Item name="to" label={t('toNumber')} extra={payee.text} validateStatus={payee.missing ? 'error' : ''} rules={[{ required: true, pattern: /^\d{18}$/, message: words('numberWrong') }]}><Input inputMode="numeric" autoComplete="off" maxLength={18} className="gb-figures" /></Form.Item>
          <AmountField name="amount" label={t('captureAmount')} rule={withinHold} />
          <Form.Item name="narrative" label={t('narrative')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={120} /></Form.Item>
          <div className="gb-form-foot"><Button onClick={onClose}>{common('cancel')}</Button><Button type="primary" htmlType="submit">{t('next')}</Button></div>
        </Form>
      </Modal>
      {values !== undefined && amountMinor !== undefined && payee.account !== undefined && (
        <ConfirmMoney open title={t('captureTitle')} payee={payee.account.ownerName} payeeAccount={payee.account.id} amountMinor={amountMinor} amountInWords={amountInWords(BigInt(amountMinor))} busy={busy} problem={problem}
          facts={[{ label: t('payer'), value: <>{account.ownerName} <span className="gb-code">{account.id}</span></> }, { label: t('reason'), value: hold.reason }, { label: t('narrative'), value: values.narrative }]} onConfirm={() => void submit()} onCancel={() => setValues(undefined)}>
          <p className="gb-muted gb-more">{t('captureHint')}</p>
        </ConfirmMoney>
      )}
    </>
  );
}
