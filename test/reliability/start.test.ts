import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { canReach } from '../../src/platform/postgres/account.ts';
import { findPostgresHome, removePostgresHome } from '../../src/platform/postgres/home.ts';
import { isAlive, isPostmasterOf, readPostmaster, stopPostmaster } from '../../src/platform/postgres/postmaster.ts';

// Each start is a real one, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const repository = fileURLToPath(new URL('../../', import.meta.url));
const isRoot = process.getuid?.() === 0;
const readyLine = '工笔已启动';

let scratch = '';
const started: ChildProcess[] = [];

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'gongbi-start-'));
  // Accounts other than ours have to walk through to their own folders.
  chmodSync(scratch, 0o711);
});

afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await stop(child, 'SIGKILL');
  for (const folder of folders) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) continue;
    await stopLeftover(folder);
    removePostgresHome(folder);
  }
  rmSync(scratch, { recursive: true, force: true });
});

type Account = { uid: number; gid: number };
type Launch = { env?: Record<string, string>; command?: string[]; account?: Account; directory?: string; node?: string };

/** Runs `start` as its own process, with nothing of our environment but the PATH. Output collects in `text()`. */
function launch({ env = {}, command = ['src/main.ts', 'start'], account, directory = repository, node = process.execPath }: Launch) {
  const child = spawn(node, command, {
    cwd: directory, env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'], ...account,
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const ready = async (): Promise<void> => {
    const code = await outcome;
    if (code !== 'serving') throw new Error(`start ended with ${code}: ${output}`);
  };
  const outcome = Promise.race([ended, new Promise<'serving'>((resolve) => {
    child.stderr.on('data', () => output.includes(readyLine) && resolve('serving'));
  })]);
  return { child, ended, outcome, ready, text: () => output };
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill(signal);
  return gone;
}

const folders: string[] = [];
let counter = 0;
function freshFolder(): string {
  const path = join(scratch, `data-${counter++}`);
  folders.push(path);
  return path;
}

const cluster = (data: string): string => join(findPostgresHome(data) ?? '', 'cluster');

/** What a failed test may have left running. */
async function stopLeftover(data: string): Promise<void> {
  const postmaster = readPostmaster(cluster(data));
  if (postmaster !== null && isPostmasterOf(cluster(data), postmaster.processId)) await stopPostmaster(postmaster.processId);
}

const ownerOf = (processId: number): number => Number(execFileSync('ps', ['-o', 'uid=', '-p', String(processId)], { encoding: 'utf8' }));
const idOf = (flag: string, name: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
const nobody = (): Account => ({ uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') });

/** A refusal is one clear sentence and exit code 1; a stack would mean that nobody thought of the case. */
function expectRefusal(run: { code: number | string; text: string }, sentence: RegExp): void {
  expect(run.text).toMatch(sentence);
  expect(run.text).not.toMatch(/^\s+at /m);
  expect(run.code).toBe(1);
}

async function refusal(options: Launch, sentence: RegExp): Promise<string> {
  const run = launch(options);
  expectRefusal({ code: await run.outcome, text: run.text() }, sentence);
  return run.text();
}

describe('a start that cannot work says why and ends with 1', () => {
  let blocker: Server;
  let busyPort = 0;
  beforeAll(async () => {
    blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const address = blocker.address();
    busyPort = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => void blocker.close());

  const cases: { name: string; env: () => Record<string, string>; sentence: () => RegExp }[] = [
    { name: 'port busy', env: () => ({ GONGBI_DATA: freshFolder(), PORT: String(busyPort) }), sentence: () => new RegExp(`Port ${busyPort} is already in use[^]*PORT=${busyPort + 1}`) },
    { name: 'port no number', env: () => ({ GONGBI_DATA: freshFolder(), PORT: 'seven' }), sentence: () => /PORT must be a whole number/ },
    { name: 'host not ours', env: () => ({ GONGBI_DATA: freshFolder(), HOST: '203.0.113.1', PORT: '0' }), sentence: () => /HOST 203\.0\.113\.1 is not an address of this machine/ },
    {
      name: 'a file where the folder should be',
      env: () => {
        const path = freshFolder();
        writeFileSync(path, '');
        return { GONGBI_DATA: path, PORT: '0' };
      },
      sentence: () => /The data folder cannot be written to: .* \(EEXIST\)/,
    },
    {
      name: 'data of a newer Gongbi',
      env: () => {
        const path = freshFolder();
        mkdirSync(path);
        writeFileSync(join(path, 'data-version'), '999999\n');
        return { GONGBI_DATA: path, PORT: '0' };
      },
      sentence: () => /A newer Gongbi wrote .* \(data version 999999, this one knows \d+\)/,
    },
    {
      name: 'DATABASE_URL unreachable',
      env: () => ({ GONGBI_DATA: freshFolder(), PORT: '0', DATABASE_URL: 'postgres://owner:hunter2@127.0.0.1:1/bank' }),
      sentence: () => /Cannot reach the PostgreSQL at 127\.0\.0\.1:1 that DATABASE_URL names \(ECONNREFUSED\)/,
    },
    { name: 'DATABASE_URL of another database', env: () => ({ GONGBI_DATA: freshFolder(), DATABASE_URL: 'mysql://owner:hunter2@127.0.0.1/bank' }), sentence: () => /DATABASE_URL must start with postgres:/ },
  ];
  test.for(cases)('$name', async ({ env, sentence }) => {
    const text = await refusal({ env: env() }, sentence());
    expect(text).not.toContain('hunter2');
  });

  test('folder without write permission', async () => {
    const path = freshFolder();
    mkdirSync(path, { mode: 0o555 });
    chmodSync(path, 0o555);
    // Permissions do not hold root back, so there somebody else has to try.
    const account = isRoot ? { account: nobody(), ...reachableRepository() } : {};
    await refusal({ env: { GONGBI_DATA: path, PORT: '0' }, ...account }, /The data folder cannot be written to: .* \(EACCES\)/);
  });

  test('unknown verb', async () => {
    await refusal({ command: ['bootstrap.mjs', 'dance'] }, /Usage: node bootstrap\.mjs start\|/);
  });
});

describe('the life of one data directory', () => {
  let data = '';
  let env: Record<string, string> = {};
  let first: ReturnType<typeof launch>;
  let firstServer = 0;

  const query = async (text: string): Promise<unknown[]> => {
    const client = new Client({ host: readPostmaster(cluster(data))?.socketDirectory, port: 5432, user: 'postgres', database: 'gongbi' });
    await client.connect();
    const { rows } = await client.query(text);
    await client.end();
    return rows;
  };

  test('first start: serves, and PostgreSQL never runs as root', async () => {
    data = freshFolder();
    env = { GONGBI_DATA: data, PORT: '0' };
    first = launch({ env });
    await first.ready();
    firstServer = readPostmaster(cluster(data))?.processId ?? 0;
    if (isRoot) expect(ownerOf(firstServer)).not.toBe(0);
    else expect(ownerOf(firstServer)).toBe(process.getuid?.());
    expect(statSync(join(data, 'keys', '0001.key')).mode & 0o777).toBe(0o600);
    expect(statSync(readPostmaster(cluster(data))?.socketDirectory ?? '').mode & 0o777).toBe(0o700);
    await query('create table public.proof as select 42 as answer');
  });

  test('a kill while the demo region is being made: the next start finishes it, and nothing is there twice', async () => {
    const folder = freshFolder();
    const halfway = launch({ env: { GONGBI_DATA: folder, PORT: '0' } });
    await vi.waitFor(() => expect(halfway.text()).toContain('建立演示地区'), { timeout: 60_000, interval: 20 });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await stop(halfway.child, 'SIGKILL');
    expect(halfway.text()).not.toContain(readyLine);
    const again = launch({ env: { GONGBI_DATA: folder, PORT: '0' } });
    await again.ready();
    const { socketDirectory = '', port = 0 } = readPostmaster(cluster(folder)) ?? {};
    const client = new Client({ host: socketDirectory, port, database: 'gongbi', user: 'gongbi_app' });
    await client.connect();
    const { rows } = await client.query(`select (select count(*)::int from lending.contract where state = 'active') as loans, (select sum(principal_minor)::text from lending.contract where state = 'active') as lent,
      (select count(*)::int from ledger.entry where kind = 'loan_disbursed') as entries, (select count(*)::int from lending.application) as applications`);
    await client.end();
    expect(rows).toEqual([{ loans: 82, lent: '1872000000', entries: 82, applications: 89 }]);
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  test('a second start on the same data is refused and does no harm', async () => {
    await refusal({ env }, /Another Gongbi is running on/);
    expect(await query('select answer from public.proof')).toEqual([{ answer: 42 }]);
  });

  test('kill -9 leaves an orphan that the next start adopts, data and all', async () => {
    await stop(first.child, 'SIGKILL');
    expect(isAlive(firstServer)).toBe(true);
    const second = launch({ env, command: ['bootstrap.mjs', 'start'] });
    await second.ready();
    expect(readPostmaster(cluster(data))?.processId).toBe(firstServer);
    expect(await query('select answer from public.proof')).toEqual([{ answer: 42 }]);
    first = second;
  });

  test('SIGTERM, passed on by the bootstrap: ends with 0 and takes the server along', async () => {
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(isAlive(firstServer)).toBe(false);
    expect(existsSync(join(cluster(data), 'postmaster.pid'))).toBe(false);
  });

  test('data of another PostgreSQL major are refused', async () => {
    const path = join(cluster(data), 'PG_VERSION');
    const owner = statSync(path);
    writeFileSync(path, '17\n');
    await refusal({ env }, /holds data of PostgreSQL 17, Gongbi runs 18/);
    writeFileSync(path, '18\n');
    chownSync(path, owner.uid, owner.gid);
  });

  test('a lost key is refused, not replaced', async () => {
    renameSync(join(data, 'keys'), join(data, 'keys-away'));
    await refusal({ env }, /The data exist, but their key file is missing/);
    renameSync(join(data, 'keys-away'), join(data, 'keys'));
  });

  test('a process number that now belongs to a stranger does not block the start; losing the server ends it with 1', async () => {
    writeFileSync(join(cluster(data), 'postmaster.pid'), `${process.pid}\n${cluster(data)}\n0\n5432\n/nowhere\n\n\nready\n`);
    const run = launch({ env });
    await run.ready();
    expect(await query('select answer from public.proof')).toEqual([{ answer: 42 }]);
    process.kill(readPostmaster(cluster(data))?.processId ?? 0, 'SIGQUIT');
    expect(await run.ended).toBe(1);
    expect(run.text()).toMatch(/The database stopped unexpectedly/);
  });
});

/** The repository, or a copy of it where every account can go: a clone under /root is closed to all but root. */
function reachableRepository(): { directory: string; node: string } {
  const account = { name: 'nobody', ...nobody() };
  if (canReach(account, repository) && canReach(account, dirname(process.execPath))) return { directory: repository, node: process.execPath };
  const directory = join(scratch, 'repository');
  const node = join(directory, basename(process.execPath));
  if (existsSync(directory)) return { directory, node };
  mkdirSync(directory);
  const parts = ['src', 'package.json', 'bootstrap.mjs'];
  for (const part of parts) cpSync(join(repository, part), join(directory, part), { recursive: true });
  cpSync(process.execPath, node);
  // The machine's umask may have closed what was just made.
  execFileSync('chmod', ['-R', 'a+rX', node, ...parts.map((part) => join(directory, part))]);
  chmodSync(directory, 0o755);
  copyPackages(join(repository, 'node_modules'), directory, account);
  return { directory, node };
}

/** Hard links where file system and permissions allow them, as the packages are half a gigabyte; else a copy opened for reading. */
function copyPackages(from: string, directory: string, account: Account): void {
  const packages = join(directory, 'node_modules');
  try {
    execFileSync('cp', ['-al', from, directory], { stdio: 'ignore' });
    execFileSync('cat', [join(packages, 'pg', 'package.json')], { stdio: 'ignore', cwd: '/', uid: account.uid, gid: account.gid });
  } catch {
    rmSync(packages, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, directory]);
    execFileSync('chmod', ['-R', 'a+rX', packages]);
  }
}

describe('whoever starts it', () => {
  test('an ordinary user: the server is theirs, and a path too long for a socket does not matter', async () => {
    const parent = freshFolder();
    mkdirSync(parent);
    const account = isRoot ? nobody() : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    chownSync(parent, account.uid, account.gid);
    const data = join(parent, 'x'.repeat(100));
    folders.push(data);
    const run = launch({ env: { GONGBI_DATA: data, PORT: '0' }, ...(isRoot ? { account, ...reachableRepository() } : {}) });
    await run.ready();
    const postmaster = readPostmaster(cluster(data));
    expect(ownerOf(postmaster?.processId ?? 0)).toBe(account.uid);
    expect(postmaster?.socketDirectory.startsWith(data)).toBe(false);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
  });

  test('data in a folder that only their owner can enter', async () => {
    const parent = freshFolder();
    mkdirSync(parent, { mode: 0o700 });
    const data = join(parent, '.gongbi');
    folders.push(data);
    const run = launch({ env: { GONGBI_DATA: data, PORT: '0' } });
    await run.ready();
    const home = findPostgresHome(data) ?? '';
    // Root's server runs as somebody who cannot go there; an ordinary user's stays with the data.
    expect(home.startsWith(parent)).toBe(!isRoot);
    expect(ownerOf(readPostmaster(cluster(data))?.processId ?? 0)).not.toBe(0);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });
});
