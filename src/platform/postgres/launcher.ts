import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, closeSync, existsSync, lstatSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ClientConfig } from 'pg';
import { syncPath } from '../durable.ts';
import { type Progress, StartFailure } from '../progress.ts';
import { asAccount, chooseServerAccount, type ServerAccount } from './account.ts';
import { installBinaries, removeOldBinaries } from './binaries.ts';
import { findPostgresHome, makeDataDirectory, preparePostgresHome, prepareSocketDirectory, privateDirectory } from './home.ts';
import { type FileLock, tryLockFile } from './lock.ts';
import { type Postmaster, isAlive, isPostmasterOf, readPostmaster, removeStalePidFile, serves, stopPostmaster } from './postmaster.ts';
import { serverSettings } from './settings.ts';

/** A running PostgreSQL of our own: Unix socket only, in a folder no other account may enter. */
export type EmbeddedPostgres = {
  socketDirectory: string;
  port: number;
  superuser: string;
  /** Client settings for a database, as `user` or as the superuser. */
  connection(database: string, user?: string): ClientConfig;
  /** True when a server left behind by a killed process was taken over instead of started. */
  adopted: boolean;
  /** Settles when the server process is gone, expected or not. */
  exited: Promise<void>;
  /** Fast shutdown, then an immediate one; gives the lock back. Does nothing when `share` found a running server. */
  stop(): Promise<void>;
};

const superuser = 'postgres';
const port = 5432;
/** The major version whose files this server reads. */
export const postgresMajor = '18';

/**
 * Starts, or takes over, the PostgreSQL of a data directory, and holds the directory's lock until stopped.
 * With `share`, a server that another process is running is used as it is and left running (for verbs that only look).
 * Refuses with a StartFailure: in use, other major version, no binaries for the platform, server does not come up.
 */
export async function startEmbedded(options: { dataDirectory: string; report: Progress; share?: boolean }): Promise<EmbeddedPostgres> {
  const dataDirectory = makeDataDirectory(options.dataDirectory);
  const existingHome = findPostgresHome(dataDirectory);
  const account = chooseServerAccount(join(existingHome ?? join(dataDirectory, 'postgres'), 'cluster'));
  const home = preparePostgresHome(dataDirectory, account);
  const cluster = join(home, 'cluster');

  const lock = tryLockFile(join(home, 'lock'));
  if (lock === null) {
    if (options.share === true) return joinRunning(cluster, dataDirectory);
    throw new StartFailure(
      `另一个工笔进程正在使用 ${dataDirectory} · Another Gongbi is running on ${dataDirectory}`,
      '先停止它，或用 GONGBI_DATA 指定另一个目录 · Stop it first, or choose another folder with GONGBI_DATA',
    );
  }
  try {
    refuseOtherMajor(cluster);
    const orphan = await adoptOrphan(cluster, lock);
    if (orphan !== null) return orphan;
    return await startServer({ home, cluster, account, lock, report: options.report });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Throws a StartFailure when the cluster was written by another major version, whose files this server cannot read. */
export function refuseOtherMajor(cluster: string): void {
  const path = join(cluster, 'PG_VERSION');
  if (!existsSync(path)) return;
  const found = readFileSync(path, 'utf8').trim();
  if (found === postgresMajor) return;
  throw new StartFailure(
    `${cluster} 是 PostgreSQL ${found} 的数据，工笔用的是 ${postgresMajor} · ${cluster} holds data of PostgreSQL ${found}, Gongbi runs ${postgresMajor}`,
    `用写入它的工笔版本备份，再在这里恢复 · Back it up with the Gongbi that wrote it and restore it here`,
  );
}

async function joinRunning(cluster: string, dataDirectory: string): Promise<EmbeddedPostgres> {
  // The other process may be in the middle of its own start.
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await sleep(100)) {
    const running = readPostmaster(cluster);
    if (running?.ready !== true || !(await serves(socketConfig(running.socketDirectory, 'postgres', superuser), cluster))) continue;
    return handle({ socketDirectory: running.socketDirectory, processId: running.processId, adopted: false, stop: async () => undefined });
  }
  throw new StartFailure(`${dataDirectory} 正被占用，但其中的数据库没有应答 · ${dataDirectory} is in use, but its database does not answer`);
}

async function adoptOrphan(cluster: string, lock: FileLock): Promise<EmbeddedPostgres | null> {
  const orphan = readPostmaster(cluster);
  if (orphan === null || !isPostmasterOf(cluster, orphan.processId)) return null;
  const deadline = performance.now() + 10_000;
  for (let now: Postmaster | null = orphan; isPostmasterOf(cluster, orphan.processId); now = readPostmaster(cluster)) {
    // One that is still replaying its log is left to it, however long; one that is up and does not answer is stopped.
    if (now?.ready !== false && performance.now() > deadline) break;
    await sleep(50);
    if (now === null || !(await serves(socketConfig(now.socketDirectory, 'postgres', superuser), cluster))) continue;
    const { socketDirectory, processId } = now;
    return handle({ socketDirectory, processId, adopted: true, stop: () => stopAndRelease(processId, lock) });
  }
  await stopPostmaster(orphan.processId);
  return null;
}

async function startServer(parts: { home: string; cluster: string; account: ServerAccount; lock: FileLock; report: Progress }): Promise<EmbeddedPostgres> {
  const { home, cluster, account, lock, report } = parts;
  const binaries = await report.step({ zh: '复制数据库程序', en: 'Copying the database programs' }, () => installBinaries(home));
  removeOldBinaries(home, binaries);
  if (!existsSync(cluster)) {
    await report.step({ zh: '建立数据库', en: 'Creating the database' }, () => createCluster(binaries, home, cluster, account));
  }
  writeFileSync(join(home, 'gongbi.conf'), serverSettings);
  chmodSync(join(home, 'gongbi.conf'), 0o644);
  removeOldLogs(join(cluster, 'log'));
  const socketDirectory = prepareSocketDirectory(home, account);
  removeStalePidFile(cluster);

  const outputPath = join(home, 'start.log');
  const output = openSync(outputPath, 'w', 0o600);
  // Its own process group, so that Ctrl-C reaches only us and the server outlives our draining.
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', cluster, '-k', socketDirectory, '-c', 'listen_addresses=', '-p', String(port)], {
    ...asAccount(account), detached: true, stdio: ['ignore', output, output],
  });
  closeSync(output);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `exit ${code ?? signal}`));
  child.unref();

  await report.step({ zh: '启动数据库', en: 'Starting the database' }, async () => {
    for (;;) {
      const postmaster = readPostmaster(cluster);
      if (postmaster?.processId === child.pid && postmaster?.ready === true && (await serves(socketConfig(socketDirectory, 'postgres', superuser), cluster))) return;
      if (ended !== undefined) {
        throw new StartFailure(`数据库没有启动（${ended}）· The database did not start (${ended})`, lastLines(outputPath));
      }
      await sleep(20);
    }
  });
  const processId = child.pid as number;
  return handle({ socketDirectory, processId, adopted: false, child, stop: () => stopAndRelease(processId, lock) });
}

