import { Button, Form, Input, Modal, Select } from 'antd';
import { contracts } from '#contracts';
import type { WireInputOf } from '#declare';
import { ErrorNotice, useLanguage, useT } from '#kit';
import { useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { organisationTexts } from '../../i18n/office.ts';
import { declarationKinds } from '../../i18n/words.ts';
import { DateInput } from '../../parts/DateInput.tsx';
import { useUnits } from '../../parts/units.ts';
import { useSession } from '../../shell/session.ts';

type Filled = WireInputOf<typeof contracts.organisation.declareEvent>;

/** Records a declared disaster or closure for a unit and all below it. */
export function Declare({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT(organisationTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { units, nameOf } = useUnits();
  const { environment } = useSession();
  const { send, busy, problem, reset } = useSend(contracts.organisation.declareEvent);
  const close = (): void => { onClose(); reset(); };
  const submit = async (values: Filled): Promise<void> => {
    const { validUntil, ...rest } = values;
    if ((await send({ ...rest, ...(validUntil ? { validUntil } : {}) })) !== undefined) close();
  };
  const required = [{ required: true, whitespace: true, message: common('required') }];
  return (
    <Modal open={open} title={t('declare')} footer={null} onCancel={close} destroyOnHidden width={520}>
      <Form layout="vertical" className="gb-dialog gb-dialog-tight" requiredMark={false} initialValues={{ kind: 'drought', unitPath: units[0]?.path, declaredOn: environment.businessDate }} onFinish={(values: Filled) => void submit(values)}>
        <p className="gb-muted">{t('declareHint')}</p>
        <Form.Item name="kind" label={t('declarationKind')} rules={required}><Select options={Object.entries(declarationKinds).map(([value, text]) => ({ value, label: pick(text) }))} /></Form.Item>
        <Form.Item name="title" label={t('subject')} rules={required}><Input maxLength={120} autoFocus /></Form.Item>
        <Form.Item name="unitPath" label={t('where')} rules={required}><Select showSearch={{ optionFilterProp: 'label' }} options={units.map((unit) => ({ value: unit.path, label: nameOf(unit.path) }))} /></Form.Item>
        <Form.Item name="declaredOn" label={t('declaredOn')} rules={required}><DateInput /></Form.Item>
        <Form.Item name="validUntil" label={`${t('validUntil')} · ${t('noEnd')}`}><DateInput /></Form.Item>
        <Form.Item name="source" label={`${t('source')} · ${t('sourceHint')}`} rules={required}><Input maxLength={300} /></Form.Item>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('declare')}</Button></div>
      </Form>
    </Modal>
  );
}
