// Who may be given what: the commands of access, each walked down its refusals in the order it declares them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '#client';
import { contracts } from '#contracts';
import type { Command, Role } from '#declare';
import { sql } from '#platform';
import { openBank, testUnits, type Person, type TestBank } from '../support/bank.ts';

const { access, approvals } = contracts;
let bank: TestBank;
let security: Person, audit: Person, head: Person, clerk: Person;
const nobody = '00000000-0000-8000-8000-0000000000ff';
beforeAll(async () => {
  bank = await openBank();
  [security, audit, head, clerk] = (await Promise.all([
    bank.person('security_administrator', testUnits.root), bank.person('audit_administrator', testUnits.root), bank.person('head_of_unit', testUnits.own), bank.person('customer_manager', testUnits.own),
  ])) as [Person, Person, Person, Person];
});
afterAll(() => bank?.close());

const told = async (work: Promise<{ status: string }>) => work.then((reply) => reply.status, (error: unknown) => { if (error instanceof ProblemError) return error.problem.code; throw error; });
const grant = (principalId: string, role: Role, unitPath: string = testUnits.own) => told(security.client.send(access.grantRole, { principalId, role, unitPath }));
const delegate = (toPrincipalId: string, more: { role?: Role; days?: number } = {}) => told(head.client.send(access.delegate, { toPrincipalId, role: 'head_of_unit', unitPath: testUnits.own, days: 3, ...more }));
/** Sends a grant, lets the audit administrator agree, and tells what became of it. */
async function agreed(principalId: string, role: Role, unitPath: string): Promise<string> {
  const reply = await security.client.send(access.grantRole, { principalId, role, unitPath });
  if (reply.status !== 'pending') return reply.status;
  const { seenHash } = await audit.client.ask(approvals.batch, { batchId: reply.batchId });
  await audit.client.send(approvals.decideBatch, { batchId: reply.batchId, seenHash, decision: 'approved' });
  await bank.app.jobs.idle();
  const [item] = (await audit.client.ask(approvals.batch, { batchId: reply.batchId })).items;
  return item!.refusal?.code ?? item!.status;
}

const walk = (declaration: Command, rows: readonly [code: string, what: string, work: () => Promise<string>][]) => describe(`${declaration.name} refuses, in this order`, () => {
  test('every refusal it declares has its row', () => expect(rows.map(([code]) => code)).toEqual(Object.keys(declaration.refusals)));
  test.each(rows)('%s: %s', async (code, _, work) => expect(await work()).toBe(code));
});

walk(access.grantRole, [
  ['principal_not_found', 'nobody', () => grant(nobody, 'teller')],
  ['own_authority', 'oneself', () => agreed(security.id, 'teller', testUnits.own)],
  ['unit_not_found', 'a unit that is not there', () => agreed(clerk.id, 'teller', 'CQ.ZZ.')],
  ['administrators_are_apart', 'a clerk as an administrator', () => agreed(clerk.id, 'system_administrator', testUnits.own)],
]);
walk(access.endGrant, [['grant_not_found', 'an authority that is not there', () => told(security.client.send(access.endGrant, { grantId: nobody }))]]);
walk(access.delegate, [
  ['principal_not_found', 'nobody', () => delegate(nobody)],
  ['own_authority', 'oneself', () => delegate(head.id)],
  ['not_yours_to_delegate', 'a role one does not hold', () => delegate(clerk.id, { role: 'approver' })],
  ['administrators_are_apart', 'an administrator would hold a business role', () => delegate(security.id)],
  ['period_too_long', 'more than thirty days', () => delegate(clerk.id, { days: 31 })],
]);
walk(access.endSessions, [['principal_not_found', 'nobody', () => told(security.client.send(access.endSessions, { principalId: nobody }))]]);

test('one administrator is not made another: each of the three stays apart', async () => {
  for (const [person, role] of [[security, 'audit_administrator'], [audit, 'system_administrator'], [audit, 'teller']] as const) expect(await agreed(person.id, role, testUnits.root)).toMatch(/^(own_authority|administrators_are_apart)$/);
  const rows = await bank.superuser.rows<{ n: number }>(sql`select count(*)::int as n from access.current_grants where principal_id = any(${[security.id, audit.id]}::uuid[])`);
  expect(rows[0]!.n).toBe(2);
});

test('a delegation gives the role at once, and ends by itself', async () => {
  expect(await told(clerk.client.send(contracts.organisation.declareEvent, { kind: 'drought', title: '旱', unitPath: testUnits.own, declaredOn: '2026-11-24', source: '公告' }))).toBe('not_permitted');
  expect(await delegate(clerk.id)).toBe('succeeded');
  expect(await told(clerk.client.send(contracts.organisation.declareEvent, { kind: 'drought', title: '旱', unitPath: testUnits.own, declaredOn: '2026-11-24', source: '公告' }))).toBe('succeeded');
  await bank.superuser.run(sql`update access.role_grant set valid_until = clock_timestamp() where principal_id = ${clerk.id} and delegated_by is not null`);
  expect(await told(clerk.client.send(contracts.organisation.declareEvent, { kind: 'flood', title: '涝', unitPath: testUnits.own, declaredOn: '2026-11-24', source: '公告' }))).toBe('not_permitted');
});
