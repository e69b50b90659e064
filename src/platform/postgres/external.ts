import { Client, type ClientConfig } from 'pg';
import { StartFailure } from '../progress.ts';

/**
 * Client settings of a postgres:// URL, spelled out so that database and options can be replaced;
 * in the driver a connection string would win over them.
 */
export function externalConnection(url: string): ClientConfig {
  const { host, port, user, password, database, ssl } = new Client({ connectionString: url });
  const options = new URLSearchParams(url.split('?')[1] ?? '').get('options') ?? undefined;
  return {
    host, port, database, ssl, connectionTimeoutMillis: 10_000,
    ...(user === undefined ? {} : { user }),
    ...(password ? { password } : {}),
    ...(options === undefined ? {} : { options }),
  };
}

/** Connects to a server of the operator's, checks that it is PostgreSQL 18, and runs `work`. `variable` names the setting in messages. */
export async function connectExternal(variable: string, config: ClientConfig, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw explain(variable, config, error as NodeJS.ErrnoException);
  }
  try {
    const answer = await client.query<{ server_version_num: string; server_version: string }>(
      `select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version`,
    );
    const version = answer.rows[0];
    if (version === undefined || Math.trunc(Number(version.server_version_num) / 10_000) !== 18) {
      throw new StartFailure(
        `${variable} 指向 PostgreSQL ${version?.server_version}，工笔需要 18 · ${variable} names a PostgreSQL ${version?.server_version}, Gongbi needs 18`,
      );
    }
    await work(client);
  } finally {
    await client.end();
  }
}

function explain(variable: string, config: ClientConfig, error: NodeJS.ErrnoException): StartFailure {
  const place = `${config.host}:${config.port}`;
  switch (error.code) {
    case '28P01': case '28000': case '42501':
      return new StartFailure(`${variable} 的用户 ${config.user} 被 ${place} 拒绝登录 · ${place} refuses the sign-in of ${variable}'s user ${config.user}`);
    case '3D000':
      return new StartFailure(
        `${place} 上没有 ${variable} 所指的数据库 ${config.database} · ${place} has no database ${config.database}, which ${variable} names`,
        `create database "${config.database}"`,
      );
    default:
      return new StartFailure(`连不上 ${variable} 所指的 PostgreSQL ${place}（${error.code ?? error.message}）· Cannot reach the PostgreSQL at ${place} that ${variable} names (${error.code ?? error.message})`);
  }
}

// Only one of several servers starting at once creates the roles; the number is "gongbi" in no other meaning.
const rolesLock = 7_100_001;

/** Makes gongbi_app and gongbi_jobs where missing and lets the connected user switch to them; says what to run when it may not. */
export async function ensureExternalRoles(client: Client): Promise<void> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [rolesLock]);
    for (const role of ['gongbi_app', 'gongbi_jobs']) {
      const known = await client.query<{ may_set: boolean }>(`select pg_has_role(current_user, oid, 'set') as may_set from pg_roles where rolname = $1`, [role]);
      if (known.rowCount === 0) await client.query(`create role ${role} nologin`);
      if (known.rows[0]?.may_set !== true) await client.query(`grant ${role} to current_user with inherit false, set true`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new StartFailure(
      `DATABASE_URL 的用户 ${client.user} 无权建立角色 gongbi_app 和 gongbi_jobs · DATABASE_URL's user ${client.user} may not create the roles gongbi_app and gongbi_jobs`,
      `create role gongbi_app; create role gongbi_jobs; grant gongbi_app, gongbi_jobs to "${client.user}";`,
    );
  }
}

/** Throws a StartFailure when the connected user does not own the database: rights on it could not be set. Check before changing anything. */
export async function refuseForeignDatabase(client: Client): Promise<void> {
  const owner = await client.query<{ owns: boolean }>(`select pg_has_role(current_user, datdba, 'usage') as owns from pg_database where datname = current_database()`);
  if (owner.rows[0]?.owns === true) return;
  throw new StartFailure(
    `DATABASE_URL 的用户 ${client.user} 不是数据库 ${client.database} 的所有者 · DATABASE_URL's user ${client.user} does not own the database ${client.database}`,
    `alter database "${client.database}" owner to "${client.user}";`,
  );
}
