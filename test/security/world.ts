// A bank for the access test: a village's loans in the own unit, played by its people, and the same roles again in a foreign unit.
import type { Client } from '#client';
import { createCatalogue, loadLpr, lprHistory, orangeBrand, orangeContent } from '#catalogue';
import { contracts } from '#contracts';
import { roles, type Role } from '#declare';
import { composeResidentIdNumber, newId } from '#kernel';
import { createStaff } from '#organisation';
import { sql, transaction } from '#platform';
import { openTasks } from '#work';
import { playDrought, type Drought } from '../../story/drought.ts';
import { done, type People } from '../../story/people.ts';
import { openBank, testUnits, type Person, type TestBank } from '../support/bank.ts';
import type { Values } from './input.ts';

export const everyRole = Object.keys(roles) as Role[];
export type World = {
  readonly bank: TestBank;
  readonly drought: Drought;
  /** One person per role in the unit the rows of `values` belong to, and in another one. */
  readonly own: Readonly<Record<Role, Person>>;
  readonly foreign: Readonly<Record<Role, Person>>;
  /** A product manager of the whole bank, for what belongs to no unit. */
  readonly bankWide: Person;
  readonly values: Values;
  /** Rows of the foreign unit, to be named beside those of the own one. */
  readonly elsewhere: { readonly partyId: string; readonly accountNumber: string; readonly productId: string };
};

const businessDate = '2026-08-24';
/** Whatever the amounts the generator draws, the sub-branch's approver and its head are asked. */
const twoSteps = { ...orangeContent, approvalLadder: [{ role: 'approver', unitKind: 'sub_branch', singleUpToMinor: '100', totalUpToMinor: '100' }, { role: 'head_of_unit', unitKind: 'sub_branch' }] } as typeof orangeContent;

async function peopleOf(bank: TestBank): Promise<People & { person(login: string): Person }> {
  const posts: readonly [login: string, role: Role][] = [
    ['manager', 'customer_manager'], ['investigator', 'investigator'], ['investigator2', 'investigator'], ['teller', 'teller'], ['head', 'head_of_unit'], ['approver', 'approver'], ['risk', 'risk'],
    ['payout', 'payout_desk'], ['payout2', 'payout_desk'], ['accountant', 'accountant'],
  ];
  const known = new Map(await Promise.all(posts.map(async ([login, role]) => [login, await bank.person(role, testUnits.own)] as const)));
  const person = (login: string) => { const found = known.get(login); if (!found) throw new Error(`Nobody is called ${login}.`); return found; };
  return { address: bank.address, person, as: async (login): Promise<Client> => person(login).client, idOf: async (login) => person(login).id };
}

