import { Client, type ClientConfig } from 'pg';
import type { Config } from '../config.ts';
import type { Progress } from '../progress.ts';
import { connectExternal, ensureExternalRoles, externalConnection, refuseForeignDatabase } from './external.ts';
import { type EmbeddedPostgres, startEmbedded } from './launcher.ts';

/** owner: migrations, owns every table · app: serves requests · jobs: runs background work. app and jobs cannot change the schema. */
export type DatabaseRole = 'owner' | 'app' | 'jobs';

/** The database of this installation, ready for migrations. */
export type OpenedDatabase = {
  /** Null with DATABASE_URL. */
  embedded: EmbeddedPostgres | null;
  databaseName: string;
  /** Client settings for maintenance; with DATABASE_URL its own user, who need not be a superuser. */
  superuserConnection(database: string): ClientConfig;
  connection(database: string, role: DatabaseRole): ClientConfig;
  /** Stops the embedded server; with DATABASE_URL there is nothing to stop. */
  stop(): Promise<void>;
};

type Settings = Pick<Config, 'dataDirectory' | 'databaseUrl' | 'appDatabaseUrl' | 'jobsDatabaseUrl'>;

/**
 * Opens the embedded PostgreSQL, or the one DATABASE_URL names, and makes sure that database and roles exist:
 * gongbi_app and gongbi_jobs may connect and nothing else until a migration grants it; the public role may do nothing.
 * `share` joins a server that another process of the same data directory runs. Failures are StartFailures without passwords.
 */
export async function openDatabase(config: Settings, report: Progress, options: { share?: boolean } = {}): Promise<OpenedDatabase> {
  return config.databaseUrl === undefined ? openEmbedded(config, report, options) : openExternal(config, config.databaseUrl);
}

async function openEmbedded(config: Settings, report: Progress, options: { share?: boolean }): Promise<OpenedDatabase> {
  const embedded = await startEmbedded({ dataDirectory: config.dataDirectory, report, ...options });
  const databaseName = 'gongbi';
  try {
    await withClient(embedded.connection('postgres'), async (client) => {
      const roles = await client.query<{ rolname: string }>(`select rolname from pg_roles where rolname in ('gongbi_owner', 'gongbi_app', 'gongbi_jobs')`);
      for (const role of ['gongbi_owner', 'gongbi_app', 'gongbi_jobs']) {
        if (!roles.rows.some((row) => row.rolname === role)) await client.query(`create role ${role} login`);
      }
      const database = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
      if (database.rowCount === 0) await client.query(`create database ${databaseName} owner gongbi_owner`);
    });
    await withClient(embedded.connection(databaseName), (client) => client.query(restrictRights(databaseName)));
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return {
    embedded,
    databaseName,
    superuserConnection: (database) => embedded.connection(database),
    connection: (database, role) => embedded.connection(database, `gongbi_${role}`),
    stop: () => embedded.stop(),
  };
}

async function openExternal(config: Settings, databaseUrl: string): Promise<OpenedDatabase> {
  const owner = externalConnection(databaseUrl);
  const databaseName = owner.database ?? '';
  await connectExternal('DATABASE_URL', owner, async (client) => {
    await refuseForeignDatabase(client);
    await ensureExternalRoles(client);
    await client.query(restrictRights(databaseName));
  });
  const own = { app: config.appDatabaseUrl, jobs: config.jobsDatabaseUrl };
  for (const [name, url] of [['GONGBI_APP_DATABASE_URL', own.app], ['GONGBI_JOBS_DATABASE_URL', own.jobs]] as const) {
    if (url !== undefined) await connectExternal(name, externalConnection(url), async () => undefined);
  }
  return {
    embedded: null,
    databaseName,
    superuserConnection: (database) => ({ ...owner, database }),
    connection(database, role) {
      if (role === 'owner') return { ...owner, database };
      const url = own[role];
      if (url !== undefined) return { ...externalConnection(url), database };
      // Guards against mistakes, not against a break-in: this session could switch back. Own sign-ins close that gap.
      return { ...owner, database, options: `${owner.options ?? ''} -c role=gongbi_${role}`.trim() };
    },
    stop: async () => undefined,
  };
}

const restrictRights = (database: string): string => `
  revoke all on database ${quoteName(database)} from public;
  revoke all on schema public from public;
  grant connect on database ${quoteName(database)} to gongbi_app, gongbi_jobs`;

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function withClient<Result>(config: ClientConfig, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
