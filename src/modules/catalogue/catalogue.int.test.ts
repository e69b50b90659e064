import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '#client';
import { contracts } from '#contracts';
import type { Command } from '#declare';
import { newId } from '#kernel';
import { sql, transaction } from '#platform';
import { openBank, testUnits, type Person, type TestBank } from '../../../test/support/bank.ts';
import type { ProductContentWire } from './content.ts';
import { createCatalogue, loadLpr, lprHistory, lprOn, orangeContent, publishedVersion, publishedVersions, versionsById } from './index.ts';

const { catalogue, approvals } = contracts;
let bank: TestBank;
let manager: Person, both: Person, risk: Person, head: Person, foreign: Person, outletClerk: Person;
let brandId: string, productId: string;
const nobody = '00000000-0000-8000-8000-0000000000ff';
const names = { nameZh: '名称', nameEn: 'Name' };

const problem = async (work: Promise<unknown>): Promise<string> => {
  try { await work; } catch (error) { if (error instanceof ProblemError) return error.problem.code; throw error; }
  return 'no problem';
};
const done = <V>(reply: { status: string; value?: V }): V => { if (reply.status !== 'succeeded') throw new Error(reply.status); return reply.value!; };
const draft = async (by: Person = manager, content: ProductContentWire = orangeContent) => done(await by.client.send(catalogue.draftVersion, { productId, content })).versionId;
const inReview = async (by: Person = manager) => { const versionId = await draft(by); done(await by.client.send(catalogue.submitVersion, { versionId })); return versionId; };
const decide = async (by: Person, batchId: string) => {
  const { seenHash } = await by.client.ask(approvals.batch, { batchId });
  return by.client.send(approvals.decideBatch, { batchId, seenHash, decision: 'approved' });
};
/** Sends a command that waits, has it agreed to, and tells what its one row came to. */
const agreed = async (reply: { status: string; batchId?: string }, by: Person) => {
  expect(reply.status).toBe('pending');
  await decide(by, reply.batchId!);
  await bank.app.jobs.idle();
  const [item] = (await by.client.ask(approvals.batch, { batchId: reply.batchId! })).items;
  return item!.refusal?.code ?? item!.status;
};
const published = async () => { const versionId = await inReview(); expect(await agreed(await manager.client.send(catalogue.publishVersion, { versionId }), risk)).toBe('succeeded'); return versionId; };
const stateOf = async (versionId: string) => (await manager.client.ask(catalogue.readVersion, { versionId })).state;

beforeAll(async () => {
  bank = await openBank();
  manager = await bank.person('product_manager', testUnits.root);
  both = await bank.person(['product_manager', 'risk'], testUnits.root);
  risk = await bank.person('risk', testUnits.root);
  head = await bank.person('head_of_unit', testUnits.own);
  foreign = await bank.person('product_manager', testUnits.foreign);
  outletClerk = await bank.person('customer_manager', testUnits.outlet);
  await transaction(bank.superuser, (tx) => loadLpr(tx, lprHistory));
  brandId = done(await manager.client.send(catalogue.createBrand, { code: 'xingnong', ...names, unitPath: testUnits.root })).brandId;
  productId = done(await manager.client.send(catalogue.createProduct, { brandId, code: 'orange-loan', nameZh: '脐橙贷', nameEn: 'Orange loan', unitPath: testUnits.own })).productId;
});
afterAll(() => bank.close());

/** Walks a command's refusals in the order it declares them: each row breaks one rule more softly than the row before it. */
const refusalTable = (declaration: Command, rows: readonly [code: string, what: string, work: () => Promise<string>][]) => describe(`${declaration.name} refuses, in this order`, () => {
  test('every refusal it declares has its row', () => expect(rows.map(([code]) => code)).toEqual(Object.keys(declaration.refusals)));
  test.each(rows)('%s: %s', async (code, _, work) => expect(await work()).toBe(code));
});

