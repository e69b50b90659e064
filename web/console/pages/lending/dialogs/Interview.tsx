import { Button, Checkbox, Form } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { ErrorNotice, useT } from '#kit';
import { useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts } from '../../../i18n/lending.ts';
import { AmountField, typedMinor } from '../../../parts/AmountInput.tsx';
import type { DialogProps } from './Dialogs.tsx';
import { Signature } from './Signature.tsx';

type Values = { amount: string; ownUse: boolean };

/** The borrower states the amount, confirms own use, and signs. */
export function Interview({ application, onClose }: DialogProps) {
  const t = useT(actionTexts);
  const common = useT(commonTexts);
  const [signature, setSignature] = useState<string>();
  const [missing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(contracts.lending.interview);
  const submit = async ({ amount, ownUse }: Values): Promise<void> => {
    setMissing(signature === undefined);
    const confirmedMinor = typedMinor(amount);
    if (signature === undefined || confirmedMinor === undefined) return;
    if ((await send({ applicationId: application.id, confirmedMinor, ownUseConfirmed: ownUse, signatureSha256: signature })) !== undefined) onClose();
  };
  return (
    <Form layout="vertical" className="gb-dialog" requiredMark={false} initialValues={{ amount: formatMinor(BigInt(application.requestedMinor)), ownUse: false }} onFinish={(values: Values) => void submit(values)}>
      <AmountField name="amount" label={t('confirmedAmount')} />
      <Form.Item name="ownUse" valuePropName="checked" rules={[{ validator: (_, value: boolean) => (value ? Promise.resolve() : Promise.reject(new Error(t('ownUseNeeded')))) }]}><Checkbox>{t('ownUse')}</Checkbox></Form.Item>
      <Signature unitPath={application.unitPath} name={application.number} value={signature} onChange={setSignature} missing={missing} />
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <div className="gb-form-foot"><Button onClick={onClose}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('interview')}</Button></div>
    </Form>
  );
}
