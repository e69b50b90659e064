import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '#client';
import { composeResidentIdNumber, newId } from '#kernel';
import { sql } from '#platform';
import { done } from '../../../story/people.ts';
import { paper } from '../../../story/pictures.ts';
import { fengjie } from '../../../story/region.ts';
import { approvals, catalogue, deposits, lending, organisation, parties } from '../../../story/rooms.ts';
import { openRegion, type Region } from '../../../test/support/region.ts';
import { codeOf, walkRefusals } from '../../../test/support/walk.ts';

let region: Region;
let manager: Client, investigator: Client, teller: Client, head: Client, approver: Client, risk: Client, payout: Client, payout2: Client, accountant: Client;
let villageId: string, productId: string, shopId: string, shopAccount: string, secondInvestigatorId: string, managerId: string, photo: string, staffId: string;
let count = 0;
const none = newId();
const nobodysFile = 'f'.repeat(64);

beforeAll(async () => {
  region = await openRegion('2022-08-29');
  const { people } = region;
  [manager, investigator, teller, head, approver, risk, payout, payout2, accountant] = (await Promise.all(['manager', 'investigator', 'teller', 'head', 'approver', 'risk', 'payout', 'payout2', 'accountant'].map((login) => people.as(login)))) as [Client, Client, Client, Client, Client, Client, Client, Client, Client];
  [secondInvestigatorId, managerId] = (await Promise.all([people.idOf('investigator2'), people.idOf('manager')])) as [string, string];
  villageId = done(await manager.send(parties.registerVillage, { unitPath: fengjie, name: '试验村', divisionCode: '500236103999' })).partyId;
  productId = (await manager.ask(catalogue.products, {})).items[0]!.id;
  shopId = done(await manager.send(parties.registerFirm, { unitPath: fengjie, name: '水泵店', creditCode: '91500236MA5U00003M', trade: '水泵' })).partyId;
  shopAccount = done(await teller.send(deposits.openAccount, { partyId: shopId, unitPath: fengjie })).accountNumber;
  photo = ((await manager.raw('POST', `/api/files?${new URLSearchParams({ unitPath: fengjie, name: '照片.png' }).toString()}`, new Uint8Array(paper(1)), { 'content-type': 'image/png' })) as { sha256: string }).sha256;
  staffId = (await region.superuser.one<{ id: string }>(sql`select id from organisation.staff limit 1`)).id;
});
afterAll(() => region.close());

type Farmer = { personId: string; householdId: string; accountNumber: string };
async function farmer(more: { mobile?: string; born?: number } = {}): Promise<Farmer> {
  count++;
  const { partyId: personId } = done(await manager.send(parties.registerPerson, { unitPath: fengjie, name: `试${count}`, idNumber: composeResidentIdNumber('500236', { year: more.born ?? 1980, month: 3, day: 7 }, count), mobile: more.mobile ?? `138${String(10_000_000 + count)}`, address: `试验村${count}号` }));
  const { partyId: householdId } = done(await manager.send(parties.registerHousehold, { villageId, headId: personId }));
  return { personId, householdId, accountNumber: done(await teller.send(deposits.openAccount, { partyId: personId, unitPath: fengjie })).accountNumber };
}
const filingInput = (of: Farmer) => ({ villageId, householdId: of.householdId, acreageMuHundredths: 2000, trees: 900, annualIncomeMinor: '6000000', otherDebtMinor: '0' });
const ratings = [80, 82, 84].map((score, index) => ({ seat: `席${index}`, score }));
const applyInput = (of: Farmer, filingId: string | undefined) => ({ unitPath: fengjie, borrowerId: of.personId, ...(filingId ? { filingId } : {}), productId, requestedMinor: '10000000', termMonths: 12, purpose: '水泵', accountNumber: of.accountNumber });
const surveyInput = (applicationId: string) => ({ applicationId, secondInvestigatorId, acreageMuHundredths: 2000, trees: 900, waterNeedCubicMetres: 600, photoSha256s: [photo], note: '缺水' });
const regulatory = { industry: 'A0153', agriculture: true, ownerType: 'farmer' as const, firstLoan: true, povertyRelieved: false };
const checklist = { contract_signed: true, identity_checked: true, purpose_documents: true, payees_checked: true, insurance_or_waiver: true };
type Stage = 'filed' | 'rated' | 'applied' | 'surveyed' | 'interviewed' | 'decided' | 'approved' | 'signed' | 'cleared' | 'paid';
type Case = Farmer & { filingId: string; applicationId: string; contractId: string };

