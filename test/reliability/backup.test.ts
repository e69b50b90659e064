import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readManifest, writeManifest } from '../../src/platform/backup/manifest.ts';
import { findPostgresHome } from '../../src/platform/postgres/home.ts';
import { random } from '../../story/farms.ts';
import { audit } from './faults/auditor.ts';
import { attachFaultBank, createFaultBank, removeFaultBank, type FaultBank } from './faults/bank.ts';
import { startTraffic, type Operation } from './faults/clients.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const repository = fileURLToPath(new URL('../../', import.meta.url));
const known = { dataVersion: 999, postgresMajor: '18' };
let scratch = '';
let backup = '';
let bank: FaultBank;
const restored: FaultBank[] = [];
const operations: Operation[] = [];

/** Runs a verb as its own process on a data directory. */
function verb(name: 'backup' | 'restore', data: string, directory: string): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ['src/main.ts', name, directory], { cwd: repository, env: { PATH: process.env['PATH'] ?? '', GONGBI_DATA: data }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'gongbi-backup-'));
  chmodSync(scratch, 0o711);
  backup = join(scratch, 'backup');
  bank = await createFaultBank(join(scratch, 'data'));
  mkdirSync(join(bank.dataDirectory, 'files', 'ab'), { recursive: true });
  writeFileSync(join(bank.dataDirectory, 'files', 'ab', 'abcd'), 'a sealed file');
  writeFileSync(join(bank.dataDirectory, 'data-version'), '1\n');
  await bank.start();
});
afterAll(async () => {
  for (const each of [bank, ...restored]) {
    await each.stop();
    removeFaultBank(each);
  }
  rmSync(scratch, { recursive: true, force: true });
});

test('a backup taken while money moves, restored elsewhere: verify is clean, and all that was answered before its end is there', async () => {
  const traffic = startTraffic(bank, operations, random(5), 'backup');
  await vi.waitFor(() => expect(operations.filter((operation) => operation.outcome).length).toBeGreaterThan(50), { timeout: 20_000 });
  const taken = await verb('backup', bank.dataDirectory, backup);
  await traffic.stop();
  expect(taken).toMatchObject({ code: 0, text: expect.stringMatching(/Backup done/) });
  expect(statSync(backup).mode & 0o777).toBe(0o700);

  const target = join(scratch, 'restored');
  const back = await verb('restore', target, backup);
  const other = attachFaultBank(target);
  restored.push(other);
  expect(back).toMatchObject({ code: 0, text: expect.stringMatching(/Restored, \d+ checks, 0 faults/) });

  for (const path of ['keys/0001.key', 'files/ab/abcd']) expect(readFileSync(join(target, path)).equals(readFileSync(join(bank.dataDirectory, path))), path).toBe(true);
  expect(statSync(join(target, 'keys', '0001.key')).mode & 0o777).toBe(0o600);

  await other.start();
  const { completeUntil } = readManifest(backup, known);
  const promised = operations.filter((operation) => operation.outcome && performance.timeOrigin + operation.answeredAt! < Date.parse(completeUntil));
  const kept = new Set((await other.withDatabase((superuser) => superuser.pool.query<{ key: string }>(`select idempotency_key as key from commands.command`))).rows.map((row) => row.key));
  const during = promised.length - 50;
  expect(during).toBeGreaterThan(0);
  expect(promised.filter((operation) => !kept.has(operation.key))).toEqual([]);
  // What was answered after the copying may be there or not; what is there must be whole.
  expect(await audit(other, operations.filter((operation) => kept.has(operation.key)))).toEqual({ lost: [], doubled: [], stray: [], wrong: [] });
});

test('the first bank goes on as before', async () => {
  expect(await audit(bank, operations)).toEqual({ lost: [], doubled: [], stray: [], wrong: [] });
});

const refused = async (name: 'backup' | 'restore', data: string, directory: string, sentence: RegExp) => {
  const { code, text } = await verb(name, data, directory);
  expect(text).toMatch(sentence);
  expect(text).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
};
const empty = () => mkdtempSync(join(scratch, 'empty-'));
/** Restores from the backup with something about it changed, and puts it right again. */
const withChange = async (path: string, change: (path: string) => void, sentence: RegExp) => {
  const before = readFileSync(join(backup, path));
  change(join(backup, path));
  const target = empty();
  try {
    await refused('restore', target, backup, sentence);
    expect(readdirSync(target), 'nothing was written').toEqual([]);
  } finally {
    writeFileSync(join(backup, path), before);
  }
};

test('a backup into a folder that holds something is refused', () => refused('backup', bank.dataDirectory, backup, /is not empty/));
test('data that exist are not restored over', async () => {
  await refused('restore', bank.dataDirectory, backup, /holds data already; nothing was restored/);
  expect(existsSync(join(findPostgresHome(bank.dataDirectory)!, 'cluster'))).toBe(true);
});
test('a folder without a manifest is no backup', () => refused('restore', empty(), empty(), /is no finished backup/));
test.each([
  ['a byte of the database', 'database/global/pg_control', (path: string) => { const bytes = readFileSync(path); bytes[100]! ^= 1; writeFileSync(path, bytes); }, /The backup is damaged: .*pg_control/],
  ['a byte more in the keys', 'keys/0001.key', (path: string) => appendFileSync(path, 'x'), /The backup is damaged: .*0001\.key/],
  ['a missing file', 'files/ab/abcd', (path: string) => rmSync(path), /The backup is damaged: .*abcd/],
  ['the manifest', 'manifest.json', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace(/"sizeBytes": (\d)/, '"sizeBytes": 9$1')), /The backup is damaged: .*manifest\.json/],
  ['half a manifest', 'manifest.json', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 200)), /The backup is damaged: .*manifest\.json/],
  ['a newer version', 'manifest.json', () => writeManifest(backup, { ...readManifest(backup, known), dataVersion: 998 }), /A newer Gongbi wrote this backup \(data version 998/],
  ['another PostgreSQL', 'manifest.json', () => writeManifest(backup, { ...readManifest(backup, known), postgresMajor: '17' }), /The backup is of PostgreSQL 17, this is 18/],
  ['a path out of the folder', 'manifest.json', () => writeManifest(backup, { ...readManifest(backup, known), databaseFolders: ['../../outside'] }), /The backup is damaged/],
])('refused: %s', async (_, path, change, sentence) => withChange(path, change, sentence));
