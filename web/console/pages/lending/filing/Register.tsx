import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, useT } from '#kit';
import { useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { filingTexts } from '../../../i18n/lending.ts';
import type { Chosen, VillageChoice } from './Household.tsx';

type Values = { name: string; idNumber: string; mobile: string; address: string; povertyRelieved?: boolean; monitored?: boolean };

/** Registers the head of a household, then the household. Where only the first was done, a second try goes on from there. */
export function Register({ village, onChoose }: { village: VillageChoice; onChoose: (chosen: Chosen) => void }) {
  const t = useT(filingTexts);
  const common = useT(commonTexts);
  const person = useSend(contracts.parties.registerPerson);
  const household = useSend(contracts.parties.registerHousehold);
  const [head, setHead] = useState<{ id: string; name: string }>();
  const required = { required: true, whitespace: true, message: common('required') };
  const settle = async (id: string, name: string): Promise<void> => {
    const reply = await household.send({ villageId: village.id, headId: id });
    if (reply?.status === 'succeeded') onChoose({ householdId: reply.value.partyId, headName: name });
  };
  const submit = async (values: Values): Promise<void> => {
    const name = values.name.trim();
    const reply = await person.send({ unitPath: village.unitPath, name, idNumber: values.idNumber.trim().toUpperCase(), mobile: values.mobile.trim(), address: values.address.trim(), attributes: { povertyRelieved: values.povertyRelieved ?? false, monitored: values.monitored ?? false } });
    if (reply?.status !== 'succeeded') return;
    setHead({ id: reply.value.partyId, name });
    await settle(reply.value.partyId, name);
  };
  if (head !== undefined) {
    return (
      <div className="gb-stack gb-form">
        <p className="gb-muted" role="status">{t('registeredHead')}</p>
        {household.problem !== undefined && <ErrorNotice problem={household.problem} />}
        <div className="gb-form-foot"><Button type="primary" loading={household.busy} onClick={() => void settle(head.id, head.name)}>{t('next')}</Button></div>
      </div>
    );
  }
  return (
    <Form layout="vertical" requiredMark={false} className="gb-form" initialValues={{ address: village.name }} onFinish={(values: Values) => void submit(values)}>
      <Form.Item name="name" label={t('name')} rules={[required]}><Input maxLength={60} autoComplete="off" /></Form.Item>
      <Form.Item name="idNumber" label={t('idNumber')} rules={[{ required: true, pattern: /^\s*\d{17}[\dXx]\s*$/, message: t('idNumberWrong') }]}><Input maxLength={18} autoComplete="off" className="gb-figures" /></Form.Item>
      <Form.Item name="mobile" label={t('mobile')} rules={[{ required: true, pattern: /^\s*1\d{10}\s*$/, message: t('mobileWrong') }]}><Input maxLength={11} inputMode="tel" autoComplete="off" className="gb-figures" /></Form.Item>
      <Form.Item name="address" label={t('address')} rules={[required]}><Input maxLength={200} autoComplete="off" /></Form.Item>
      <div className="gb-checks"><Form.Item name="povertyRelieved" valuePropName="checked" noStyle><Checkbox>{t('povertyRelieved')}</Checkbox></Form.Item><Form.Item name="monitored" valuePropName="checked" noStyle><Checkbox>{t('monitored')}</Checkbox></Form.Item></div>
      {person.problem !== undefined && <ErrorNotice problem={person.problem} />}
      <div className="gb-form-foot"><Button type="primary" htmlType="submit" loading={person.busy || household.busy}>{t('register')}</Button></div>
    </Form>
  );
}
