import { Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { ErrorNotice, useT } from '#kit';
import { useAsk, useSend, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { holdTexts } from '../../i18n/deposits.ts';
import { AmountField, typedMinor } from '../../parts/AmountInput.tsx';
import { DateInput } from '../../parts/DateInput.tsx';

export type Account = RowOf<typeof contracts.deposits.accounts>;
export type Hold = RowOf<typeof contracts.deposits.holds>;

/** Keeps an amount back in an account, with the reason, for a time or until it is released. */
export function Place({ account, open, onClose, onDone }: { account: Account; open: boolean; onClose: () => void; onDone: (amountMinor: string) => void }) {
  const t = useT(holdTexts);
  const common = useT(commonTexts);
  const { send, busy, problem, reset } = useSend(contracts.deposits.placeHold);
  const today = useAsk(contracts.organisation.businessDay, {}, { enabled: open }).data?.businessDate;
  const close = (): void => { reset(); onClose(); };
  const withinAvailable = { validator: (_: unknown, value?: string) => (BigInt(typedMinor(value) ?? '0') > BigInt(account.availableMinor) ? Promise.reject(new Error(t('aboveAvailable'))) : Promise.resolve()) };
  const submit = async (values: { amount: string; reason: string; expiresOn?: string }): Promise<void> => {
    const amountMinor = typedMinor(values.amount)!;
    const reply = await send({ accountNumber: account.id, amountMinor, reason: values.reason.trim(), ...(values.expiresOn ? { expiresOn: values.expiresOn } : {}) });
    if (reply === undefined) return;
    onDone(amountMinor);
    close();
  };
  return (
    <Modal open={open} title={t('placeTitle')} footer={null} onCancel={close} destroyOnHidden mask={{ closable: false }} width={480}>
      <Form layout="vertical" requiredMark={false} className="gb-dialog gb-dialog-tight" onFinish={(values: { amount: string; reason: string; expiresOn?: string }) => void submit(values)}>
        <p className="gb-muted">{account.ownerName} · {t('available')} <span className="gb-figures">¥{formatMinor(BigInt(account.availableMinor))}</span></p>
        <p className="gb-muted gb-more">{t('placeHint')}</p>
        <AmountField name="amount" label={t('amount')} rule={withinAvailable} />
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input.TextArea rows={2} maxLength={200} /></Form.Item>
        <Form.Item name="expiresOn" label={t('expiresOptional')} rules={[{ validator: (_, value?: string) => (value === undefined || value === '' || today === undefined || value > today ? Promise.resolve() : Promise.reject(new Error(t('expiresWrong')))) }]}><DateInput {...(today === undefined ? {} : { min: today })} /></Form.Item>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('place')}</Button></div>
      </Form>
    </Modal>
  );
}

/** Sets a hold free again, after its amount and reason were read once more. */
export function Release({ account, hold, onClose, onDone }: { account: Account; hold: Hold | undefined; onClose: () => void; onDone: () => void }) {
  const t = useT(holdTexts);
  const common = useT(commonTexts);
  const [checked, setChecked] = useState(false);
  const { send, busy, problem, reset } = useSend(contracts.deposits.releaseHold);
  const close = (): void => { reset(); setChecked(false); onClose(); };
  const submit = async (): Promise<void> => {
    if (hold === undefined || (await send({ holdId: hold.id })) === undefined) return;
    onDone();
    close();
  };
  return (
    <Modal open={hold !== undefined} title={t('releaseTitle')} footer={null} onCancel={close} destroyOnHidden mask={{ closable: false }} width={520}>
      {hold !== undefined && (
        <div className="gb-confirm">
          <dl>
            <div><dt>{t('owner')}</dt><dd className="gb-confirm-payee">{account.ownerName} <span className="gb-code">{account.id}</span></dd></div>
            <div className="gb-confirm-amount"><dt>{t('amount')}</dt><dd className="gb-figures">¥{formatMinor(BigInt(hold.amountMinor))}</dd></div>
            <div><dt>{common('amountWords')}</dt><dd>{amountInWords(BigInt(hold.amountMinor))}</dd></div>
            <div><dt>{t('reason')}</dt><dd>{hold.reason}</dd></div>
          </dl>
          <p className="gb-muted gb-more">{t('releaseHint')}</p>
          {problem !== undefined && <ErrorNotice problem={problem} />}
          <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('checked')}</Checkbox>
          <footer><Button onClick={close}>{common('cancel')}</Button><Button type="primary" disabled={!checked} loading={busy} onClick={() => void submit()}>{t('release')}</Button></footer>
        </div>
      )}
    </Modal>
  );
}