async function decideBatch(batchId: string, ...deciders: Client[]) {
  for (const decider of deciders) {
    const { seenHash } = await decider.ask(approvals.batch, { batchId });
    await decider.send(approvals.decideBatch, { batchId, seenHash, decision: 'approved' });
  }
  await region.app.jobs.idle();
}
/** Plays one farmer's loan up to a stage. */
async function upTo(stage: Stage, more: { mobile?: string; born?: number; rated?: number[]; payees?: boolean } = {}): Promise<Case> {
  const order: Stage[] = ['filed', 'rated', 'applied', 'surveyed', 'interviewed', 'decided', 'approved', 'signed', 'cleared', 'paid'];
  const reaches = (wanted: Stage) => order.indexOf(stage) >= order.indexOf(wanted);
  const who = await farmer(more);
  const made: Case = { ...who, filingId: done(await manager.send(lending.fileHousehold, filingInput(who))).filingId, applicationId: '', contractId: '' };
  if (reaches('rated')) await manager.send(lending.ratePanel, { filingId: made.filingId, productId, ratings: more.rated ? more.rated.map((score, index) => ({ seat: `席${index}`, score })) : ratings });
  if (reaches('applied')) made.applicationId = done(await manager.send(lending.apply, { ...applyInput(who, made.filingId), ...(more.payees ? { payees: [{ payeeId: shopId, accountNumber: shopAccount, amountMinor: '4000000', invoiceNumber: `INV-${count}` }] } : {}) })).applicationId;
  const { applicationId } = made;
  if (reaches('surveyed')) await investigator.send(lending.survey, surveyInput(applicationId));
  if (reaches('interviewed')) await investigator.send(lending.interview, { applicationId, confirmedMinor: '10000000', ownUseConfirmed: true, signatureSha256: photo });
  if (reaches('decided')) await manager.send(lending.decide, { applicationId });
  if (reaches('approved')) {
    const reply = await manager.send(lending.grantCredit, { applicationId });
    await decideBatch(reply.status === 'pending' ? reply.batchId : '', approver);
  }
  if (reaches('signed')) made.contractId = done(await manager.send(lending.signContract, { applicationId, signatureSha256: photo, signedAt: '村委会', regulatory })).contractId;
  if (reaches('cleared')) await payout.send(lending.clearPayout, { contractId: made.contractId, checklist });
  if (reaches('paid')) {
    const reply = await payout2.send(lending.disburse, { contractId: made.contractId });
    await decideBatch(reply.status === 'pending' ? reply.batchId : '', accountant);
  }
  return made;
}
/** What an approved command came to when its turn ran. */
async function outcomeOf(batchId: string): Promise<string> {
  const { items } = await manager.ask(approvals.batch, { batchId });
  return items[0]!.refusal?.code ?? items[0]!.status;
}

test('filings of a village: told with the reasons once rated, found by borrower, and apart by rating', async () => {
  const [rated, open] = [await upTo('rated'), await upTo('filed')];
  const [found] = (await manager.ask(lending.filings, { borrowerId: rated.personId })).items;
  expect(found).toMatchObject({ id: rated.filingId, householdId: rated.householdId, villageId, villageName: '试验村', acreageMuHundredths: 2000, trees: 900, annualIncomeMinor: '6000000', greyList: false, rating: 82 });
  expect(BigInt(found!.preLimitMinor!)).toBeGreaterThan(0n);
  expect(found!.reasons!.length).toBeGreaterThan(0);
  const unrated = (await manager.ask(lending.filings, { villageId, rated: false, limit: 500 })).items;
  expect(unrated.find((item) => item.id === open.filingId)).toMatchObject({ rating: null, preLimitMinor: null, reasons: null });
  expect(unrated.some((item) => item.id === rated.filingId)).toBe(false);
});