/** initdb into a folder beside the final one, then a rename: a start cut short leaves nothing half made. */
async function createCluster(binaries: string, home: string, cluster: string, account: ServerAccount): Promise<void> {
  const partial = join(home, 'cluster.partial');
  rmSync(partial, { recursive: true, force: true });
  privateDirectory(partial, account);
  try {
    // The built-in provider sorts by code point on every machine; the libc's or ICU's order could change beneath an index.
    await promisify(execFile)(
      join(binaries, 'bin', 'initdb'),
      ['-D', partial, '-U', superuser, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums', '--no-instructions'],
      asAccount(account),
    );
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new StartFailure('数据库建立失败 · The database could not be created', (stderr || message).trim());
  }
  appendFileSync(join(partial, 'postgresql.conf'), `\ninclude_if_exists = '../gongbi.conf'\n`);
  syncPath(join(partial, 'postgresql.conf'));
  renameSync(partial, cluster);
  syncPath(home);
}

// Names repeat after a week, which bounds a server that runs on; one that is restarted daily would leave files behind.
function removeOldLogs(directory: string): void {
  const oldestMs = Date.now() - 14 * 86_400_000;
  if (lstatSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (/^postgresql-.*\.log$/.test(name) && statSync(path).mtimeMs < oldestMs) rmSync(path, { force: true });
  }
}

const lastLines = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').slice(-5).join('\n');

const socketConfig = (socketDirectory: string, database: string, user: string): ClientConfig => ({ host: socketDirectory, port, database, user });

async function stopAndRelease(processId: number, lock: FileLock): Promise<void> {
  await stopPostmaster(processId);
  lock.release();
}

function handle(parts: { socketDirectory: string; processId: number; adopted: boolean; child?: ChildProcess; stop(): Promise<void> }): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  return {
    socketDirectory: parts.socketDirectory,
    port,
    superuser,
    adopted: parts.adopted,
    connection: (database, user = superuser) => socketConfig(parts.socketDirectory, database, user),
    exited: parts.child === undefined ? watchExit(parts.processId) : whenExited(parts.child),
    stop: () => (stopping ??= parts.stop()),
  };
}

const whenExited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
  });

// Only a parent is told of a process's end; somebody else's child has to be looked at.
const watchExit = (processId: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(processId)) return;
      clearInterval(timer);
      resolve();
    }, 1_000);
    timer.unref();
  });
