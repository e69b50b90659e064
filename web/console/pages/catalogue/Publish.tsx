import { Button, Form, Input, Modal, Radio } from 'antd';
import { contracts } from '#contracts';
import { ErrorNotice, useLanguage, useT } from '#kit';
import { useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { actionTexts } from '../../i18n/lending.ts';
import { roleWord } from '../../i18n/words.ts';
import type { Version } from './rules.ts';

type Props = { version: Version; open: boolean; onClose: () => void };
const approverRoles = ['risk', 'head_of_unit'] as const;

/** Asks a second person to agree to the publication. */
export function Publish({ version, open, onClose, onPending }: Props & { onPending: (batchId: string) => void }) {
  const t = useT(catalogueTexts);
  const actions = useT(actionTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { send, busy, problem, reset } = useSend(contracts.catalogue.publishVersion);
  const close = (): void => { onClose(); reset(); };
  const submit = async ({ approverRole }: { approverRole: (typeof approverRoles)[number] }): Promise<void> => {
    const reply = await send({ versionId: version.id, approverRole });
    if (reply === undefined) return;
    if (reply.status === 'pending') onPending(reply.batchId);
    close();
  };
  return (
    <Modal open={open} title={t('publishTitle')} footer={null} onCancel={close} destroyOnHidden width={460}>
      <Form layout="vertical" className="gb-dialog" initialValues={{ approverRole: 'risk' }} onFinish={(values: { approverRole: (typeof approverRoles)[number] }) => void submit(values)}>
        <p className="gb-muted">{t('publishHint')}</p>
        <Form.Item name="approverRole" label={t('whoAgrees')}><Radio.Group options={approverRoles.map((role) => ({ value: role, label: roleWord(role, pick) }))} /></Form.Item>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{actions('send')}</Button></div>
      </Form>
    </Modal>
  );
}

/** Takes a version out of use, with the reason; contracts made under it keep it. */
export function Retire({ version, open, onClose }: Props) {
  const t = useT(catalogueTexts);
  const common = useT(commonTexts);
  const { send, busy, problem, reset } = useSend(contracts.catalogue.retireVersion);
  const close = (): void => { onClose(); reset(); };
  const submit = async ({ reason }: { reason: string }): Promise<void> => { if ((await send({ versionId: version.id, reason: reason.trim() })) !== undefined) close(); };
  return (
    <Modal open={open} title={t('retireTitle')} footer={null} onCancel={close} destroyOnHidden width={460}>
      <Form layout="vertical" className="gb-dialog" requiredMark={false} onFinish={(values: { reason: string }) => void submit(values)}>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input.TextArea rows={3} maxLength={200} /></Form.Item>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" danger htmlType="submit" loading={busy}>{t('retire')}</Button></div>
      </Form>
    </Modal>
  );
}