test('an application tells the place of its survey, never the bytes it is sealed in', async () => {
  const { applicationId } = await upTo('surveyed');
  const answer = (await manager.raw('GET', `/api/lending/application?applicationId=${applicationId}`)) as { survey: object };
  expect(Object.keys(answer.survey).filter((key) => /sealed/i.test(key))).toEqual([]);
});

describe('filing and rating', () => {
  let filed: Case;
  beforeAll(async () => { filed = await upTo('rated'); });
  walkRefusals(lending.fileHousehold, [
    ['household_not_found', async () => manager.send(lending.fileHousehold, { ...filingInput(filed), villageId: none })],
    ['filed_before', async () => manager.send(lending.fileHousehold, filingInput(filed))],
  ]);
  walkRefusals(lending.ratePanel, [
    ['filing_not_found', async () => manager.send(lending.ratePanel, { filingId: none, productId, ratings })],
    ['rated_before', async () => manager.send(lending.ratePanel, { filingId: filed.filingId, productId, ratings })],
    ['too_few_seats', async () => manager.send(lending.ratePanel, { filingId: (await upTo('filed')).filingId, productId, ratings: [...ratings.slice(0, 2), ratings[0]!] })],
    ['product_not_published', async () => manager.send(lending.ratePanel, { filingId: (await upTo('filed')).filingId, productId: none, ratings })],
    ['rate_not_loaded', async () => withoutLpr(async () => manager.send(lending.ratePanel, { filingId: (await upTo('filed')).filingId, productId, ratings }))],
  ]);
});
/** Runs `work` on a bank that has lost its LPR. */
async function withoutLpr<T>(work: () => Promise<T>): Promise<T> {
  await region.superuser.pool.query('create table public.kept_lpr as table catalogue.lpr; delete from catalogue.lpr');
  try { return await work(); } finally { await region.superuser.pool.query('insert into catalogue.lpr select * from public.kept_lpr; drop table public.kept_lpr'); }
}

describe('application', () => {
  let filed: Case, busy: Case, other: Farmer;
  beforeAll(async () => { [filed, busy, other] = [await upTo('rated'), await upTo('applied', { payees: true }), await farmer()]; });
  const send = (change: object) => async () => manager.send(lending.apply, { ...applyInput(filed, filed.filingId), ...change });
  const payee = () => ({ payeeId: shopId, accountNumber: shopAccount, amountMinor: '1000000', invoiceNumber: 'INV-new' });
  walkRefusals(lending.apply, [
    ['borrower_not_found', send({ borrowerId: none })],
    ['filing_not_found', async () => send({ filingId: busy.filingId })()],
    ['product_not_published', send({ productId: none })],
    ['amount_out_of_product', send({ requestedMinor: '10000001' })],
    ['term_out_of_product', send({ termMonths: 13 })],
    ['account_not_own', async () => send({ accountNumber: other.accountNumber })()],
    ['open_application', async () => manager.send(lending.apply, applyInput(busy, busy.filingId))],
    ['payee_not_found', async () => send({ payees: [{ ...payee(), payeeId: none }] })()],
    ['payees_exceed_amount', async () => send({ payees: [{ ...payee(), amountMinor: '10000100' }] })()],
    ['invoice_used_before', async () => { const [used] = (await manager.ask(lending.application, { applicationId: busy.applicationId })).payees; return send({ payees: [{ ...payee(), invoiceNumber: used!.invoiceNumber }] })(); }],
  ]);
  test('one invoice twice in one application is refused as well', async () => expect(await codeOf(send({ payees: [payee(), payee()] })())).toBe('invoice_used_before'));
  walkRefusals(lending.withdraw, [
    ['application_not_found', async () => manager.send(lending.withdraw, { applicationId: none, reason: '无' })],
    ['wrong_state', async () => manager.send(lending.withdraw, { applicationId: (await upTo('approved')).applicationId, reason: '无' })],
  ]);
});

