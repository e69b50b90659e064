import { Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, Mark, useT } from '#kit';
import { useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { organisationTexts } from '../../i18n/office.ts';
import { DateInput } from '../../parts/DateInput.tsx';
import { useUnits } from '../../parts/units.ts';
import { useSession } from '../../shell/session.ts';

/** Moves the business day of a unit and all below it, forward only. */
export function MoveDay({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT(organisationTexts);
  const common = useT(commonTexts);
  const { units, nameOf } = useUnits();
  const { environment } = useSession();
  const { send, busy, problem, reset } = useSend(contracts.organisation.advanceDay);
  const [moved, setMoved] = useState<{ count: number; date: string }>();
  const close = (): void => { onClose(); reset(); setMoved(undefined); };
  const submit = async (values: { unitPath: string; to: string }): Promise<void> => {
    const reply = await send(values);
    if (reply?.status === 'succeeded') setMoved({ count: reply.value.units, date: reply.value.businessDate });
  };
  const required = [{ required: true, message: common('required') }];
  return (
    <Modal open={open} title={t('moveDay')} footer={null} onCancel={close} destroyOnHidden width={440}>
      {moved !== undefined ? (
        <div className="gb-dialog"><p className="gb-said" role="status"><span className="gb-tone-good"><Mark tone="good" /></span>{t('moved', moved)}</p><div className="gb-form-foot"><Button type="primary" onClick={close}>{common('close')}</Button></div></div>
      ) : (
        <Form layout="vertical" className="gb-dialog" requiredMark={false} initialValues={{ unitPath: units[0]?.path, to: environment.businessDate }} onFinish={(values: { unitPath: string; to: string }) => void submit(values)}>
          <p className="gb-muted">{t('moveHint')}</p>
          <Form.Item name="unitPath" label={t('where')} rules={required}><Select showSearch={{ optionFilterProp: 'label' }} options={units.map((unit) => ({ value: unit.path, label: nameOf(unit.path) }))} /></Form.Item>
          <Form.Item name="to" label={t('moveTo')} rules={required}><DateInput min={environment.businessDate} /></Form.Item>
          {problem !== undefined && <ErrorNotice problem={problem} />}
          <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('moveDay')}</Button></div>
        </Form>
      )}
    </Modal>
  );
}
