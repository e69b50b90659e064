import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '#client';
import { contracts } from '#contracts';
import { newId } from '#kernel';
import { sql } from '#platform';
import { openBank, testUnits, type Person, type TestBank } from '../../../test/support/bank.ts';
import { codeOf, walkRefusals } from '../../../test/support/walk.ts';

const { access, approvals, organisation } = contracts;
let bank: TestBank;
let security: Person, auditAdministrator: Person, auditor: Person, head: Person, clerk: Person;
const none = newId();

beforeAll(async () => {
  bank = await openBank();
  [security, auditAdministrator, auditor, head, clerk] = (await Promise.all([
    bank.person('security_administrator', testUnits.root), bank.person('audit_administrator', testUnits.root), bank.person('auditor', testUnits.root), bank.person('head_of_unit', testUnits.own), bank.person('teller', testUnits.own),
  ])) as [Person, Person, Person, Person, Person];
});
afterAll(() => bank.close());

/** A grant that waits for the audit administrator; `steps` of them where more than one person has to agree. */
async function waiting(steps = 1): Promise<string> {
  const reply = await security.client.send(access.grantRole, { principalId: clerk.id, role: 'investigator', unitPath: testUnits.own });
  const batchId = reply.status === 'pending' ? reply.batchId : '';
  if (steps > 1) await bank.superuser.run(sql`insert into commands.approval_step (batch_id, ordinal, role, unit_path) select batch_id, 2, role, unit_path from commands.approval_step where batch_id = ${batchId}`);
  return batchId;
}
const decide = async (client: Client, batchId: string, more = {}) => {
  const seenHash = await auditAdministrator.client.ask(approvals.batch, { batchId }).then((batch) => batch.seenHash, () => '0'.repeat(64));
  return client.send(approvals.decideBatch, { batchId, seenHash, decision: 'rejected', ...more });
};

describe('refusals, in the order they are checked', () => {
  walkRefusals(approvals.decideBatch, [
    ['batch_not_found', () => decide(auditAdministrator.client, none)],
    ['already_decided', async () => { const batchId = await waiting(); await decide(auditAdministrator.client, batchId); return decide(auditAdministrator.client, batchId); }],
    ['maker_may_not_approve', async () => decide(security.client, await waiting())],
    ['decided_before', async () => { const batchId = await waiting(2); await decide(auditAdministrator.client, batchId, { decision: 'approved' }); return decide(auditAdministrator.client, batchId); }],
    ['not_your_step', async () => decide(auditor.client, await waiting())],
    ['facts_changed', async () => decide(auditAdministrator.client, await waiting(), { seenHash: '0'.repeat(64) })],
    ['unknown_row', async () => decide(auditAdministrator.client, await waiting(), { strikes: [{ ordinal: 9, reason: '无此行' }] })],
  ]);
  walkRefusals(approvals.withdrawBatch, [
    ['batch_not_found', () => security.client.send(approvals.withdrawBatch, { batchId: none })],
    ['already_decided', async () => { const batchId = await waiting(); await security.client.send(approvals.withdrawBatch, { batchId }); return security.client.send(approvals.withdrawBatch, { batchId }); }],
    ['not_the_maker', async () => auditAdministrator.client.send(approvals.withdrawBatch, { batchId: await waiting() })],
  ]);
  walkRefusals(approvals.batch, [['batch_not_found', () => auditAdministrator.client.ask(approvals.batch, { batchId: none })]]);
  walkRefusals(approvals.commandDetail, [['command_not_found', () => auditAdministrator.client.ask(approvals.commandDetail, { commandId: none })]]);
  const event = { kind: 'drought' as const, title: '旱', unitPath: testUnits.own, declaredOn: '2026-08-20', source: '公告' };
  walkRefusals(organisation.declareEvent, [
    ['unit_not_found', () => head.client.send(organisation.declareEvent, { ...event, unitPath: `${testUnits.own}NO.` })],
    ['ends_before_it_begins', () => head.client.send(organisation.declareEvent, { ...event, validUntil: '2026-08-19' })],
  ]);
});

test('a refused decision leaves the batch waiting; a withdrawn one cannot be decided', async () => {
  const batchId = await waiting();
  await codeOf(decide(auditor.client, batchId));
  expect((await security.client.ask(approvals.batch, { batchId })).status).toBe('awaiting_approval');
  await security.client.send(approvals.withdrawBatch, { batchId });
  expect(await codeOf(decide(auditAdministrator.client, batchId))).toBe('already_decided');
});
