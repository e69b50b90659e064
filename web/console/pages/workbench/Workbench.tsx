import { contracts } from '#contracts';
import { DataTable, Figure, Figures, KitLink, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { useList } from '../../api.ts';
import { deskTexts } from '../../i18n/workbench.ts';
import { useMay } from '../../session.ts';
import { useSession } from '../../shell/session.ts';
import { useApprovalColumns } from '../approvals/Approvals.tsx';
import { taskAddress, useAlertColumns, useDueColumns, useTaskColumns, type TaskRow } from './columns.tsx';

const shownRows = 5;
const dueDays = 30;
/** Fewer columns on the desk than in the list it opens. */
const only = <Row,>(columns: readonly Column<Row>[], ...keys: readonly string[]): readonly Column<Row>[] => keys.flatMap((key) => columns.filter((column) => column.key === key));

/** The first page: what waits for this person, and the way to each. Shows only what the role may ask. */
export default function Workbench() {
  const t = useT(deskTexts);
  const may = useMay();
  const { code } = useLanguage();
  const { user, environment } = useSession();
  const granted = { approvals: may(contracts.approvals.batches), due: may(contracts.lending.dueSoon), alerts: may(contracts.lending.alerts), tasks: may(contracts.work.tasks) };
  const toDecide = useList(contracts.approvals.batches, { mine: 'to_decide', sort: 'createdAt', limit: shownRows }, { enabled: granted.approvals });
  const made = useList(contracts.approvals.batches, { mine: 'made', status: 'awaiting_approval', sort: 'createdAt', order: 'descending', limit: shownRows }, { enabled: granted.approvals });
  const due = useList(contracts.lending.dueSoon, { days: dueDays, sort: 'dueOn', limit: shownRows }, { enabled: granted.due });
  const alerts = useList(contracts.lending.alerts, { status: 'open', sort: 'raisedOn', limit: shownRows }, { enabled: granted.alerts });
  const tasks = useList(contracts.work.tasks, { mine: true, status: 'open', sort: 'dueOn', limit: shownRows }, { enabled: granted.tasks });
  const approvalColumns = useApprovalColumns();
  const dueColumns = useDueColumns();
  const alertColumns = useAlertColumns();
  const taskColumns = useTaskColumns();

  const count = (total: number | undefined) => (total === undefined ? '--' : total.toLocaleString('en-US'));
  const weekday = environment.businessDate === undefined ? '' : new Intl.DateTimeFormat(code, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${environment.businessDate}T00:00:00Z`));
  const overdue = due.rows.some((row) => row.daysOverdue > 0);
  const late = tasks.rows.some((row) => row.overdue);
  return (
    <PageFrame title={t(greeting(), { name: user?.name ?? '' })} state={<span className="gb-lead gb-figures">{environment.businessDate === undefined ? '' : `${t('day', { date: environment.businessDate, weekday })} · `}{user?.roleName} · {user?.unit}</span>}>
      <Figures>
        {granted.approvals && <Figure name={t('toDecide')} value={count(toDecide.total)} unit={t('items')} to="/approvals" {...((toDecide.total ?? 0) > 0 ? { attention: t('toDecideDo') } : {})} />}
        {granted.tasks && <Figure name={t('tasks')} value={count(tasks.total)} unit={t('items')} to="/tasks" detail={t('tasksDetail')} {...(late ? { attention: t('tasksDo') } : {})} />}
        {granted.approvals && <Figure name={t('made')} value={count(made.total)} unit={t('items')} to="/approvals?mine=made&status=awaiting_approval" detail={t('madeDetail')} />}
        {granted.due && <Figure name={t('due')} value={count(due.total)} unit={t('items')} to="/due" detail={t('dueDetail')} {...(overdue ? { attention: t('overdueDo') } : {})} />}
        {granted.alerts && <Figure name={t('alerts')} value={count(alerts.total)} unit={t('items')} to="/alerts?status=open" {...((alerts.total ?? 0) > 0 ? { attention: t('alertsDo') } : {})} />}
      </Figures>
      <div className="gb-desk">
        {granted.approvals && <Section title={t('toDecide')} extra={<All to="/approvals" />} flush><DataTable label={t('toDecide')} columns={only(approvalColumns, 'title', 'business', 'rows', 'maker', 'createdAt', 'progress')} {...toDecide.table} nextCursor={null} rowKey={(row) => row.id} rowTo={(row) => addressOf.approval(row.id)} empty={{ title: t('emptyToDecide') }} /></Section>}
        <div className="gb-desk-columns">
          {granted.tasks && <Section title={t('tasks')} extra={<All to="/tasks" />} flush><TaskTable columns={only(taskColumns, 'title', 'dueOn', 'state')} table={tasks.table} label={t('tasks')} empty={{ title: t('emptyTasks'), hint: t('emptyTasksHint') }} /></Section>}
          {granted.due && <Section title={t('due')} extra={<All to="/due" />} flush><DataTable label={t('due')} columns={only(dueColumns, 'borrower', 'dueOn', 'amount', 'state')} {...due.table} nextCursor={null} rowKey={(row) => row.id} rowTo={(row) => addressOf.contract(row.contractId)} empty={{ title: t('emptyDue'), hint: t('emptyDueHint') }} /></Section>}
          {granted.approvals && <Section title={t('made')} extra={<All to="/approvals?mine=made" />} flush><DataTable label={t('made')} columns={only(approvalColumns, 'title', 'createdAt', 'progress')} {...made.table} nextCursor={null} rowKey={(row) => row.id} rowTo={(row) => addressOf.approval(row.id)} empty={{ title: t('emptyMade') }} /></Section>}
          {granted.alerts && <Section title={t('alerts')} extra={<All to="/alerts?status=open" />} flush><DataTable label={t('alerts')} columns={only(alertColumns, 'kind', 'applications')} {...alerts.table} nextCursor={null} rowKey={(row) => row.id} empty={{ title: t('emptyAlerts'), hint: t('emptyAlertsHint') }} /></Section>}
        </div>
      </div>
    </PageFrame>
  );
}

function All({ to }: { to: string }) {
  const t = useT(deskTexts);
  return <KitLink to={to} className="gb-more">{t('all')}</KitLink>;
}

/** Tasks as a table whose rows open the business, where it has a page. */
export function TaskTable({ columns, table, label, empty }: { columns: readonly Column<TaskRow>[]; table: ReturnType<typeof useList<typeof contracts.work.tasks>>['table']; label: string; empty: { title: string; hint: string } }) {
  const first = columns.map((column): Column<TaskRow> => (column.key !== 'title' ? column : { ...column, render: (row) => { const to = taskAddress(row); return to === undefined ? row.title : <KitLink to={to}>{row.title}</KitLink>; } }));
  return <DataTable label={label} columns={first} {...table} nextCursor={null} rowKey={(row) => row.id} empty={empty} />;
}

// A greeting follows the clock on the wall; everything else on the page follows the business date.
function greeting(): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' }).format(new Date()));
  return hour < 11 ? 'morning' : hour < 13 ? 'noon' : hour < 18 ? 'afternoon' : 'evening';
}
