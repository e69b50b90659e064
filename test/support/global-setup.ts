// One PostgreSQL for the whole run, in a temporary folder; a template database that every test file clones.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '../../src/app.ts';
import { openDatabase } from '../../src/platform/postgres/open.ts';
import { removePostgresHome } from '../../src/platform/postgres/home.ts';
import { silentProgress } from '../../src/platform/progress.ts';

export async function setup({ provide, config }: Pick<TestProject, 'provide' | 'config'>) {
  const folder = mkdtempSync(join(tmpdir(), 'gongbi-test-'));
  // As root, PostgreSQL runs as another account, which must be able to walk through.
  chmodSync(folder, 0o711);
  const database = await openDatabase({ dataDirectory: folder, databaseUrl: undefined, appDatabaseUrl: undefined, jobsDatabaseUrl: undefined }, silentProgress);
  await prepareDatabase(database.connection(database.databaseName, 'owner'));
  const client = new Client(database.superuserConnection('postgres'));
  await client.connect();
  // A template must have no sessions; nothing connects to it again.
  await client.query(`alter database ${database.databaseName} with is_template true`);
  await client.end();
  const { host, port, user } = database.superuserConnection('postgres') as { host: string; port: number; user: string };
  provide('postgres', { host, port, user, template: database.databaseName });
  provide('update', config.snapshotOptions.updateSnapshot === 'all');
  return async () => {
    await database.stop();
    removePostgresHome(folder);
    rmSync(folder, { recursive: true, force: true });
  };
}

export type PostgresAddress = { host: string; port: number; user: string; template: string };
declare module 'vitest' {
  interface ProvidedContext { postgres: PostgresAddress; /** The run was told to renew what it keeps. */ update: boolean }
}
