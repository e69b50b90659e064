import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '#client';
import { contracts } from '#contracts';
import { newId } from '#kernel';
import { sql, transaction } from '#platform';
import { openBank, testUnits, type Person, type TestBank } from '../../../test/support/bank.ts';
import { closeTasks, openTasks, type NewTask } from './sql/tasks.ts';

const { work } = contracts;
let bank: TestBank;
let manager: Person, colleague: Person, teller: Person, stranger: Person, head: Person, security: Person;
beforeAll(async () => {
  bank = await openBank();
  [manager, colleague, teller, stranger, head, security] = (await Promise.all([
    bank.person('customer_manager', testUnits.own), bank.person('customer_manager', testUnits.own), bank.person('teller', testUnits.own), bank.person('customer_manager', testUnits.foreign), bank.person('head_of_unit', testUnits.own), bank.person('security_administrator', testUnits.root),
  ])) as [Person, Person, Person, Person, Person, Person];
});
afterAll(() => bank.close());
beforeEach(() => bank.superuser.run(sql`delete from work.task`));

const problem = async (sent: Promise<unknown>) => {
  try { await sent; } catch (error) { if (error instanceof ProblemError) return `${error.problem.status} ${error.problem.code}`; throw error; }
  return 'no problem';
};
/** Opens one task and returns its id. */
async function open(more: Partial<NewTask> = {}): Promise<string> {
  const task: NewTask = { kind: 'visit', title: '贷后走访', unitPath: testUnits.own, role: 'customer_manager', subject: { kind: 'contract', id: newId() }, dueOn: '2026-12-01', closes: 'by_hand', detail: { contractNumber: 'FJ-2026-贷合-000123' }, commandId: newId(), at: new Date('2026-11-24T01:00:00Z'), ...more };
  await transaction(bank.db, (tx) => openTasks(tx, [task]));
  return (await bank.db.one<{ id: string }>(sql`select id from work.task where kind = ${task.kind} and subject_id = ${task.subject.id}`)).id;
}
const complete = (person: Person, taskId: string) => person.client.send(work.completeTask, { taskId });
const assign = (person: Person, taskId: string, principalId: string | null) => person.client.send(work.assignTask, { taskId, principalId });
const titles = async (person: Person, input: object) => (await person.client.ask(work.tasks, input as never)).items.map((item) => item.title);

describe('completing a task: the refusals in order', () => {
  const rows: [string, string, () => Promise<unknown>][] = [
    ['a role without business', '403 not_permitted', async () => complete(security, await open())],
    ['a task of another unit', '403 out_of_scope', async () => complete(stranger, await open())],
    ['a task that is not there', '404 task_not_found', () => complete(manager, newId())],
    ['a task that is done', '409 task_closed', async () => { const id = await open(); await complete(manager, id); return complete(manager, id); }],
    ['a task of another role', '403 not_your_task', async () => complete(teller, await open())],
    ['a task of another person, though of the same role', '403 not_your_task', async () => complete(colleague, await open({ principalId: manager.id }))],
    ['another role comes before what closes it', '403 not_your_task', async () => complete(teller, await open({ closes: 'by_business' }))],
    ['a task that the business closes', '422 closed_by_business', async () => complete(manager, await open({ closes: 'by_business' }))],
    ['a free task of one’s role', 'no problem', async () => complete(manager, await open())],
    ['a task of one’s own', 'no problem', async () => complete(colleague, await open({ principalId: colleague.id }))],
  ];
  test.each(rows)('%s: %s', async (_, expected, send) => expect(await problem(send())).toBe(expected));
  test('two at once: one closes it, the other is told', async () => {
    const id = await open();
    const answers = await Promise.all([problem(complete(manager, id)), problem(complete(colleague, id))]);
    expect(answers.sort()).toEqual(['409 task_closed', 'no problem']);
  });
});