/** Plays the fixture. Everything in it happened through commands; only set-up data (products, rates, staff, a task) is laid. */
export async function openWorld(): Promise<World> {
  const bank = await openBank({ businessDate });
  const staffId = newId();
  const brandId = newId();
  const productId = newId();
  const foreignProduct = newId();
  const people = await peopleOf(bank);
  const versions = await transaction(bank.superuser, async (tx) => {
    await createStaff(tx, [{ id: staffId, employeeNumber: 'CQ0001', name: '陈柜生', unitPath: testUnits.own, duty: '柜员' }]);
    await loadLpr(tx, lprHistory);
    return createCatalogue(tx, {
      brands: [{ id: brandId, ...orangeBrand, unitPath: testUnits.own }],
      products: [{ id: productId, code: 'orange', brandId, unitPath: testUnits.own, content: twoSteps }, { id: foreignProduct, code: 'orange-elsewhere', brandId, unitPath: testUnits.foreign, content: twoSteps }],
      on: '2022-01-01', draftedBy: people.person('manager').id, approvedBy: people.person('risk').id,
    });
  });
  const drought = await playDrought(people, { seed: 4, households: 4, declaredOn: '2026-08-20' });
  await bank.app.jobs.idle();

  // The foreign unit has business of its own, so that its people see something and its rows can be missed in the other direction.
  const foreignTeller = await bank.person('teller', testUnits.foreign);
  const { partyId: foreignParty } = done(await foreignTeller.client.send(contracts.parties.registerPerson, { unitPath: testUnits.foreign, name: '田青', idNumber: composeResidentIdNumber('500112', { year: 1985, month: 6, day: 15 }, 123), mobile: '13900000000', address: '渝北' }));
  const { accountNumber: foreignAccount } = done(await foreignTeller.client.send(contracts.deposits.openAccount, { partyId: foreignParty, unitPath: testUnits.foreign }));
  done(await foreignTeller.client.send(contracts.deposits.credit, { accountNumber: foreignAccount, amountMinor: '5000', narrative: '存入' }));

  const paid = drought.growers.find((grower) => grower.contractId !== undefined)!;
  const someone = async (unitPath: string, partyId: string) => Object.fromEntries(await Promise.all(everyRole.map(async (role) => [role, await bank.person(role, unitPath, role === 'customer' ? { partyId } : {})] as const))) as Record<Role, Person>;
  const own = await someone(testUnits.own, paid.personId);
  const foreign = await someone(testUnits.foreign, foreignParty);

  // A task, a user whose authority may be taken away, a batch that waits.
  const taskId = await transaction(bank.superuser, async (tx) => {
    await openTasks(tx, [{ kind: 'visit', title: '贷后走访', unitPath: testUnits.own, role: 'customer_manager', subject: { kind: 'contract', id: paid.contractId! }, closes: 'by_hand', commandId: newId(), at: new Date() }]);
    return (await tx.one<{ id: string }>(sql`select id from work.task limit 1`)).id;
  });
  const victim = await bank.person('auditor', testUnits.own);
  const asked = await own.security_administrator.client.send(contracts.access.grantRole, { principalId: victim.id, role: 'risk', unitPath: testUnits.own });
  const { holdId } = done(await own.teller.client.send(contracts.deposits.placeHold, { accountNumber: drought.shops[0]!.accountNumber, amountMinor: '1000', reason: '司法协助止付' }));
  for (const unitPath of [testUnits.own, testUnits.foreign]) await bank.superuser.run(sql`insert into organisation.day_step (unit_path, business_date, step, affected) values (${unitPath}, ${businessDate}, 'holds.expire', 0)`);
  const { grant, entry, command, print, alert, file } = await bank.superuser.one<{ grant: string; entry: string; command: string; print: string; alert: string; file: string }>(sql`
    select (select id from access.role_grant where principal_id = ${victim.id} limit 1) as grant, (select e.id from ledger.entry e join ledger.book b on b.id = e.book_id where b.unit_path = ${testUnits.own} limit 1) as entry,
      (select id from commands.command where unit_path = ${testUnits.own} limit 1) as command, (select id from documents.print limit 1) as print, (select id from lending.alert limit 1) as alert, (select sha256 from documents.file where unit_path = ${testUnits.own} limit 1) as file`);
  const { accountId } = await bank.superuser.one<{ accountId: string }>(sql`select ledger_account_id::text as "accountId" from deposits.account where number = ${paid.accountNumber}`);

  const values: Values = {
    date: businessDate, unitPath: testUnits.own, partyId: paid.personId, personId: paid.personId, borrowerId: paid.personId, headId: paid.personId, householdId: paid.householdId, villageId: drought.villageId,
    filingId: paid.filingId, applicationId: paid.applicationId, contractId: paid.contractId, productId, brandId, versionId: versions.get('orange'), accountNumber: paid.accountNumber, fromNumber: paid.accountNumber,
    toNumber: drought.shops[0]!.accountNumber, accountId, entryId: entry, commandId: command, printId: print, alertId: alert, taskId, staffId, batchId: asked.status === 'pending' ? asked.batchId : '',
    principalId: victim.id, toPrincipalId: victim.id, secondInvestigatorId: people.person('investigator2').id, grantId: grant, seenHash: '0'.repeat(64), signatureSha256: file, photoSha256s: [file],
    bookCode: 'FJ', month: '2026-07', year: 2025, holdId, 'deposits.captureHold.toNumber': paid.accountNumber, code: 'access-test', divisionCode: '500236103999', ratePercent: '3.45', content: orangeContent, termMonths: 12, facts: ['panelRating=80'], 'approvals.decide.decision': 'rejected',
  };
  return { bank, drought, own, foreign, bankWide: await bank.person('product_manager', testUnits.root), values, elsewhere: { partyId: foreignParty, accountNumber: foreignAccount, productId: foreignProduct } };
}
