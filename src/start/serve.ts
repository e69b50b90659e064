// From an open database to a bank that answers: shared by start, story and the tests that start a whole bank.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { openPool, sql, transaction } from '#platform';
import { createApp, prepareDatabase, type App } from '../app.ts';
import type { Config } from '../platform/config.ts';
import type { KeyRing } from '../platform/sealing.ts';
import type { OpenedDatabase } from '../platform/postgres/open.ts';
import type { Progress } from '../platform/progress.ts';

export type BankFacts = { readonly demo: boolean; readonly name: string } | undefined;

/** Name and nature of the bank in the database; undefined where none was founded yet. */
export async function readBank(database: OpenedDatabase): Promise<BankFacts> {
  const owner = openPool({ ...database.connection(database.databaseName, 'owner'), max: 1 });
  try {
    const rows = await owner.rows<{ name: string; value: unknown }>(sql`select name, value from platform.setting where name in ('bank_name', 'demo')`).catch(() => []);
    const value = new Map(rows.map((row) => [row.name, row.value]));
    return value.has('bank_name') ? { demo: value.get('demo') === true, name: (value.get('bank_name') as { zh: string }).zh } : undefined;
  } finally {
    await owner.end();
  }
}

/** Migrates, and founds the bank with `found` where the database is new. */
export async function prepareBank(database: OpenedDatabase, progress: Progress, found: Parameters<typeof transaction<void>>[1]): Promise<void> {
  await progress.step({ zh: '数据库升级', en: 'Migrating the database' }, () => prepareDatabase(database.connection(database.databaseName, 'owner')));
  if (await readBank(database)) return;
  const owner = openPool({ ...database.connection(database.databaseName, 'owner'), max: 1 });
  try {
    await transaction(owner, found);
  } finally {
    await owner.end();
  }
}

/** Builds the app on an opened database. */
export function openApp(config: Config, database: OpenedDatabase, keyRing: KeyRing, more: { now?: () => Date; requestsPerMinute?: number } = {}): Promise<App> {
  return createApp({
    app: database.connection(database.databaseName, 'app'), jobs: database.connection(database.databaseName, 'jobs'), keyRing, filesDirectory: join(config.dataDirectory, 'files'),
    log: pino({ level: config.logLevel }, pino.destination(2)), tls: config.tls && { cert: readFileSync(config.tls.certificatePath), key: readFileSync(config.tls.keyPath) },
    trustedProxy: config.trustedProxies.join(',') || undefined, ...more,
  });
}
