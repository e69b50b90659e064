import { z } from 'zod';
import { businessRoles, command, date, id, list, refusals, text } from '#declare';
import { workRefusals } from './errors.ts';

const status = z.enum(['open', 'done', 'cancelled']);

export const tasks = list({
  name: 'work.tasks', summary: { zh: '任务', en: 'Tasks' }, roles: businessRoles,
  filters: { mine: z.boolean().optional(), unitPath: text(200).optional(), status: status.optional(), kind: text(60).optional(), subjectId: text(100).optional(), dueFrom: date().optional(), dueUntil: date().optional() },
  item: z.object({
    id: id(), kind: z.string(), title: z.string(), unitPath: z.string(), role: z.string(), principalId: id().nullable(), principalName: z.string().nullable(), subjectKind: z.string(), subjectId: z.string(),
    dueOn: date().nullable(), overdue: z.boolean(), status, closes: z.enum(['by_hand', 'by_business']), detail: z.record(z.string(), z.unknown()), createdAt: z.date(),
  }),
  sorts: ['dueOn', 'createdAt'],
});

export const completeTask = command({
  name: 'work.completeTask', summary: { zh: '办结任务', en: 'Complete a task' }, roles: businessRoles,
  input: z.strictObject({ taskId: id(), note: text(500).optional() }), output: z.object({ taskId: id() }),
  refusals: refusals(workRefusals, 'task_not_found', 'task_closed', 'not_your_task', 'closed_by_business'),
  reversedBy: { never: { zh: '需要再办的，另立任务', en: 'What must be done again is a new task' } },
});

export const assignTask = command({
  name: 'work.assignTask', summary: { zh: '指派或领取任务', en: 'Assign a task, or take it' }, roles: businessRoles,
  input: z.strictObject({ taskId: id(), principalId: id().nullable() }), output: z.object({ taskId: id() }),
  refusals: refusals(workRefusals, 'task_not_found', 'task_closed', 'not_yours_to_assign', 'principal_not_found', 'assignee_without_role'),
  reversedBy: 'work.assignTask',
});

export const contract = { tasks, completeTask, assignTask };
