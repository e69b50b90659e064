// The composition root below main.ts: everything wired by hand, in the order of the floors.
import type { FastifyInstance } from 'fastify';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import pino, { type Logger } from 'pino';
import { accessServices, authenticate, principalOf, sessionRoutes } from '#access';
import { approvalServices } from '#approvals';
import { catalogueServices } from '#catalogue';
import { declarations } from '#contracts';
import { depositServices } from '#deposits';
import { documentServices, fileRoutes, renderPrint } from '#documents';
import { booksOf, expireHolds, ledgerServices, startSealing, type Sealing } from '#ledger';
import { lendingServices } from '#lending';
import { businessDates, organisationServices, runDaySteps, type DayStep } from '#organisation';
import { partyServices } from '#parties';
import { createSealer, openPool, sql, type Db, type KeyRing, type Registry, type Runner, type Sealer } from '#platform';
import { workServices } from '#work';
import { runBatch } from './platform/commands/batches.ts';
import { createRegistry } from './platform/commands/registry.ts';
import { createRunner } from './platform/commands/runner.ts';
import { createServer } from './platform/http/server.ts';
import { installJobs, startJobs, type Jobs } from './platform/jobs.ts';
import { createMetrics } from './platform/metrics.ts';
import { migrate, type MigrationFolder } from './platform/migrate.ts';

export const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** Rooms in the order of their floors; a room uses only those before it. The tidy test reads this list. */
export const floors = [['ledger', 'organisation'], ['access', 'parties', 'approvals'], ['work', 'documents'], ['catalogue'], ['deposits'], ['lending']] as const;

const migrationFolders: readonly MigrationFolder[] = [
  { room: 'platform', directory: join(repository, 'src/platform/migrations') },
  ...(['ledger', 'organisation', 'access', 'parties', 'work', 'documents', 'catalogue', 'deposits', 'lending'] as const).map((room) => ({ room, directory: join(repository, 'src/modules', room, 'migrations') })),
];

/** What happens when a book's day turns, in this order. */
const daySteps: readonly DayStep[] = [
  {
    name: 'holds.expire',
    async run(tx, { unitPath, businessDate }) {
      const bookId = (await booksOf(tx, [unitPath])).get(unitPath);
      return bookId === undefined ? 0 : expireHolds(tx, bookId, businessDate);
    },
  },
];

/** Brings an empty or older database up to date. */
export async function prepareDatabase(owner: pg.ClientConfig): Promise<string[]> {
  const applied = await migrate(owner, migrationFolders);
  if (applied.length > 0) await installJobs(owner);
  return applied;
}

export type AppOptions = {
  readonly app: pg.PoolConfig;
  readonly jobs: pg.PoolConfig;
  readonly keyRing: KeyRing;
  readonly filesDirectory: string;
  readonly log?: Logger;
  readonly now?: () => Date;
  readonly tls?: { cert: Buffer; key: Buffer } | undefined;
  readonly trustedProxy?: string | undefined;
  readonly requestsPerMinute?: number;
};

export type App = {
  readonly db: Db;
  readonly registry: Registry;
  readonly runner: Runner;
  readonly sealer: Sealer;
  readonly jobs: Jobs;
  readonly sealing: Sealing;
  readonly server: FastifyInstance;
  /** Stops taking work, lets what is under way finish, closes everything. */
  close(): Promise<void>;
};

/** Builds the bank on a prepared database. The caller decides where it listens. */
export async function createApp(options: AppOptions): Promise<App> {
  const log = options.log ?? pino({ level: 'silent' });
  const now = options.now ?? (() => new Date());
  const db = openPool({ max: 12, ...options.app });
  const jobsDb = openPool({ max: 6, ...options.jobs });
  const sealer = createSealer(options.keyRing);
  const metrics = createMetrics();
  let jobs: Jobs | undefined;

  const registry: Registry = createRegistry(declarations, [
    ...ledgerServices,
    ...organisationServices,
    ...accessServices,
    ...approvalServices({ registry: () => registry, sealer, principalOf }),
    ...partyServices(sealer),
    ...workServices,
    ...documentServices(sealer),
    ...catalogueServices,
    ...depositServices(sealer),
    ...lendingServices({ sealer, bankName: async () => (await db.maybe<{ zh: string }>(sql`select value->>'zh' as zh from platform.setting where name = 'bank_name'`))?.zh ?? '' }),
  ]);
  const runner = createRunner({ db, registry, sealer, now, businessDates, poke: () => { jobs?.poke(); sealing.poke(); }, observe: metrics.observe });
  const fileParts = { db, sealer, filesDirectory: options.filesDirectory };
  jobs = await startJobs(jobsDb, {
    'batch.run': (payload: { batchId: string }) => runBatch({ db, sealer, runner, principalOf }, payload.batchId),
    'business_day.moved': (payload: { unitPaths: string[]; businessDate: string }) => runDaySteps(jobsDb, daySteps, payload),
    'documents.render': (payload: { printId: string }) => renderPrint(fileParts, payload.printId),
  }, log);
  const sealing = startSealing(jobsDb, (error) => log.error({ error: String(error) }, 'sealing'));
  metrics.gauge('gongbi_database_connections', 'Open connections of the request pool.', () => db.pool.totalCount);

  const server = await createServer({
    db, registry, runner, metrics, log, now, authenticate: (token) => authenticate(db, token), webDirectory: join(repository, 'dist/console'), tls: options.tls, trustedProxy: options.trustedProxy,
    requestsPerMinute: options.requestsPerMinute ?? 6000, routes: [sessionRoutes({ db, registry: () => registry, now, secure: Boolean(options.tls) }), fileRoutes({ ...fileParts, now })],
  });
  return {
    db, registry, runner, sealer, jobs, sealing, server,
    async close() {
      await server.close();
      await runner.drained();
      await jobs.stop();
      await sealing.stop();
      await Promise.all([db.end(), jobsDb.end()]);
    },
  };
}
