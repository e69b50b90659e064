import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, useT } from '#kit';
import { useAsk, useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts, lendingTexts } from '../../../i18n/lending.ts';
import { useUnits } from '../../../parts/units.ts';
import { useMe } from '../../../session.ts';
import { Photo, UploadButton } from '../Files.tsx';
import { mu, muHundredths } from '../rules.ts';
import type { DialogProps } from './Dialogs.tsx';

type Values = { second: string; acreage: string; trees: string; water: string; location?: string; note: string };
const whole = /^\d{1,7}$/;
const place = /^-?\d{1,3}\.\d{1,6},-?\d{1,3}\.\d{1,6}$/;

/** What two investigators saw on the hillside: area, trees, water, photos, place. */
export function Survey({ application, onClose }: DialogProps) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const me = useMe();
  const { nameOf } = useUnits();
  const [form] = Form.useForm<Values>();
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(contracts.lending.survey);
  const colleagues = useAsk(contracts.access.colleagues, { role: 'investigator', sort: 'name', limit: 500 });
  const others = (colleagues.data?.items ?? []).filter((colleague) => colleague.id !== me?.id);
  const submit = async (values: Values): Promise<void> => {
    setMissing(photos.length === 0);
    const acreageMuHundredths = muHundredths(values.acreage);
    if (photos.length === 0 || acreageMuHundredths === undefined) return;
    const reply = await send({
      applicationId: application.id, secondInvestigatorId: values.second, acreageMuHundredths, trees: Number(values.trees), waterNeedCubicMetres: Number(values.water), photoSha256s: [...photos], note: values.note.trim(),
      ...(values.location ? { location: values.location.trim() } : {}),
    });
    if (reply !== undefined) onClose();
  };
  const locate = (): void => navigator.geolocation?.getCurrentPosition(({ coords }) => form.setFieldValue('location', `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`));
  const number = { required: true, pattern: whole, message: t('numberWrong') };
  return (
    <Form form={form} layout="vertical" className="gb-dialog" requiredMark={false} initialValues={application.filing === null ? {} : { acreage: mu(application.filing.acreageMuHundredths), trees: String(application.filing.trees) }} onFinish={(values) => void submit(values)}>
      <Form.Item name="second" label={t('second')} extra={t('secondHint')} rules={[{ required: true, message: common('required') }]}>
        <Select loading={colleagues.loading} showSearch={{ optionFilterProp: 'label' }} notFoundContent={colleagues.loading ? null : t('noSecond')} options={others.map((colleague) => ({ value: colleague.id, label: `${colleague.name} · ${nameOf(colleague.unitPath)}` }))} />
      </Form.Item>
      <div className="gb-row">
        <Form.Item name="acreage" label={t('acreage')} rules={[{ required: true, validator: (_, value: string) => (muHundredths(value) === undefined ? Promise.reject(new Error(t('acreageWrong'))) : Promise.resolve()) }]}><Input inputMode="decimal" className="gb-figures" /></Form.Item>
        <Form.Item name="trees" label={t('trees')} rules={[number]}><Input inputMode="numeric" className="gb-figures" /></Form.Item>
        <Form.Item name="water" label={t('water')} rules={[number]}><Input inputMode="numeric" className="gb-figures" /></Form.Item>
      </div>
      <div className="gb-field"><span>{t('photos')}</span>
        <div className="gb-photos">{photos.map((sha256, index) => <Photo key={sha256} sha256={sha256} shape="paper" label={words('photo', { index: index + 1 })} onRemove={() => setPhotos(photos.filter((other) => other !== sha256))} />)}<UploadButton unitPath={application.unitPath} label={t('addPhotos')} multiple onUploaded={(stored) => { setPhotos([...new Set([...photos, ...stored])].slice(0, 20)); setMissing(false); }} /></div>
        {missing && <p className="gb-tone-stop" role="alert">{t('photosNeeded')}</p>}
      </div>
      <Form.Item label={t('location')}>
        <div className="gb-reveal"><Form.Item name="location" noStyle rules={[{ pattern: place, message: t('locationWrong') }]}><Input autoComplete="off" className="gb-figures" placeholder={t('locationWrong')} style={{ maxWidth: 260 }} /></Form.Item><button type="button" className="gb-inline-link" onClick={locate}>{t('here')}</button></div>
      </Form.Item>
      <Form.Item name="note" label={t('note')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input.TextArea rows={3} maxLength={500} /></Form.Item>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <div className="gb-form-foot"><Button onClick={onClose}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('survey')}</Button></div>
    </Form>
  );
}
