import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '#client';
import { contracts } from '#contracts';
import { newId } from '#kernel';
import { sha256Hex, sql, transaction, type Tx } from '#platform';
import { openBank, testUnits, type Person, type TestBank } from '../../../test/support/bank.ts';
import { loadFile, storeFile } from './files.ts';
import { nextNumbers } from './numbering.ts';
import { openPrintData, requestPrints, selectPrint, type PrintRequest } from './prints.ts';
import { samples } from './templates/samples.ts';

const { documents } = contracts;
let bank: TestBank;
let manager: Person, stranger: Person, security: Person, auditor: Person, customer: Person;
const partyId = newId();
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(64)]);

beforeAll(async () => {
  bank = await openBank();
  [manager, stranger, security, auditor, customer] = (await Promise.all([
    bank.person('customer_manager', testUnits.own), bank.person('customer_manager', testUnits.foreign), bank.person('security_administrator', testUnits.root), bank.person('auditor', testUnits.root), bank.person('customer', testUnits.own, { partyId }),
  ])) as [Person, Person, Person, Person, Person];
});
afterAll(() => bank.close());

const problem = async (work: Promise<unknown>) => {
  try { await work; } catch (error) { if (error instanceof ProblemError) return `${error.problem.status} ${error.problem.code}`; throw error; }
  return 'no problem';
};
const upload = (person: Person, bytes: Buffer, type: string, query = `unitPath=${testUnits.own}&name=${encodeURIComponent('水泵发票.png')}`) =>
  person.client.raw('POST', `/api/files?${query}`, bytes, { 'content-type': type }) as Promise<{ sha256: string; bytes: number }>;
const fetchFile = (person: Person, sha256: string) => fetch(`${bank.address}/api/files/${sha256}`, { headers: { authorization: `Bearer ${person.token}` } });

describe('files: the checks come in this order', () => {
  const rows: [string, string, () => Promise<unknown>][] = [
    ['no session', '401 not_signed_in', () => upload({ ...manager, client: anonymous() }, png, 'image/png')],
    ['a role that may not', '403 not_permitted', () => upload(security, png, 'image/png')],
    ['a role that only reads', '403 not_permitted', () => upload(auditor, png, 'image/png')],
    ['a customer', '403 not_permitted', () => upload(customer, png, 'image/png')],
    ['no unit', '400 invalid_input', () => upload(manager, png, 'image/png', 'name=a.png')],
    ['a parameter nobody knows', '400 invalid_input', () => upload(manager, png, 'image/png', `unitPath=${testUnits.own}&name=a.png&more=1`)],
    ['no name', '400 name_missing', () => upload(manager, png, 'image/png', `unitPath=${testUnits.own}`)],
    ['a name that is only a path', '400 name_missing', () => upload(manager, png, 'image/png', `unitPath=${testUnits.own}&name=${encodeURIComponent('../..')}`)],
    ['a type outside the list', '422 media_type_not_allowed', () => upload(manager, png, 'image/svg+xml')],
    ['a page', '422 media_type_not_allowed', () => upload(manager, Buffer.from('<script>'), 'text/html')],
    ['a unit that is not there', '404 unit_not_found', () => upload(manager, png, 'image/png', 'unitPath=XX.&name=a.png')],
    ['another unit', '403 out_of_scope', () => upload(manager, png, 'image/png', `unitPath=${testUnits.foreign}&name=a.png`)],
    ['more than 10 MiB', '413 too_large', () => upload(manager, Buffer.alloc(10 * 1024 * 1024 + 1), 'image/png')],
    ['nothing', '422 file_empty', () => upload(manager, Buffer.alloc(0), 'image/png')],
    ['a page that says it is a picture', '422 content_mismatch', () => upload(manager, Buffer.from('<html>'), 'image/png')],
    ['a picture that says it is another', '422 content_mismatch', () => upload(manager, png, 'image/jpeg')],
    ['bytes that say they are text', '422 content_mismatch', () => upload(manager, Buffer.from([0x61, 0x00, 0x62]), 'text/csv')],
  ];
  const anonymous = () => ({ ...manager.client, raw: async (method: string, path: string, body: unknown, headers: Record<string, string>) => (await import('#client')).createClient({ base: bank.address }).raw(method, path, body, headers) });
  test.each(rows)('%s: %s', async (_, expected, send) => expect(await problem(send())).toBe(expected));
  test('nothing was kept', async () => expect(await bank.db.rows(sql`select 1 from documents.file`)).toEqual([]));
});