describe('survey, interview, decision', () => {
  let applied: Case, surveyed: Case;
  beforeAll(async () => { [applied, surveyed] = [await upTo('applied'), await upTo('surveyed')]; });
  walkRefusals(lending.survey, [
    ['application_not_found', async () => investigator.send(lending.survey, surveyInput(none))],
    ['wrong_state', async () => investigator.send(lending.survey, surveyInput(surveyed.applicationId))],
    ['maker_may_not_survey', async () => investigator.send(lending.survey, { ...surveyInput(applied.applicationId), secondInvestigatorId: managerId })],
    ['second_investigator_missing', async () => investigator.send(lending.survey, { ...surveyInput(applied.applicationId), secondInvestigatorId: await region.people.idOf('teller') })],
    ['photos_missing', async () => investigator.send(lending.survey, { ...surveyInput(applied.applicationId), photoSha256s: [nobodysFile] })],
  ]);
  test('one person alone is not two investigators', async () => expect(await codeOf(investigator.send(lending.survey, { ...surveyInput(applied.applicationId), secondInvestigatorId: await region.people.idOf('investigator') }))).toBe('second_investigator_missing'));
  const interview = (change: object) => async () => investigator.send(lending.interview, { applicationId: surveyed.applicationId, confirmedMinor: '10000000', ownUseConfirmed: true, signatureSha256: photo, ...change });
  walkRefusals(lending.interview, [
    ['application_not_found', interview({ applicationId: none })],
    ['wrong_state', async () => interview({ applicationId: applied.applicationId })()],
    ['not_own_use', interview({ ownUseConfirmed: false })],
    ['above_request', interview({ confirmedMinor: '10000100' })],
    ['signature_missing', interview({ signatureSha256: nobodysFile })],
  ]);
  walkRefusals(lending.decide, [
    ['application_not_found', async () => manager.send(lending.decide, { applicationId: none })],
    ['wrong_state', async () => manager.send(lending.decide, { applicationId: applied.applicationId })],
    // A table that asks for a fact nobody has: the age of a borrower whose number was erased.
    ['product_not_published', async () => { const erased = await upTo('interviewed'); await region.superuser.run(sql`delete from commands.data_key where subject = ${`party:${erased.personId}`}`); return manager.send(lending.decide, { applicationId: erased.applicationId }); }],
    ['rate_not_loaded', async () => { const waiting = await upTo('interviewed'); return withoutLpr(() => manager.send(lending.decide, { applicationId: waiting.applicationId })); }],
  ]);
  test('tables give readable reasons: too old, rated too low', async () => {
    const old = await upTo('interviewed', { born: 1950 });
    expect(done(await manager.send(lending.decide, { applicationId: old.applicationId }))).toMatchObject({ recommended: false, limitMinor: '0', reasons: expect.arrayContaining([{ zh: '超过 65 周岁', en: 'Older than 65' }]) });
    const low = await upTo('interviewed', { rated: [50, 52, 54] });
    expect(done(await manager.send(lending.decide, { applicationId: low.applicationId }))).toMatchObject({ recommended: false });
  });
});

describe('alerts', () => {
  const mobile = '13977776666';
  let twins: [Case, Case], alertId: string;
  beforeAll(async () => {
    twins = [await upTo('decided', { mobile }), await upTo('decided', { mobile })];
    alertId = (await risk.ask(lending.alerts, { status: 'open' })).items.find((alert) => alert.applications.some((application) => application.applicationId === twins[0].applicationId))!.id;
  });
  test('the same mobile behind two applications stops both', async () => expect(await Promise.all(twins.map((twin) => codeOf(manager.send(lending.grantCredit, { applicationId: twin.applicationId }))))).toEqual(['alert_open', 'alert_open']));
  test('whoever surveyed it cannot clear it, whatever else they are', async () => {
    const insider = await region.people.idOf('investigator');
    await region.superuser.run(sql`insert into access.role_grant (id, principal_id, role, unit_path, valid_from) values (gen_random_uuid(), ${insider}, 'risk', ${fengjie}, clock_timestamp())`);
  });
  walkRefusals(lending.resolveAlert, [
    ['alert_not_found', async () => risk.send(lending.resolveAlert, { alertId: none, outcome: 'cleared', finding: '无' })],
    ['alert_resolved', async () => { const staffed = await upTo('interviewed'); await manager.send(parties.relateToStaff, { personId: staffed.personId, staffId }); await region.superuser.run(sql`update lending.application set staff_relation = true where id = ${staffed.applicationId}`); await manager.send(lending.decide, { applicationId: staffed.applicationId }); const { items } = await risk.ask(lending.alerts, { status: 'open' }); const own = items.find((alert) => alert.kind === 'staff_relation')!; await risk.send(lending.resolveAlert, { alertId: own.id, outcome: 'cleared', finding: '已核实为远亲' }); return risk.send(lending.resolveAlert, { alertId: own.id, outcome: 'cleared', finding: '再核' }); }],
    ['own_application', async () => investigator.send(lending.resolveAlert, { alertId, outcome: 'cleared', finding: '自查' })],
  ]);
  test('cleared by a second person, both go on', async () => {
    await risk.send(lending.resolveAlert, { alertId, outcome: 'cleared', finding: '父子同用一号，均本人使用' });
    expect(await Promise.all(twins.map(async (twin) => (await manager.send(lending.grantCredit, { applicationId: twin.applicationId })).status))).toEqual(['pending', 'pending']);
  });
});

