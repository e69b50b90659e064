import { App, Button, Segmented } from 'antd';
import { contracts } from '#contracts';
import { DataTable, ErrorNotice, KitLink, PageFrame, Section, useT, type Column } from '#kit';
import { useAddress } from '../../address.ts';
import { useList, useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { deskTexts } from '../../i18n/workbench.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { useMay, useMe } from '../../session.ts';
import { taskAddress, useTaskColumns, type TaskRow } from './columns.tsx';

/** Tasks of this person or of the unit: open the business, take a free one, complete by hand where business does not close it. */
export default function Tasks() {
  const t = useT(deskTexts);
  const common = useT(commonTexts);
  const { modal } = App.useApp();
  const may = useMay();
  const me = useMe();
  const [{ show, status }, change] = useAddress('show', 'status');
  const chosen = status === 'done' || status === 'cancelled' ? status : 'open';
  const list = useList(contracts.work.tasks, { sort: 'dueOn', status: chosen, ...(show === 'all' ? {} : { mine: true }) });
  const complete = useSend(contracts.work.completeTask);
  const assign = useSend(contracts.work.assignTask);
  const problem = complete.problem ?? assign.problem;
  const ask = (row: TaskRow): void => { modal.confirm({ title: t('completeTitle'), content: row.title, okText: t('complete'), cancelText: common('cancel'), onOk: () => complete.send({ taskId: row.id }) }); };
  const columns = useTaskColumns().map((column): Column<TaskRow> => (column.key !== 'title' ? column : { ...column, render: (row) => { const to = taskAddress(row); return to === undefined ? row.title : <KitLink to={to}>{row.title}</KitLink>; } }));
  const actions: Column<TaskRow> = {
    key: 'action', title: t('action'), kind: 'text', value: () => '',
    render: (row) => (row.status !== 'open' ? null : (
      <span className="gb-reveal">
        {row.principalId === null && me !== undefined && may(contracts.work.assignTask) && <Button size="small" onClick={() => void assign.send({ taskId: row.id, principalId: me.id })}>{t('take')}</Button>}
        {row.closes === 'by_business' ? <small className="gb-muted">{t('closesByBusiness')}</small> : may(contracts.work.completeTask) && <Button size="small" onClick={() => ask(row)}>{t('complete')}</Button>}
      </span>
    )),
  };
  return (
    <PageFrame title={t('tasks')}>
      <Filters>
        <Segmented aria-label={t('which')} value={show === 'all' ? 'all' : 'mine'} onChange={(value) => change({ show: value === 'all' ? 'all' : undefined })} options={[{ value: 'mine', label: t('mine') }, { value: 'all', label: t('everyones') }]} />
        <Choice label={common('state')} all={false} value={chosen} onChange={(value) => change({ status: value === 'open' ? undefined : value })} options={(['open', 'done', 'cancelled'] as const).map((value) => ({ value, label: t(value) }))} widthPixels={120} />
      </Filters>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <Section flush><DataTable label={t('tasks')} columns={[...columns, actions]} {...list.table} rowKey={(row) => row.id} empty={{ title: t('emptyTasks'), hint: t('emptyTasksHint') }} /></Section>
    </PageFrame>
  );
}