describe('files', () => {
  test('an upload comes back byte for byte, to its unit and those above it only', async () => {
    const kept = await upload(manager, png, 'image/png');
    expect(kept).toEqual({ sha256: sha256Hex(png), mediaType: 'image/png', bytes: png.length });
    const answer = await fetchFile(manager, kept.sha256);
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    expect(Object.fromEntries(['content-type', 'x-content-type-options', 'cache-control', 'content-disposition'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store', 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('水泵发票.png')}`,
    });
    expect((await fetchFile(auditor, kept.sha256)).status).toBe(200);
    expect((await fetchFile(stranger, kept.sha256)).status).toBe(404);
    expect((await fetchFile(security, kept.sha256)).status).toBe(403);
    expect((await fetchFile(customer, kept.sha256)).status).toBe(404);
    expect((await fetchFile(manager, '0'.repeat(64))).status).toBe(404);
    expect(await bank.db.rows(sql`select kind, count(*)::int as times from commands.audit_event where subject = ${kept.sha256} group by kind order by kind`)).toEqual([{ kind: 'file_read', times: 2 }, { kind: 'file_stored', times: 1 }]);
  });
  test('the same content twice is one file; another unit that brings it sees it under its own name', async () => {
    await Promise.all([upload(manager, png, 'image/png'), upload(stranger, png, 'image/png', `unitPath=${testUnits.foreign}&name=b.png`)]);
    expect(await bank.db.rows(sql`select unit_path, name from documents.file where sha256 = ${sha256Hex(png)} order by unit_path`)).toEqual([{ unit_path: testUnits.own, name: '水泵发票.png' }, { unit_path: testUnits.foreign, name: 'b.png' }]);
    expect((await fetchFile(stranger, sha256Hex(png))).status).toBe(200);
    expect((await stranger.client.ask(documents.files, {})).items.map((item) => item.name)).toEqual(['b.png']);
    expect((await manager.client.ask(documents.files, { mediaType: 'image/png' })).items).toMatchObject([{ sha256: sha256Hex(png), bytes: png.length, uploadedByName: expect.stringContaining('customer_manager') }]);
  });
  test('a spreadsheet in GB 18030 is text, and is downloaded rather than shown', async () => {
    const csv = Buffer.from('d0d5c3fb2cbdf0b6ee0d0a', 'hex'); // 姓名,金额
    const { sha256 } = await upload(manager, csv, 'text/csv; charset=gb18030', `unitPath=${testUnits.own}&name=a.csv`);
    const answer = await fetchFile(manager, sha256);
    expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual(['application/octet-stream', "attachment; filename*=UTF-8''a.csv"]);
  });
  test('on disk it cannot be read; damaged bytes are not served; an upload mends them; without its key it is gone', async () => {
    const parts = { db: bank.db, sealer: bank.app.sealer, filesDirectory: mkdtempSync(join(tmpdir(), 'gongbi-files-test-')) };
    const bytes = Buffer.from('%PDF-1.7 覃橙红 500236199003074512');
    const file = { bytes, mediaType: 'application/pdf' as const, name: 'a.pdf', unitPath: testUnits.own, uploadedBy: null, at: new Date() };
    const sha256 = await storeFile(parts, file);
    const path = join(parts.filesDirectory, sha256.slice(0, 2), sha256);
    const sealed = readFileSync(path);
    expect(sealed.includes('500236')).toBe(false);
    expect(readdirSync(join(parts.filesDirectory, sha256.slice(0, 2)))).toEqual([sha256]);
    sealed[sealed.length - 1]! ^= 1;
    writeFileSync(path, sealed);
    await expect(loadFile(bank.db, parts, sha256)).rejects.toThrow('in its place and whole');
    await storeFile(parts, file);
    expect((await loadFile(bank.db, parts, sha256))!.equals(bytes)).toBe(true);
    await transaction(bank.db, (tx) => parts.sealer.drop(tx, `file:${sha256}`));
    expect(await loadFile(bank.db, parts, sha256)).toBeUndefined();
    rmSync(parts.filesDirectory, { recursive: true });
  });
});

describe('numbers', () => {
  const series = { unitPath: testUnits.own, year: 2026, kind: 'loan_contract' };
  const draw = (count: number, more = {}) => transaction(bank.db, (tx) => nextNumbers(tx, { ...series, ...more }, count));
  test('run from one, per unit, year and kind', async () => {
    expect(await draw(2)).toEqual(['FJ-2026-贷合-000001', 'FJ-2026-贷合-000002']);
    expect(await draw(1)).toEqual(['FJ-2026-贷合-000003']);
    expect(await draw(1, { year: 2027 })).toEqual(['FJ-2027-贷合-000001']);
    expect(await draw(1, { unitPath: testUnits.foreign })).toEqual(['YB-2026-贷合-000001']);
    expect(await draw(1, { kind: 'receipt' })).toEqual(['FJ-2026-回单-00000001']);
    expect(await draw(0)).toEqual([]);
  });
  test('a rollback gives them back, and thirty at once leave no gap and no double', async () => {
    await expect(transaction(bank.db, async (tx) => { await nextNumbers(tx, series, 5); throw new Error('undone'); })).rejects.toThrow('undone');
    const drawn = (await Promise.all(Array.from({ length: 30 }, (_, index) => draw(1 + (index % 3))))).flat().sort();
    expect(drawn).toEqual(Array.from({ length: 60 }, (_, index) => `FJ-2026-贷合-${String(index + 4).padStart(6, '0')}`));
  });
  test('a kind or a unit that is not set up is a fault', async () => {
    await expect(draw(1, { kind: 'nonsense' })).rejects.toThrow('are set up');
    await expect(draw(1, { unitPath: 'XX.' })).rejects.toThrow('are set up');
  });
});

describe('prints', () => {
  const contractId = newId();
  const commandId = newId();
  const request = (number: string): PrintRequest => ({ kind: 'loan_contract', number, data: samples.loan_contract, subject: contractId, unitPath: testUnits.own, partyId, commandId, at: new Date('2026-11-24T02:40:00Z') });
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => transaction(bank.db, work);
  let printId = '';
  test('a print asked for is rendered after the commit, once', async () => {
    [printId] = (await inTransaction((tx) => requestPrints(tx, bank.app.sealer, [request('FJ-2026-贷合-900001')]))) as [string];
    expect(await inTransaction((tx) => requestPrints(tx, bank.app.sealer, [request('FJ-2026-贷合-900001')]))).toEqual([printId]);
    await bank.app.jobs.idle();
    const { items } = await manager.client.ask(documents.prints, { subject: contractId });
    expect(items).toMatchObject([{ id: printId, kind: 'loan_contract', titleZh: '借款合同', number: 'FJ-2026-贷合-900001', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    const answer = await fetchFile(manager, items[0]!.sha256!);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(sha256Hex(bytes)).toBe(items[0]!.sha256);
  });
  test('its data come back with their amounts, and no table holds the identity number', async () => {
    const row = (await selectPrint(bank.db, printId))!;
    expect(await openPrintData(bank.db, bank.app.sealer, row)).toEqual(samples.loan_contract);
    const [{ plain }] = (await bank.db.rows<{ plain: string }>(sql`select data_sealed::text as plain from documents.print where id = ${printId}`)) as [{ plain: string }];
    expect(plain).not.toContain(samples.loan_contract.borrower.idNumber);
  });
  test('the customer reads their own print, a stranger none', async () => {
    const { items: [own] } = await customer.client.ask(documents.prints, {});
    expect(own!.id).toBe(printId);
    expect((await fetchFile(customer, own!.sha256!)).status).toBe(200);
    expect((await stranger.client.ask(documents.prints, {})).total).toBe(0);
    expect(await problem(stranger.client.ask(documents.print, { printId }))).toBe('404 print_not_found');
    expect((await fetchFile(stranger, own!.sha256!)).status).toBe(404);
  });
  test('the check of a print tells whether its content is as recorded', async () => {
    const before = await manager.client.ask(documents.print, { printId });
    expect(before).toMatchObject({ contentIntact: true, checkCode: `gongbi:${printId}:${before.contentHash}` });
    await bank.superuser.run(sql`update documents.print set number = number || '9' where id = ${printId}`);
    expect(await manager.client.ask(documents.print, { printId })).toMatchObject({ contentIntact: false });
    await bank.superuser.run(sql`update documents.print set number = rtrim(number, '9') where id = ${printId}`);
  });
  test('what was rolled back is not printed', async () => {
    await expect(inTransaction(async (tx) => { await requestPrints(tx, bank.app.sealer, [request('FJ-2026-贷合-900002')]); throw new Error('undone'); })).rejects.toThrow('undone');
    await bank.app.jobs.idle();
    expect((await manager.client.ask(documents.prints, { subject: contractId })).total).toBe(1);
  });
});