describe('credit', () => {
  walkRefusals(lending.grantCredit, [
    ['application_not_found', async () => manager.send(lending.grantCredit, { applicationId: none })],
    ['wrong_state', async () => manager.send(lending.grantCredit, { applicationId: (await upTo('interviewed')).applicationId })],
    ['not_recommended', async () => manager.send(lending.grantCredit, { applicationId: (await upTo('decided', { born: 1950 })).applicationId })],
    ['alert_open', async () => { const pair = [await upTo('decided', { mobile: '13966665555' }), await upTo('decided', { mobile: '13966665555' })]; return manager.send(lending.grantCredit, { applicationId: pair[0]!.applicationId }); }],
    ['beyond_authority', async () => { const rich = await upTo('decided'); await region.superuser.run(sql`update lending.decision set limit_minor = 99999999999999 where application_id = ${rich.applicationId}`); await capLadder(); try { return await manager.send(lending.grantCredit, { applicationId: rich.applicationId }); } finally { await restoreLadder(); } }],
  ]);
  const ladder = (from: string) => sql`update catalogue.version set content = jsonb_set(content, '{approvalLadder,2}', ${from}::jsonb)`;
  const quiet = async (statement: ReturnType<typeof sql>) => { await region.superuser.pool.query('alter table catalogue.version disable trigger all'); await region.superuser.run(statement); await region.superuser.pool.query('alter table catalogue.version enable trigger all'); };
  const capLadder = () => quiet(ladder('{"role": "approver", "unitKind": "branch", "singleUpToMinor": "50000000", "totalUpToMinor": "3000000000"}'));
  const restoreLadder = () => quiet(ladder('{"role": "approver", "unitKind": "branch"}'));

  test('a batch climbs by its total; a row struck by an approver is not granted, the others are', async () => {
    const cases = [await upTo('decided'), await upTo('decided'), await upTo('decided')];
    const answer = await manager.sendBatch(lending.grantCredit, '三户', cases.map((each, index) => ({ key: `strike-${index}-${each.applicationId}`, input: { applicationId: each.applicationId } })));
    const batchId = answer.status === 'pending' ? answer.batchId : '';
    const { seenHash, steps, items } = await approver.ask(approvals.batch, { batchId });
    expect(steps.map((step) => step.role)).toEqual(['approver']);
    expect(items.map((item) => item.facts['limitMinor'])).toEqual(['10000000', '10000000', '10000000']);
    await approver.send(approvals.decideBatch, { batchId, seenHash, decision: 'approved', strikes: [{ ordinal: 2, reason: '额度再议' }] });
    await region.app.jobs.idle();
    expect((await manager.ask(approvals.batch, { batchId })).items.map((item) => item.status)).toEqual(['succeeded', 'struck', 'succeeded']);
    expect((await Promise.all(cases.map((each) => manager.ask(lending.application, { applicationId: each.applicationId })))).map((each) => each.state)).toEqual(['approved', 'recommended', 'approved']);
  });
  test('rejected: nothing is granted', async () => {
    const one = await upTo('decided');
    const reply = await manager.send(lending.grantCredit, { applicationId: one.applicationId });
    const batchId = reply.status === 'pending' ? reply.batchId : '';
    const { seenHash } = await approver.ask(approvals.batch, { batchId });
    expect(done(await approver.send(approvals.decideBatch, { batchId, seenHash, decision: 'rejected', comment: '用途不清' })).status).toBe('rejected');
    await region.app.jobs.idle();
    expect((await manager.ask(lending.application, { applicationId: one.applicationId })).state).toBe('recommended');
  });
});