refusalTable(catalogue.createBrand, [
  ['unit_not_found', 'a unit that is not there, and a code that is taken', () => problem(manager.client.send(catalogue.createBrand, { code: 'xingnong', ...names, unitPath: 'CQ.NOWHERE.' }))],
  ['brand_exists', 'a code that is taken', () => problem(manager.client.send(catalogue.createBrand, { code: 'xingnong', ...names, unitPath: testUnits.root }))],
]);
refusalTable(catalogue.createProduct, [
  ['unit_not_found', 'a unit that is not there', () => problem(manager.client.send(catalogue.createProduct, { brandId: nobody, code: 'orange-loan', ...names, unitPath: 'CQ.NOWHERE.' }))],
  ['brand_not_found', 'a brand that is not there', () => problem(manager.client.send(catalogue.createProduct, { brandId: nobody, code: 'orange-loan', ...names, unitPath: testUnits.own }))],
  ['product_exists', 'a code that is taken', () => problem(manager.client.send(catalogue.createProduct, { brandId, code: 'orange-loan', ...names, unitPath: testUnits.own }))],
]);
const badTables: ProductContentWire['tables'] = { ...orangeContent.tables, limit: { ...orangeContent.tables.limit, rows: [{ when: { panelRating: '>= sixty', income: '> 1' }, then: { limitMinor: 100, perMuMinor: 100 }, reason: { zh: '因', en: 'because' } }] } };
refusalTable(catalogue.draftVersion, [
  ['product_not_found', 'a product that is not there', () => problem(manager.client.send(catalogue.draftVersion, { productId: nobody, content: { ...orangeContent, brand: 'other' } }))],
  ['content_invalid', 'another brand, and a bad table', () => problem(manager.client.send(catalogue.draftVersion, { productId, content: { ...orangeContent, brand: 'other', tables: badTables } }))],
  ['table_invalid', 'a bad table', () => problem(manager.client.send(catalogue.draftVersion, { productId, content: { ...orangeContent, tables: badTables } }))],
]);
refusalTable(catalogue.submitVersion, [
  ['version_not_found', 'a version that is not there', () => problem(manager.client.send(catalogue.submitVersion, { versionId: nobody }))],
  ['not_a_draft', 'one that is in review', async () => problem(manager.client.send(catalogue.submitVersion, { versionId: await inReview() }))],
]);
refusalTable(catalogue.publishVersion, [
  ['version_not_found', 'a version that is not there', () => problem(manager.client.send(catalogue.publishVersion, { versionId: nobody }))],
  ['not_in_review', 'a draft', async () => problem(manager.client.send(catalogue.publishVersion, { versionId: await draft() }))],
  ['drafter_may_not_publish', 'sent in by another person, agreed to by its drafter', async () => agreed(await manager.client.send(catalogue.publishVersion, { versionId: await inReview(both) }), both)],
]);
refusalTable(catalogue.retireVersion, [
  ['version_not_found', 'a version that is not there', () => problem(manager.client.send(catalogue.retireVersion, { versionId: nobody, reason: '不再销售' }))],
  ['already_retired', 'retired before', async () => {
    const versionId = await draft();
    expect(done(await manager.client.send(catalogue.retireVersion, { versionId, reason: '不再销售' }))).toEqual({ versionId, state: 'retired' });
    return problem(manager.client.send(catalogue.retireVersion, { versionId, reason: '不再销售' }));
  }],
]);
const lprRow = (publishedOn: string, ratePercent: string) => ({ publishedOn, tenor: '1Y' as const, ratePercent, source: '测试' });
refusalTable(catalogue.importLpr, [
  ['lpr_in_the_future', 'the day after the business day, and a conflict', () => problem(manager.client.send(catalogue.importLpr, { rows: [lprRow('2022-08-22', '9.99'), lprRow('2026-11-25', '3.00')] }))],
  ['lpr_conflict', 'another value for a day on record', () => problem(manager.client.send(catalogue.importLpr, { rows: [lprRow('2022-08-22', '3.70')] }))],
]);

test('a problem of a table names its row and column', async () => {
  try { await manager.client.send(catalogue.draftVersion, { productId, content: { ...orangeContent, tables: badTables } }); expect.unreachable(); } catch (error) {
    expect(Object.keys((error as ProblemError).problem.facts ?? {})).toEqual(['limit[1].panelRating', 'limit[1].income']);
  }
});
test('a float, an unknown field and a foreign unit are refused before the catalogue is asked', async () => {
  expect(await problem(manager.client.send(catalogue.draftVersion, { productId, content: { ...orangeContent, graceDays: 1.5 } }))).toBe('invalid_input');
  expect(await problem(manager.client.send(catalogue.draftVersion, { productId, content: { ...orangeContent, colour: 'orange' } as never }))).toBe('invalid_input');
  expect(await problem(foreign.client.send(catalogue.draftVersion, { productId, content: orangeContent }))).toBe('out_of_scope');
  expect(await problem(foreign.client.send(catalogue.importLpr, { rows: [lprRow('2022-08-22', '3.65')] }))).toBe('out_of_scope');
  expect(await problem(risk.client.send(catalogue.createBrand, { code: 'risky', ...names, unitPath: testUnits.root }))).toBe('not_permitted');
});

