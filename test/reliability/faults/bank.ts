// A scratch bank whose server is a child process, so that it can be killed at any moment and started again.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '#client';
import { accountNumber } from '#deposits';
import { must } from '#kernel';
import { openPool, sql, type Db } from '#platform';
import { loadConfig } from '../../../src/platform/config.ts';
import { loadKeyRing } from '../../../src/platform/keys.ts';
import { findPostgresHome, removePostgresHome } from '../../../src/platform/postgres/home.ts';
import { openDatabase } from '../../../src/platform/postgres/open.ts';
import { isAlive, isPostmasterOf, readPostmaster, stopPostmaster } from '../../../src/platform/postgres/postmaster.ts';
import { silentProgress } from '../../../src/platform/progress.ts';
import { prepareBank } from '../../../src/start/serve.ts';
import { people } from '../../../story/people.ts';
import { fengjie, layFoundation } from '../../../story/region.ts';

export type FaultBank = {
  readonly dataDirectory: string;
  /** Customers' account numbers; they begin with nothing on them. */
  readonly accounts: readonly string[];
  /** Starts the server, again and again until it stands; signs the teller in. Returns how often it had to be tried. */
  start(): Promise<number>;
  /** The teller at the server that runs now. */
  teller(): Client;
  server(): ChildProcess;
  /** Process ids of PostgreSQL: the postmaster first. */
  postgres(): number[];
  /** Asks the running database as its superuser. */
  withDatabase<T>(work: (superuser: Db) => Promise<T>): Promise<T>;
  /** Ends the server however it takes, PostgreSQL too. */
  stop(): Promise<void>;
};

const accounts = Array.from({ length: 12 }, (_, index) => accountNumber(BigInt(900_000 + index)));
const settings = (dataDirectory: string) => ({ ...loadConfig({}, []), dataDirectory, databaseUrl: undefined, appDatabaseUrl: undefined, jobsDatabaseUrl: undefined });

/** Founds a bank with twelve accounts in `dataDirectory` and leaves it stopped. */
export async function createFaultBank(dataDirectory: string, options: { noSync?: boolean } = {}): Promise<FaultBank> {
  const config = settings(dataDirectory);
  const database = await openDatabase(config, silentProgress);
  try {
    await prepareBank(database, silentProgress, (tx) => layFoundation(tx, { businessDate: '2026-11-24', now: new Date(), simulatedClock: true }));
    loadKeyRing(dataDirectory);
    const superuser = openPool({ ...database.superuserConnection(database.databaseName), max: 1 });
    await superuser.run(sql`with book as (select id from ledger.book where unit_path = ${fengjie}), opened as (
        insert into ledger.account (book_id, chart_code, name, owner_party_id, currency, normal_side, balance_mode, overdraft_minor, opened_on)
        select book.id, '201101', n, gen_random_uuid(), 'CNY', 'credit', 'limited', 0, '2026-11-24' from unnest(${accounts}::text[]) n, book returning id, book_id, name, owner_party_id)
      insert into deposits.account (number, ledger_account_id, book_id, party_id, unit_path, kind, opened_on, command_id) select name, id, book_id, owner_party_id, ${fengjie}, 'personal', '2026-11-24', gen_random_uuid() from opened`);
    await superuser.end();
  } finally {
    await database.stop();
  }
  return attachFaultBank(dataDirectory, options);
}

/** A bank that was founded before, or restored from a backup of one. */
export function attachFaultBank(dataDirectory: string, options: { noSync?: boolean } = {}): FaultBank {
  const config = settings(dataDirectory);
  let child: ChildProcess | undefined;
  let client: Client | undefined;
  const cluster = () => join(findPostgresHome(dataDirectory) ?? '', 'cluster');
  const bank: FaultBank = {
    dataDirectory, accounts,
    async start() {
      for (let tries = 1; ; tries++) {
        const started = launch(dataDirectory, options.noSync === true);
        child = started.child;
        const address = await started.address;
        if (address !== undefined) {
          client = await people(address).as('teller');
          return tries;
        }
        // As a supervisor would: PostgreSQL refuses while processes of the killed server are still going.
        if (tries >= 50) throw new Error(`The bank does not start any more: ${started.said()}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    teller: () => must(client, 'the bank was started'),
    server: () => must(child, 'the bank was started'),
    postgres() {
      const postmaster = readPostmaster(cluster());
      if (postmaster === null || !isPostmasterOf(cluster(), postmaster.processId)) return [];
      return [postmaster.processId, ...spawnSync('ps', ['-o', 'pid=', '--ppid', String(postmaster.processId)], { encoding: 'utf8' }).stdout.split('\n').map(Number).filter((id) => id > 0)];
    },
    async withDatabase(work) {
      const shared = await openDatabase(config, silentProgress, { share: true });
      const superuser = openPool({ ...shared.superuserConnection(shared.databaseName), max: 2 });
      try { return await work(superuser); } finally {
        await superuser.end();
        await shared.stop();
      }
    },
    async stop() {
      if (child && isAlive(child.pid!)) {
        child.kill('SIGTERM');
        await gone(child, 20_000);
      }
      const postmaster = readPostmaster(cluster());
      if (postmaster !== null && isPostmasterOf(cluster(), postmaster.processId)) await stopPostmaster(postmaster.processId);
    },
  };
  return bank;
}

export const removeFaultBank = (bank: FaultBank): void => removePostgresHome(bank.dataDirectory);

/** Waits for a process to end; kills it after `patienceMs`. */
export async function gone(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function launch(dataDirectory: string, noSync: boolean) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('server.ts', import.meta.url)), ...(noSync ? ['--no-sync'] : [])], {
    env: { PATH: process.env['PATH'] ?? '', GONGBI_DATA: dataDirectory, PORT: '0', GONGBI_LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const address = new Promise<string | undefined>((resolve) => {
    child.once('exit', () => resolve(undefined));
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { child, address, said: () => said.trim() };
}