describe('contract and payout', () => {
  let approved: Case, signed: Case, cleared: Case;
  beforeAll(async () => { [approved, signed, cleared] = [await upTo('approved'), await upTo('signed'), await upTo('cleared', { payees: true })]; });
  const sign = (change: object) => async () => manager.send(lending.signContract, { applicationId: approved.applicationId, signatureSha256: photo, signedAt: '村委会', regulatory, ...change });
  const alarm = (on: string) => region.superuser.run(sql`with raised as (insert into lending.alert (id, kind, unit_path, evidence, raised_on, command_id) values (gen_random_uuid(), 'money_converging', ${fengjie}, '试', '2022-08-29', gen_random_uuid()) returning id) insert into lending.alert_application select id, ${on} from raised`);
  walkRefusals(lending.signContract, [
    ['application_not_found', sign({ applicationId: none })],
    ['wrong_state', async () => sign({ applicationId: (await upTo('decided')).applicationId })()],
    ['alert_open', async () => { const late = await upTo('approved'); await alarm(late.applicationId); return sign({ applicationId: late.applicationId })(); }],
    ['signature_missing', sign({ signatureSha256: nobodysFile })],
  ]);
  test('regulatory attributes are compulsory', async () => expect(await codeOf(manager.send(lending.signContract, { applicationId: approved.applicationId, signatureSha256: photo, signedAt: '村委会', regulatory: { ...regulatory, industry: undefined } } as never))).toBe('invalid_input'));
  walkRefusals(lending.clearPayout, [
    ['contract_not_found', async () => payout.send(lending.clearPayout, { contractId: none, checklist })],
    ['wrong_state', async () => payout.send(lending.clearPayout, { contractId: (await upTo('paid')).contractId, checklist })],
    ['checklist_incomplete', async () => payout.send(lending.clearPayout, { contractId: signed.contractId, checklist: { ...checklist, payees_checked: false } })],
  ]);
  /** Sends the payout for approval, spoils something, then lets the accountant agree; gives what its turn came to. */
  const spoiled = async (spoil: (made: Case) => Promise<unknown>) => {
    const made = await upTo('cleared', { payees: true });
    const reply = await payout2.send(lending.disburse, { contractId: made.contractId });
    const batchId = reply.status === 'pending' ? reply.batchId : '';
    const { seenHash } = await accountant.ask(approvals.batch, { batchId });
    await spoil(made);
    const decided = await codeOf(accountant.send(approvals.decideBatch, { batchId, seenHash, decision: 'approved' }));
    await region.app.jobs.idle();
    return decided === 'done' ? outcomeOf(batchId) : decided;
  };
  const status = (number: string, to: string) => region.superuser.run(sql`update ledger.account set status = ${to} where id = (select ledger_account_id from deposits.account where number = ${number})`);
  test('the list of refusals of the payout, read down', async () => {
    const found = {
      contract_not_found: await codeOf(payout2.send(lending.disburse, { contractId: none })),
      wrong_state: await codeOf(payout2.send(lending.disburse, { contractId: signed.contractId })),
      checker_may_not_pay: await codeOf(payout.send(lending.disburse, { contractId: cleared.contractId })),
      // The facts the accountant saw named no alert: they must look again rather than agree.
      alert_open: await spoiled((made) => alarm(made.applicationId)),
      payee_not_found: await spoiled((made) => region.superuser.run(sql`update deposits.account set book_id = 1 where number = ${shopAccount} and ${made.contractId} <> ''`)),
    };
    await region.superuser.run(sql`update deposits.account set book_id = (select book_id from deposits.account where party_id <> ${shopId} limit 1) where number = ${shopAccount}`);
    expect(found).toEqual({ contract_not_found: 'contract_not_found', wrong_state: 'wrong_state', checker_may_not_pay: 'checker_may_not_pay', alert_open: 'facts_changed', payee_not_found: 'payee_not_found' });
    expect(await spoiled((made) => status(made.accountNumber, 'closed'))).toBe('account_closed');
    expect(await spoiled((made) => status(made.accountNumber, 'frozen'))).toBe('account_frozen');
  });
  test('a payout moves money once, through the borrower’s account to the shop, and opens every figure', async () => {
    const paid = await upTo('paid', { payees: true });
    const detail = await manager.ask(lending.contractDetail, { contractId: paid.contractId });
    expect(detail).toMatchObject({ state: 'active', principalMinor: '10000000', outstandingMinor: '10000000', facts: [{ kind: 'disbursed', amountMinor: '10000000' }], payees: [{ amountMinor: '4000000' }] });
    expect((await manager.ask(deposits.accounts, { number: paid.accountNumber })).items[0]!.balanceMinor).toBe('6000000');
    expect(detail.life.map((node) => node.state)).toEqual(['done', 'done', 'done', 'done', 'done', 'done', 'done', 'done', 'now']);
    expect(detail.lines.reduce((sum, line) => sum + BigInt(line.principalMinor), 0n)).toBe(10_000_000n);
  });
});

