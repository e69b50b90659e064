import type { Role } from '#declare';
import { refuse, succeed, type Outcome } from '#kernel';
import { principalOf } from '#access';
import { answers, handles, page, sql, visible, type Item, type Principal, type Tx } from '#platform';
import * as contract from './contract.ts';
import { holds, isTaskOf, mayAssign } from './rules.ts';
import { lockTasks, taskUnits, type TaskRow } from './sql/tasks.ts';

const scope = async (tx: Tx, inputs: readonly { taskId: string }[]) => {
  const units = await taskUnits(tx, inputs.map((input) => input.taskId));
  return inputs.map((input) => (units.has(input.taskId) ? { unitPath: units.get(input.taskId)! } : null));
};
type Done = Outcome<{ taskId: string }>;
/** What the earlier commands of a batch made of the tasks is what the later ones find. */
function decideInOrder<I extends { taskId: string }>(items: readonly Item<I>[], tasks: Map<string, TaskRow>, decide: (item: Item<I>, task: TaskRow) => Outcome<never> | TaskRow): Done[] {
  return items.map((item): Done => {
    const task = tasks.get(item.input.taskId);
    if (!task) return refuse('task_not_found');
    if (task.status !== 'open') return refuse('task_closed');
    const decided = decide(item, task);
    if ('ok' in decided) return decided;
    tasks.set(task.id, decided);
    return succeed({ taskId: task.id });
  });
}
const done = <I>(items: readonly Item<I>[], outcomes: readonly Done[]) => items.filter((_, index) => outcomes[index]!.ok);

const mine = (principal: Principal) => sql`(t.principal_id = ${principal.id} or t.principal_id is null and exists (
  select 1 from unnest(${principal.grants.map((grant) => grant.role)}::text[], ${principal.grants.map((grant) => grant.unitPath)}::text[]) held(role, path) where held.role = t.role and t.unit_path ^@ held.path))`;

export const workServices = [
  answers(contract.tasks, async (reader, input, scope, { principal }) => {
    // A task without a date comes after all that have one.
    const sort = input.sort === 'dueOn' ? 'dueKey' : input.sort;
    const found = await page<{ id: string; role: Role; dueKey: string }>(reader, sql`
      select t.id, t.kind, t.title, t.unit_path as "unitPath", t.role, t.principal_id as "principalId", p.name as "principalName", t.subject_kind as "subjectKind", t.subject_id as "subjectId", t.due_on as "dueOn",
        coalesce(t.due_on, '9999-12-31') as "dueKey", t.status = 'open' and coalesce(t.due_on < (select d.business_date from organisation.business_days d where t.unit_path ^@ d.unit_path order by length(d.unit_path) desc limit 1), false) as overdue,
        t.status, t.closes, t.detail, t.created_at as "createdAt"
      from work.task t left join access.principals p on p.id = t.principal_id
      where ${visible(scope, sql`t.unit_path`)} ${input.mine ? sql`and ${mine(principal)}` : sql``}
        and (${input.unitPath ?? null}::text is null or t.unit_path ^@ ${input.unitPath ?? null}::text) and (${input.status ?? null}::text is null or t.status = ${input.status ?? null})
        and (${input.kind ?? null}::text is null or t.kind = ${input.kind ?? null}) and (${input.subjectId ?? null}::text is null or t.subject_id = ${input.subjectId ?? null})
        and (${input.dueFrom ?? null}::date is null or t.due_on >= ${input.dueFrom ?? null}) and (${input.dueUntil ?? null}::date is null or t.due_on <= ${input.dueUntil ?? null})`,
      { ...input, sort }, { dueKey: 'date', createdAt: 'timestamptz' });
    return succeed({ ...found, items: found.items.map((item) => ({ ...item, dueKey: undefined }) as never) });
  }),

  handles(contract.completeTask, {
    scope,
    async handle(tx, items) {
      const tasks = await lockTasks(tx, items.map((item) => item.input.taskId));
      const outcomes = decideInOrder(items, tasks, ({ principal }, task) => {
        if (!isTaskOf(task, principal)) return refuse('not_your_task');
        return task.closes === 'by_business' ? refuse('closed_by_business') : { ...task, status: 'done' };
      });
      const closed = done(items, outcomes);
      await tx.run(sql`update work.task t set status = 'done', closed_command_id = c.command_id
        from unnest(${closed.map((item) => item.input.taskId)}::uuid[], ${closed.map((item) => item.commandId)}::uuid[]) c(id, command_id) where t.id = c.id`);
      return outcomes;
    },
  }),

  handles(contract.assignTask, {
    scope,
    async handle(tx, items) {
      const tasks = await lockTasks(tx, items.map((item) => item.input.taskId));
      const assignees = new Map<string, Principal | undefined>();
      for (const id of new Set(items.map((item) => item.input.principalId).filter((id) => id !== null))) assignees.set(id, await principalOf(tx, id));
      const outcomes = decideInOrder(items, tasks, ({ principal, input: { principalId } }, task) => {
        if (!mayAssign(task, principal, principalId)) return refuse('not_yours_to_assign');
        if (principalId === null) return { ...task, principalId };
        const assignee = assignees.get(principalId);
        if (!assignee) return refuse('principal_not_found');
        return holds(assignee, task.role, task.unitPath) ? { ...task, principalId } : refuse('assignee_without_role');
      });
      const assigned = new Set(done(items, outcomes).map((item) => item.input.taskId));
      const rows = [...assigned].map((id) => tasks.get(id)!);
      await tx.run(sql`update work.task t set principal_id = a.principal_id from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.principalId)}::uuid[]) a(id, principal_id) where t.id = a.id`);
      return outcomes;
    },
  }),
];
