import type { Role } from '#declare';
import { deriveId, insertRows, sql, type Reader, type Tx } from '#platform';

export type NewTask = {
  readonly kind: string;
  /** Shown in the list; no personal data. */
  readonly title: string;
  readonly unitPath: string;
  /** Whoever holds it at the unit may do the task. */
  readonly role: Role;
  readonly principalId?: string | null;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly dueOn?: string | null;
  readonly closes: 'by_hand' | 'by_business';
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  readonly commandId: string;
  readonly at: Date;
};

/** Opens tasks. One task per (kind, subject), ever: opening it again, even after it was closed, changes nothing. */
export async function openTasks(tx: Tx, tasks: readonly NewTask[]): Promise<void> {
  const rows = tasks.map((task) => ({
    id: deriveId(task.subject.id, `task:${task.kind}`), kind: task.kind, title: task.title, unit_path: task.unitPath, role: task.role, principal_id: task.principalId ?? null,
    subject_kind: task.subject.kind, subject_id: task.subject.id, due_on: task.dueOn ?? null, status: 'open', closes: task.closes, detail: task.detail ?? {}, created_command_id: task.commandId, created_at: task.at,
  }));
  const known = new Set((await tx.rows<{ id: string }>(sql`select id from work.task where id = any(${rows.map((row) => row.id)}::uuid[])`)).map((row) => row.id));
  const fresh = rows.filter((row) => !known.has(row.id) && known.add(row.id));
  await insertRows(tx, 'work.task', fresh);
}

/** Closes the open tasks of these kinds and subjects; those that are closed or were never opened are left alone. Returns how many. */
export async function closeTasks(tx: Tx, tasks: readonly { readonly kind: string; readonly subjectId: string }[], commandId: string, status: 'done' | 'cancelled' = 'done'): Promise<number> {
  return tx.run(sql`update work.task t set status = ${status}, closed_command_id = ${commandId}
    from (select id from work.task where status = 'open' and (kind, subject_id) in (select * from unnest(${tasks.map((task) => task.kind)}::text[], ${tasks.map((task) => task.subjectId)}::text[])) order by id for update) open
    where t.id = open.id`);
}

export type TaskRow = { id: string; unitPath: string; role: Role; principalId: string | null; status: 'open' | 'done' | 'cancelled'; closes: 'by_hand' | 'by_business' };

/** Tasks by id, locked in order. */
export async function lockTasks(tx: Tx, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  const rows = await tx.rows<TaskRow>(sql`select id, unit_path as "unitPath", role, principal_id as "principalId", status, closes from work.task where id = any(${ids as string[]}::uuid[]) order by id for update`);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function taskUnits(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.rows<{ id: string; unitPath: string }>(sql`select id, unit_path as "unitPath" from work.task where id = any(${ids as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.unitPath]));
}