describe('repayment', () => {
  let paid: Case, signed: Case;
  beforeAll(async () => { [paid, signed] = [await upTo('paid'), await upTo('signed')]; });
  const pay = (amountMinor: string, contractId = paid.contractId) => teller.send(lending.repay, { contractId, amountMinor });
  const account = (to: string) => region.superuser.run(sql`update ledger.account set status = ${to} where id = (select ledger_account_id from deposits.account where number = ${paid.accountNumber})`);
  const during = async (to: string, work: () => Promise<unknown>) => { await account(to); try { return await work(); } finally { await account('open'); } };
  const allowed = (value: boolean) => region.superuser.run(sql`update lending.contract set terms = jsonb_set(terms, '{prepayment,allowed}', ${String(value)}::jsonb) where id = ${paid.contractId}`);
  walkRefusals(lending.repay, [
    ['contract_not_found', async () => pay('100', none)],
    ['wrong_state', async () => pay('100', signed.contractId)],
    ['more_than_payoff', async () => pay('10000001')],
    ['prepayment_not_allowed', async () => { await allowed(false); try { return await pay('100'); } finally { await allowed(true); } }],
    ['account_closed', async () => during('closed', () => pay('100'))],
    ['account_frozen', async () => during('frozen', () => pay('100'))],
    ['insufficient_funds', async () => { await teller.send(deposits.debit, { accountNumber: paid.accountNumber, amountMinor: '10000000', narrative: '取现' }); return pay('100'); }],
  ]);
  test('what was refused left nothing behind', async () => expect((await manager.ask(lending.contractDetail, { contractId: paid.contractId })).facts).toHaveLength(1));
  test('ten repayments of the whole at once: one settles, nine are refused', async () => {
    const whole = await upTo('paid');
    const replies = await Promise.all(Array.from({ length: 10 }, () => codeOf(pay('10000000', whole.contractId))));
    expect(replies.filter((code) => code === 'done')).toHaveLength(1);
    expect(new Set(replies)).toEqual(new Set(['done', 'wrong_state']));
    expect((await manager.ask(lending.contractDetail, { contractId: whole.contractId })).state).toBe('settled');
  });
  test('preview, contract and position are one function', async () => {
    const detail = await manager.ask(lending.contractDetail, { contractId: paid.contractId });
    const preview = await manager.ask(lending.previewSchedule, { productId, amountMinor: '10000000', termMonths: 12, spreadBasisPoints: detail.spreadBasisPoints });
    expect(detail.lines.map(({ dueOn, principalMinor, interestMinor }) => ({ dueOn, principalMinor, interestMinor }))).toEqual(preview.lines.map(({ dueOn, principalMinor, interestMinor }) => ({ dueOn, principalMinor, interestMinor })));
  });
});

test('the drought is on record, and a customer manager may not declare one', async () => {
  await head.send(organisation.declareEvent, { kind: 'drought', title: '旱', unitPath: fengjie, declaredOn: '2022-08-20', source: '公告' });
  expect((await manager.ask(organisation.declarations, {})).total).toBe(1);
  expect(await codeOf(manager.send(organisation.declareEvent, { kind: 'drought', title: '旱', unitPath: fengjie, declaredOn: '2022-08-20', source: '公告' }))).toBe('not_permitted');
});
