import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { ErrorNotice, useLanguage, useNavigateTo, useT } from '#kit';
import { addressOf } from '../../../address.ts';
import { useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts, lendingTexts, ownerTypes } from '../../../i18n/lending.ts';
import { wordOf } from '../../../i18n/words.ts';
import { percent } from '../../../parts/Fact.tsx';
import type { DialogProps } from './Dialogs.tsx';
import { Signature } from './Signature.tsx';

const owners = ['farmer', 'individual_business', 'small_firm_owner', 'small_firm'] as const;
type Values = { signedAt: string; industry: string; ownerType: (typeof owners)[number]; agriculture: boolean; firstLoan: boolean; povertyRelieved: boolean };

/** The contract on the approved amount and rate, with the attributes the regulator's statistics ask for. */
export function Sign({ application, onClose }: DialogProps) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const navigate = useNavigateTo();
  const [signature, setSignature] = useState<string>();
  const [missing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(contracts.lending.signContract);
  const granted = BigInt(application.grantedMinor ?? '0');
  const submit = async ({ signedAt, industry, ...rest }: Values): Promise<void> => {
    setMissing(signature === undefined);
    if (signature === undefined) return;
    const reply = await send({ applicationId: application.id, signatureSha256: signature, signedAt: signedAt.trim(), regulatory: { industry: industry.trim(), ...rest } });
    if (reply === undefined) return;
    onClose();
    if (reply.status === 'succeeded') navigate(addressOf.contract(reply.value.contractId));
  };
  return (
    <Form layout="vertical" className="gb-dialog gb-confirm" requiredMark={false} initialValues={{ industry: 'A0153', ownerType: 'farmer', agriculture: true, firstLoan: false, povertyRelieved: application.decision?.facts['povertyRelieved'] === true }} onFinish={(values: Values) => void submit(values)}>
      <dl>
        <div><dt>{words('borrower')}</dt><dd className="gb-confirm-payee">{application.borrowerName}</dd></div>
        <div className="gb-confirm-amount"><dt>{words('granted')}</dt><dd className="gb-figures">¥{formatMinor(granted)}</dd></div>
        <div><dt>{t('words')}</dt><dd>{amountInWords(granted)}</dd></div>
        <div><dt>{words('rate')}</dt><dd className="gb-figures">{application.annualRate === null ? '--' : percent(application.annualRate)} · {common('months', { count: application.termMonths })}</dd></div>
      </dl>
      <p className="gb-muted gb-more">{t('signHint')}</p>
      <Form.Item name="signedAt" label={t('signedAt')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={100} /></Form.Item>
      <div className="gb-row">
        <Form.Item name="industry" label={t('industry')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={60} className="gb-figures" /></Form.Item>
        <Form.Item name="ownerType" label={t('ownerType')} rules={[{ required: true }]}><Select options={owners.map((value) => ({ value, label: wordOf(ownerTypes, value, pick) }))} /></Form.Item>
      </div>
      <div className="gb-row">{(['agriculture', 'firstLoan', 'povertyRelieved'] as const).map((name) => <Form.Item key={name} name={name} valuePropName="checked"><Checkbox>{t(name)}</Checkbox></Form.Item>)}</div>
      <Signature unitPath={application.unitPath} name={application.number} value={signature} onChange={setSignature} missing={missing} />
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <footer><Button onClick={onClose}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('sign')}</Button></footer>
    </Form>
  );
}
