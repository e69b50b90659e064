import { useParams } from '@tanstack/react-router';
import { App, Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { roles, staffRoles, type Role } from '#declare';
import { DataTable, Empty, ErrorNotice, Mark, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT, type Column } from '#kit';
import { useAsk, useSend, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { userTexts } from '../../i18n/office.ts';
import { roleWord, stateOf, userStates } from '../../i18n/words.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Pending } from '../../parts/Pending.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';

type Principal = RowOf<typeof contracts.access.principals>;
type Grant = Principal['grants'][number];

/** One user: roles and where they hold, granting (a second person agrees), ending, signing out everywhere. */
export default function User() {
  const t = useT(userTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.access.principals, { sort: 'login', limit: 500 });
  const crumbs = [{ title: t('title'), to: '/users' }];
  return (
    <Loaded title={t('one')} crumbs={crumbs} ask={ask}>
      {({ items }) => { const user = items.find((item) => item.id === id); return user === undefined ? <PageFrame title={t('one')} crumbs={crumbs}><Section><Empty title={t('empty')} /></Section></PageFrame> : <Opened key={user.id} user={user} />; }}
    </Loaded>
  );
}

function Opened({ user }: { user: Principal }) {
  const t = useT(userTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const { modal } = App.useApp();
  const may = useMay();
  const navigate = useNavigateTo();
  const [granting, setGranting] = useState(false);
  const [said, setSaid] = useState<{ batchId?: string; text?: string }>({});
  const endSessions = useSend(contracts.access.endSessions);
  const endGrant = useSend(contracts.access.endGrant);
  const state = stateOf(userStates, user.status, pick);
  const problem = endSessions.problem ?? endGrant.problem;
  const askEndSessions = (): void => { modal.confirm({ title: t('endSessionsTitle', { name: user.name }), content: t('endSessionsHint'), okText: t('endSessions'), cancelText: common('cancel'), onOk: async () => { const reply = await endSessions.send({ principalId: user.id }); if (reply?.status === 'succeeded') setSaid({ text: t('ended', { count: reply.value.ended }) }); } }); };
  const askEndGrant = (grant: Grant): void => { modal.confirm({ title: t('endGrantTitle', { role: roleWord(grant.role, pick) }), content: t('endGrantHint'), okText: t('endGrant'), cancelText: common('cancel'), onOk: () => endGrant.send({ grantId: grant.id }) }); };
  const columns: readonly Column<Grant>[] = [
    { key: 'role', title: t('role'), kind: 'text', value: (grant) => roleWord(grant.role, pick) },
    { key: 'unit', title: t('where'), kind: 'text', value: (grant) => nameOf(grant.unitPath) },
    { key: 'until', title: t('validUntil'), kind: 'date', value: (grant) => grant.validUntil ?? t('noEnd') },
    { key: 'by', title: t('delegatedBy'), kind: 'text', value: (grant) => grant.delegatedBy },
    ...(may(contracts.access.endGrant) ? [{ key: 'action', title: t('action'), kind: 'text' as const, value: () => '', render: (grant: Grant) => <Button size="small" type="text" danger onClick={() => askEndGrant(grant)}>{t('endGrant')}</Button> }] : []),
  ];
  return (
    <PageFrame title={user.name} state={<StateTag tone={state.tone}>{state.label}</StateTag>} crumbs={[{ title: t('title'), to: '/users' }, { title: user.login }]}
      facts={[{ label: t('login'), value: <span className="gb-code">{user.login}</span> }, { label: common('unit'), value: nameOf(user.unitPath) }]}
      {...(may(contracts.access.grantRole) ? { primary: { label: t('grant'), onClick: () => setGranting(true) } } : {})}
      secondary={[
        ...(may(contracts.approvals.commands) ? [{ label: pick({ zh: '办理记录', en: 'What they did' }), onClick: () => navigate(`/audit?principalId=${user.id}`) }] : []),
        ...(may(contracts.access.endSessions) ? [{ label: t('endSessions'), onClick: askEndSessions, danger: true, busy: endSessions.busy }] : []),
      ]}>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      {said.batchId !== undefined && <Pending batchId={said.batchId} />}
      {said.text !== undefined && <div className="gb-note" role="status"><span className="gb-tone-good"><Mark tone="good" sizePixels={14} /></span><p>{said.text}</p></div>}
      <Section title={t('grants')} flush><DataTable label={t('grants')} columns={columns} rows={user.grants} rowKey={(grant) => grant.id} empty={{ title: t('noGrants'), hint: t('noGrantsHint') }} /></Section>
      <GrantRole user={user} open={granting} onClose={() => setGranting(false)} onDone={(batchId) => { setGranting(false); setSaid(batchId === undefined ? { text: t('granted') } : { batchId }); }} />
    </PageFrame>
  );
}

function GrantRole({ user, open, onClose, onDone }: { user: Principal; open: boolean; onClose: () => void; onDone: (batchId: string | undefined) => void }) {
  const t = useT(userTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { units, nameOf } = useUnits();
  const { send, busy, problem, reset } = useSend(contracts.access.grantRole);
  const submit = async (values: { role: Role; unitPath: string }): Promise<void> => {
    const reply = await send({ principalId: user.id, ...values });
    if (reply !== undefined) onDone(reply.status === 'pending' ? reply.batchId : undefined);
  };
  return (
    <Modal open={open} title={`${t('grant')} · ${user.name}`} footer={null} onCancel={() => { onClose(); reset(); }} destroyOnHidden width={480}>
      <Form layout="vertical" className="gb-dialog" requiredMark={false} initialValues={{ unitPath: user.unitPath }} onFinish={(values: { role: Role; unitPath: string }) => void submit(values)}>
        <p className="gb-muted">{t('grantHint')}</p>
        <Form.Item name="role" label={t('role')} rules={[{ required: true, message: common('required') }]}><Select autoFocus showSearch={{ optionFilterProp: 'label' }} options={staffRoles.map((value) => ({ value, label: pick(roles[value]) }))} /></Form.Item>
        <Form.Item name="unitPath" label={t('where')} rules={[{ required: true, message: common('required') }]}><Select showSearch={{ optionFilterProp: 'label' }} options={units.map((unit) => ({ value: unit.path, label: nameOf(unit.path) }))} /></Form.Item>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={() => { onClose(); reset(); }}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('grant')}</Button></div>
      </Form>
    </Modal>
  );
}