describe('draft → review → published → retired', () => {
  test('the maker does not agree to their own; risk does; only then it is sold', async () => {
    const versionId = await inReview(both);
    const reply = await both.client.send(catalogue.publishVersion, { versionId });
    const batchId = reply.status === 'pending' ? reply.batchId : '';
    expect(await problem(decide(both, batchId))).toBe('maker_may_not_approve');
    expect(await stateOf(versionId)).toBe('review');
    expect(await publishedVersion(bank.db, { versionId })).toBeUndefined();
    await decide(risk, batchId);
    await bank.app.jobs.idle();
    expect(await both.client.ask(catalogue.readVersion, { versionId })).toMatchObject({ state: 'published', publishedOn: '2026-11-24', content: orangeContent, approvedByNames: ['risk3'] });
    expect(await publishedVersion(bank.db, { productId })).toMatchObject({ id: versionId, content: { limits: { maximumMinor: 40_000_000n } } });
  });
  test('the head of the unit may be asked instead', async () => {
    const versionId = await inReview();
    expect(await agreed(await manager.client.send(catalogue.publishVersion, { versionId, approverRole: 'head_of_unit' }), head)).toBe('succeeded');
  });
  test('the next one retires it; contracts that froze it still find it', async () => {
    const first = await published();
    const second = await published();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['retired', 'published']);
    expect((await publishedVersions(bank.db, { productIds: [productId] })).get(productId)?.id).toBe(second);
    expect([...(await publishedVersions(bank.db, { versionIds: [first, second] })).keys()]).toEqual([second]);
    expect((await versionsById(bank.db, [first])).get(first)).toMatchObject({ state: 'retired', content: { speciality: '脐橙' } });
  });
  test('a published version cannot change, whoever tries', async () => {
    const versionId = await published();
    const change = (by: typeof bank.db, what: ReturnType<typeof sql>) => by.run(sql`update catalogue.version set ${what} where id = ${versionId}`);
    await expect(change(bank.db, sql`content = '{}'`)).rejects.toThrow('permission denied');
    await expect(change(bank.superuser, sql`content = '{}'`)).rejects.toThrow('written once');
    await expect(change(bank.superuser, sql`content_sha256 = ${'0'.repeat(64)}`)).rejects.toThrow('written once');
    await expect(change(bank.superuser, sql`published_on = '2020-01-01', state = 'retired', retired_on = '2026-11-24'`)).rejects.toThrow('keeps the day');
    await expect(change(bank.db, sql`state = 'draft'`)).rejects.toThrow('does not go from published to draft');
    await expect(bank.db.run(sql`delete from catalogue.version where id = ${versionId}`)).rejects.toThrow('permission denied');
  });
  test('two drafts that arrive together take two numbers', async () => {
    const drafts = await Promise.all([1, 2, 3].map(() => manager.client.send(catalogue.draftVersion, { productId, content: orangeContent })));
    expect(new Set(drafts.map((reply) => done(reply).number)).size).toBe(3);
    expect(new Set(drafts.map((reply) => done(reply).contentSha256)).size).toBe(1);
  });
});

describe('LPR', () => {
  const rows: [string, '1Y' | '5Y', string, string][] = [
    ['the day it is published it is not used yet', '1Y', '2022-08-22', '2022-05-20 3.70'],
    ['the day after it is', '1Y', '2022-08-23', '2022-08-22 3.65'],
    ['the other tenor has its own value', '5Y', '2022-08-23', '2022-08-22 4.30'],
    ['a month without a row kept the value', '1Y', '2022-04-25', '2022-01-20 3.70'],
    ['today, the latest on record', '1Y', '2026-11-24', '2025-05-20 3.00'],
    ['before the first there is none', '1Y', '2021-12-20', 'lpr_not_loaded'],
    ['and from the day after the first there is', '1Y', '2021-12-21', '2021-12-20 3.80'],
  ];
  test.each(rows)('%s: %s on %s', async (_, tenor, day, expected) => {
    const found = await lprOn(bank.db, tenor, day);
    expect(found.ok ? `${found.value.publishedOn} ${found.value.ratePercent}` : found.refusal.code).toBe(expected);
  });
  test('an import waits for risk, takes effect once, and a repeat of it changes nothing', async () => {
    const rows = [lprRow('2026-10-20', '2.95'), lprRow('2022-08-22', '3.65')];
    expect(await agreed(await manager.client.send(catalogue.importLpr, { rows }), risk)).toBe('succeeded');
    expect(done(await manager.client.send(catalogue.importLpr, { rows }))).toEqual({ imported: 0, repeated: 2 });
    expect((await manager.client.ask(catalogue.lprs, { tenor: '1Y', order: 'descending', limit: 1 })).items).toMatchObject([{ publishedOn: '2026-10-20', ratePercent: '2.95', source: '测试' }]);
  });
});