describe('assigning a task: the refusals in order', () => {
  const rows: [string, string, () => Promise<unknown>][] = [
    ['a task that is not there', '404 task_not_found', () => assign(head, newId(), manager.id)],
    ['a task that is done', '409 task_closed', async () => { const id = await open(); await complete(manager, id); return assign(head, id, manager.id); }],
    ['assigning a colleague without being the head', '403 not_yours_to_assign', async () => assign(manager, await open(), colleague.id)],
    ['taking what a colleague has', '403 not_yours_to_assign', async () => assign(manager, await open({ principalId: colleague.id }), manager.id)],
    ['taking a task of another role', '403 not_yours_to_assign', async () => assign(teller, await open(), teller.id)],
    ['somebody who is not there', '404 principal_not_found', async () => assign(head, await open(), newId())],
    ['somebody of another role', '422 assignee_without_role', async () => assign(head, await open(), teller.id)],
    ['somebody of another unit', '422 assignee_without_role', async () => assign(head, await open(), stranger.id)],
    ['the head assigns', 'no problem', async () => assign(head, await open({ principalId: colleague.id }), manager.id)],
    ['taking a free task', 'no problem', async () => assign(manager, await open(), manager.id)],
    ['putting one’s own back', 'no problem', async () => assign(manager, await open({ principalId: manager.id }), null)],
  ];
  test.each(rows)('%s: %s', async (_, expected, send) => expect(await problem(send())).toBe(expected));
});

describe('the door', () => {
  test('a task is opened once for its kind and subject, also after it was closed', async () => {
    const subject = { kind: 'contract', id: newId() };
    await open({ subject });
    await open({ subject, title: '再次' });
    await transaction(bank.db, async (tx) => {
      expect(await closeTasks(tx, [{ kind: 'visit', subjectId: subject.id }, { kind: 'visit', subjectId: newId() }], newId())).toBe(1);
      expect(await closeTasks(tx, [{ kind: 'visit', subjectId: subject.id }], newId())).toBe(0);
    });
    await open({ subject });
    await open({ subject, kind: 'review' });
    expect(await bank.db.rows(sql`select kind, title, status from work.task order by kind`)).toEqual([{ kind: 'review', title: '贷后走访', status: 'open' }, { kind: 'visit', title: '贷后走访', status: 'done' }]);
  });
  test('the same task twice in one call is one', async () => {
    const subject = { kind: 'contract', id: newId() };
    const task: NewTask = { kind: 'visit', title: '一次', unitPath: testUnits.own, role: 'teller', subject, closes: 'by_hand', commandId: newId(), at: new Date() };
    await transaction(bank.db, (tx) => openTasks(tx, [task, task]));
    expect(await titles(teller, {})).toEqual(['一次']);
  });
  test('the business withdraws a task', async () => {
    const subject = { kind: 'contract', id: newId() };
    const id = await open({ subject, closes: 'by_business' });
    await transaction(bank.db, (tx) => closeTasks(tx, [{ kind: 'visit', subjectId: subject.id }], newId(), 'cancelled'));
    expect(await problem(complete(manager, id))).toBe('409 task_closed');
    expect(await titles(manager, { status: 'cancelled' })).toHaveLength(1);
  });
});

test('the list narrows by person, unit, state, kind and date; the undated come last, page by page', async () => {
  await open({ title: '甲', dueOn: '2026-11-20', principalId: manager.id });
  await open({ title: '乙', dueOn: null });
  await open({ title: '丙', dueOn: '2026-12-24', principalId: colleague.id, kind: 'review' });
  await open({ title: '丁', dueOn: '2026-11-24', role: 'teller' });
  await open({ title: '戊', dueOn: '2026-11-01', unitPath: testUnits.foreign });
  expect(await titles(manager, {})).toEqual(['甲', '丁', '丙', '乙']);
  expect(await titles(manager, { order: 'descending' })).toEqual(['乙', '丙', '丁', '甲']);
  expect(await titles(manager, { mine: true })).toEqual(['甲', '乙']);
  expect(await titles(manager, { kind: 'review' })).toEqual(['丙']);
  expect(await titles(manager, { dueFrom: '2026-11-24', dueUntil: '2026-12-31' })).toEqual(['丁', '丙']);
  expect(await titles(manager, { unitPath: testUnits.outlet })).toEqual([]);
  expect(await titles(stranger, {})).toEqual(['戊']);
  expect((await manager.client.ask(work.tasks, {})).items.filter((item) => item.overdue).map((item) => item.title)).toEqual(['甲']);
  const seen: string[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await manager.client.ask(work.tasks, { limit: 1, ...(cursor ? { cursor } : {}) });
    expect(page.total).toBe(4);
    seen.push(...page.items.map((item) => item.title));
    more = (cursor = page.nextCursor) !== undefined;
  }
  expect(seen).toEqual(['甲', '丁', '丙', '乙']);
});
