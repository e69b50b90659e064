// Jobs: graphile-worker in PostgreSQL, fed from the outbox by a poller. A NOTIFY in every money transaction would more than halve
// the commit rate (measured: 8,420 → 3,429 per second), so announcements are rows and the poller looks.
import { run, runMigrations, type Runner as Worker, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import { sql, type Db } from './sql.ts';

export type Jobs = { poke(): void; idle(): Promise<void>; stop(): Promise<void> };
/** What runs when an announcement of this kind arrives. Must be safe to repeat. */
export type Handlers = Readonly<Record<string, (payload: never) => Promise<void>>>;

/** Installs graphile-worker's tables as the owner and opens them to the jobs role. */
export async function installJobs(owner: pg.ClientConfig): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await runMigrations({ pgPool: pool });
    await pool.query(`grant usage on schema graphile_worker to gongbi_jobs;
      grant select, insert, update, delete on all tables in schema graphile_worker to gongbi_jobs;
      grant usage on all sequences in schema graphile_worker to gongbi_jobs;
      grant execute on all functions in schema graphile_worker to gongbi_jobs`);
    // Its tables have row security on and no policy, which would show the jobs role nothing.
    const { rows } = await pool.query<{ name: string }>(`select c.relname as name from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'gongbi_jobs')`);
    for (const { name } of rows) await pool.query(`create policy gongbi_jobs on graphile_worker.${name} to gongbi_jobs using (true) with check (true)`);
  } finally {
    await pool.end();
  }
}

/** Starts the worker and the poller. `poke` asks the poller to look now; `idle` resolves when nothing is waiting or running. */
export async function startJobs(db: Db, handlers: Handlers, log: Logger, everyMs = 500): Promise<Jobs> {
  const taskList: TaskList = Object.fromEntries(Object.entries(handlers).map(([kind, handle]) => [kind, async (payload) => {
    await handle(payload as never);
  }]));
  const worker: Worker = await run({ pgPool: db.pool, taskList, concurrency: 2, noHandleSignals: true, pollInterval: 1000, logger: workerLogger(log) });
  worker.events.on('job:error', ({ job, error }) => log.error({ kind: job.task_identifier, attempt: job.attempts, error: String(error) }, 'job failed'));
  let stopped = false;
  let looking: Promise<void> | undefined;
  const look = async () => {
    // Announcements nobody waits for end here; the rest become jobs in the same transaction that removes them.
    const kinds = Object.keys(handlers);
    for (let moved = 1; moved > 0 && !stopped;) {
      const [row] = await db.rows<{ moved: number }>(sql`
        with taken as (delete from commands.outbox where id in (select id from commands.outbox order by id limit 1000 for update skip locked) returning id, kind, payload),
        added as (select graphile_worker.add_job(kind, payload::json, job_key => 'outbox:' || id) from taken where kind = any(${kinds}::text[]))
        select (select count(*) from taken)::int as moved, (select count(*) from added)::int as added`);
      moved = row!.moved;
    }
  };
  const poke = () => {
    if (stopped) return;
    looking = (looking ?? Promise.resolve()).then(look).catch((error: unknown) => log.error({ error: String(error) }, 'outbox'));
  };
  const timer = setInterval(poke, everyMs);
  poke();
  return {
    poke,
    async idle() {
      for (;;) {
        const [row] = await db.rows<{ open: number }>(sql`select ((select count(*) from commands.outbox) + (select count(*) from graphile_worker.jobs where attempts < max_attempts))::int as open`);
        if (row!.open === 0) return;
        poke();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await worker.stop();
    },
  };
}

function workerLogger(log: Logger) {
  // The worker's chatter is of no use to an operator; its warnings and errors are.
  return { scope: () => workerLogger(log), error: (message: string) => log.error(message), warn: (message: string) => log.warn(message), info: () => {}, debug: () => {} } as never;
}