describe('what people see', () => {
  test('an outlet sees the products of the units above it, another sub-branch does not', async () => {
    const versionId = await published();
    expect((await outletClerk.client.ask(catalogue.products, { published: true })).items).toMatchObject([{ code: 'orange-loan', brandCode: 'xingnong', publishedVersionId: versionId }]);
    expect((await outletClerk.client.ask(catalogue.brands, {})).items).toMatchObject([{ code: 'xingnong', products: 1 }]);
    expect((await outletClerk.client.ask(catalogue.versions, { productId, state: 'published' })).items).toMatchObject([{ id: versionId }]);
    expect((await foreign.client.ask(catalogue.products, {})).total).toBe(0);
    expect(await problem(foreign.client.ask(catalogue.readVersion, { versionId }))).toBe('version_not_found');
  });
  const facts = ['acreageMuHundredths=1250', 'panelRating=82', 'onGreyList=false', 'ageYears=47', 'hasOverdue=false', 'waterNeedCubicMetres=240', 'povertyRelieved=false'];
  test('a draft is tried on facts: results with reasons', async () => {
    const tried = await manager.client.ask(catalogue.tryTables, { versionId: await draft(), facts });
    expect(tried).toMatchObject({ eligible: true, limitMinor: '13500000', basisPoints: '60', lpr: { publishedOn: '2026-10-20', ratePercent: '2.95' }, annualRate: '0.035500' });
    expect(tried.tables.limit.reasons).toEqual([{ zh: '果园 8–15 亩，评议 75–89 分，缺水 200 立方米以上', en: 'orchard of 8–15 mu, rating 75–89, 200 m³ of water and more needed' }]);
  });
  test('who is turned away is told every reason, and gets no limit', async () => {
    const tried = await manager.client.ask(catalogue.tryTables, { versionId: await draft(), facts: [...facts.slice(0, 2), 'onGreyList=true', 'ageYears=70', ...facts.slice(4)] });
    expect(tried).toMatchObject({ eligible: false, limitMinor: '0', tables: { eligibility: { rows: [2, 4], reasons: [{ zh: '在村评议灰名单上' }, { zh: '超过 65 周岁' }] } } });
  });
  const refused: [string, string, () => Promise<unknown>][] = [
    ['version_not_found', 'a version that is not there', () => manager.client.ask(catalogue.tryTables, { versionId: nobody, facts })],
    ['facts_invalid', 'facts that are missing or of another type', async () => manager.client.ask(catalogue.tryTables, { versionId: await draft(), facts: ['panelRating=high'] })],
  ];
  test.each(refused)('tryTables refuses %s: %s', async (code, _, work) => expect(await problem(work())).toBe(code));
});

test('a bank is set up with products that were agreed before', async () => {
  const brand = { id: newId(), code: 'set-up', nameZh: '设立', nameEn: 'Set up', unitPath: testUnits.root };
  const products = [{ id: newId(), code: 'set-up-loan', brandId: brand.id, unitPath: testUnits.own, content: { ...orangeContent, brand: 'set-up' } }];
  const versions = await transaction(bank.superuser, (tx) => createCatalogue(tx, { brands: [brand], products, on: '2022-08-01', draftedBy: manager.id, approvedBy: risk.id }));
  expect(await manager.client.ask(catalogue.readVersion, { versionId: versions.get('set-up-loan')! })).toMatchObject({ state: 'published', number: 1, publishedOn: '2022-08-01', draftedByName: 'product_manager1', approvedByNames: ['risk3'] });
  await expect(transaction(bank.superuser, (tx) => createCatalogue(tx, { brands: [], products: [{ ...products[0]!, id: newId(), code: 'unsound' }], on: '2022-08-01', draftedBy: manager.id, approvedBy: risk.id }))).rejects.toThrow('brand');
});
