import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contracts } from '#contracts';
import { sql } from '#platform';
import { done } from '../../../story/people.ts';
import { openBank, testUnits, type Person, type TestBank } from '../../../test/support/bank.ts';
import { codeOf, walkRefusals } from '../../../test/support/walk.ts';
import { separated } from './rules.ts';

const { access, organisation } = contracts;
let bank: TestBank;
let security: Person, approver: Person, deputy: Person, system: Person;

beforeAll(async () => {
  bank = await openBank();
  [security, approver, deputy, system] = (await Promise.all([
    bank.person('security_administrator', testUnits.root), bank.person('approver', testUnits.own), bank.person('customer_manager', testUnits.own), bank.person('system_administrator', testUnits.root),
  ])) as [Person, Person, Person, Person];
});
afterAll(() => bank.close());

describe('moving the business day', () => {
  walkRefusals(organisation.advanceDay, [
    ['unit_not_found', () => system.client.send(organisation.advanceDay, { unitPath: 'CQ.NO.', to: '2026-11-25' })],
    ['not_a_simulation', async () => { await bank.superuser.run(sql`update platform.setting set value = '"real"' where name = 'clock'`); try { return await system.client.send(organisation.advanceDay, { unitPath: 'CQ.', to: '2099-01-01' }); } finally { await bank.superuser.run(sql`update platform.setting set value = '"simulated"' where name = 'clock'`); } }],
    ['date_moves_back', () => system.client.send(organisation.advanceDay, { unitPath: 'CQ.', to: '2026-11-23' })],
  ]);
});

test('a delegated role works at once, and ends at once', async () => {
  const head = await bank.person('head_of_unit', testUnits.own);
  const { grantId } = done(await head.client.send(access.delegate, { toPrincipalId: approver.id, role: 'head_of_unit', unitPath: testUnits.own, days: 1 }));
  expect(await codeOf(approver.client.ask(access.principals, {}))).toBe('done');
  await security.client.send(access.endGrant, { grantId });
  expect(await codeOf(approver.client.ask(access.principals, {}))).toBe('not_permitted');
});

test('colleagues end at the sub-branch, and a role narrows them', async () => {
  const [outlet, beside, above, elsewhere] = await Promise.all([bank.person('investigator', testUnits.outlet), bank.person('investigator', testUnits.own), bank.person('investigator', testUnits.root), bank.person('investigator', testUnits.foreign)]);
  const seen = async (person: Person) => new Set((await person.client.ask(access.colleagues, { role: 'investigator', limit: 500 })).items.map((item) => item.id));
  const mine = await seen(outlet);
  expect([outlet, beside, above, elsewhere].map((person) => mine.has(person.id))).toEqual([true, true, false, false]);
  expect([...await seen(elsewhere)]).toEqual([elsewhere.id]);
  const all = (await outlet.client.ask(access.colleagues, { limit: 500 })).items;
  expect(all.length).toBeGreaterThan(mine.size);
  expect(all.some((item) => item.roles.includes('security_administrator'))).toBe(false);
});

test('what was delegated is not delegated on: thirty days cannot be chained', async () => {
  const head = await bank.person('head_of_unit', testUnits.own);
  await head.client.send(access.delegate, { toPrincipalId: deputy.id, role: 'head_of_unit', unitPath: testUnits.own, days: 30 });
  expect(await codeOf(deputy.client.send(access.delegate, { toPrincipalId: approver.id, role: 'head_of_unit', unitPath: testUnits.own, days: 30 }))).toBe('not_yours_to_delegate');
});

test('a session that was ended does not answer again', async () => {
  const someone = await bank.person('auditor', testUnits.own);
  expect(await codeOf(someone.client.ask(access.principals, {}))).toBe('done');
  expect(done(await security.client.send(access.endSessions, { principalId: someone.id })).ended).toBe(1);
  expect(await codeOf(someone.client.ask(access.principals, {}))).toBe('not_signed_in');
});

test.each([
  [['customer_manager', 'approver'], true], [['security_administrator'], true], [['security_administrator', 'audit_administrator'], false], [['system_administrator', 'teller'], false], [[], true],
] as const)('three administrators apart: %s', (held, expected) => expect(separated(held)).toBe(expected));
