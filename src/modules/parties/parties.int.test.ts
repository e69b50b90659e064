import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '#client';
import { contracts } from '#contracts';
import { newId } from '#kernel';
import { sql } from '#platform';
import { done } from '../../../story/people.ts';
import { openBank, testUnits, type TestBank } from '../../../test/support/bank.ts';
import { walkRefusals } from '../../../test/support/walk.ts';

const { parties } = contracts;
let bank: TestBank;
let manager: Client, stranger: Client;
let villageId: string, headId: string, foreignPerson: string, staffId: string;
const none = newId();
const person = { unitPath: testUnits.own, name: '冉冉', idNumber: '500236199003074512', mobile: '13812345678', address: '砚瓦村' };
const firm = { unitPath: testUnits.own, name: '水泵店', creditCode: '91500236MA5U00003M', trade: '水泵' };

beforeAll(async () => {
  bank = await openBank();
  manager = (await bank.person('customer_manager', testUnits.own)).client;
  stranger = (await bank.person('customer_manager', testUnits.foreign)).client;
  const wide = (await bank.person('customer_manager', testUnits.root)).client;
  headId = done(await manager.send(parties.registerPerson, person)).partyId;
  foreignPerson = done(await stranger.send(parties.registerPerson, { ...person, unitPath: testUnits.foreign, idNumber: '50010319491231002X' })).partyId;
  villageId = done(await manager.send(parties.registerVillage, { unitPath: testUnits.own, name: '砚瓦村', divisionCode: '500236103207' })).partyId;
  await manager.send(parties.registerFirm, firm);
  await wide.send(parties.registerHousehold, { villageId, headId });
  staffId = newId();
  await bank.superuser.run(sql`insert into organisation.staff (id, employee_number, name, unit_path, duty) values (${staffId}, '1', '员', ${testUnits.own}, '柜员')`);
});
afterAll(() => bank.close());

describe('refusals, in the order they are checked', () => {
  const nowhere = `${testUnits.own}NO.`;
  walkRefusals(parties.registerPerson, [
    ['unit_not_found', () => manager.send(parties.registerPerson, { ...person, unitPath: nowhere })],
    ['id_number_invalid', () => manager.send(parties.registerPerson, { ...person, idNumber: '500236199003074513' })],
    ['mobile_invalid', () => manager.send(parties.registerPerson, { ...person, mobile: '12812345678', idNumber: '500240200002290010' })],
    ['already_registered', () => manager.send(parties.registerPerson, { ...person, mobile: '13900000000' })],
  ]);
  walkRefusals(parties.registerFirm, [
    ['unit_not_found', () => manager.send(parties.registerFirm, { ...firm, unitPath: nowhere })],
    ['credit_code_invalid', () => manager.send(parties.registerFirm, { ...firm, creditCode: '91350203M0001FUE2P' })],
    ['already_registered', () => manager.send(parties.registerFirm, firm)],
  ]);
  walkRefusals(parties.registerVillage, [
    ['unit_not_found', () => manager.send(parties.registerVillage, { unitPath: nowhere, name: '村', divisionCode: '500236103208' })],
    ['already_registered', () => manager.send(parties.registerVillage, { unitPath: testUnits.own, name: '村', divisionCode: '500236103207' })],
  ]);
  walkRefusals(parties.registerHousehold, [
    ['village_not_found', () => manager.send(parties.registerHousehold, { villageId: none, headId })],
    ['person_not_found', () => manager.send(parties.registerHousehold, { villageId, headId: foreignPerson })],
    ['already_in_a_household', () => manager.send(parties.registerHousehold, { villageId, headId })],
  ]);
  walkRefusals(parties.relateToStaff, [
    ['person_not_found', () => manager.send(parties.relateToStaff, { personId: none, staffId })],
    ['staff_not_found', () => manager.send(parties.relateToStaff, { personId: headId, staffId: none })],
  ]);
  walkRefusals(parties.party, [['party_not_found', () => manager.ask(parties.party, { partyId: foreignPerson })]]);
  walkRefusals(parties.reveal, [
    ['party_not_found', () => manager.ask(parties.reveal, { partyId: foreignPerson, field: 'mobile', reason: '核对号码' })],
    ['erased', async () => { const gone = done(await manager.send(parties.registerPerson, { ...person, idNumber: '500105198506151239' })); await bank.superuser.run(sql`delete from commands.data_key where subject = ${`party:${gone.partyId}`}`); return manager.ask(parties.reveal, { partyId: gone.partyId, field: 'mobile', reason: '核对号码' }); }],
  ]);
});

test('an early pilot credit code passes with a reason', async () => {
  expect((await manager.send(parties.registerFirm, { ...firm, creditCode: '91350203M0001FUE2P', overrideReason: '早期试点代码，执照原件已核' })).status).toBe('succeeded');
});

test('one document is one party, however it is written and however many arrive at once', async () => {
  const replies = await Promise.allSettled(['11010519491231002X', '11010519491231002x', ' 11010519491231002X '].map((idNumber) => manager.send(parties.registerPerson, { ...person, idNumber })));
  expect(replies.filter((reply) => reply.status === 'fulfilled')).toHaveLength(1);
});

test('search finds by number without the number being stored in clear; another unit finds nothing', async () => {
  expect((await manager.ask(parties.parties, { idNumber: '500236199003074512' })).items).toMatchObject([{ name: '冉冉', idNumber: '500236********4512', mobile: '138****5678' }]);
  expect((await manager.ask(parties.parties, { name: '冉冉', kind: 'person' })).total).toBeGreaterThan(0);
  expect((await stranger.ask(parties.parties, { idNumber: '500236199003074512' })).total).toBe(0);
});
