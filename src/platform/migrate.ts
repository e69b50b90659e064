// Numbered migrations, plain SQL, one folder per room. Each runs once, under a lock, and its checksum may never change afterwards.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

export type MigrationFolder = { readonly room: string; readonly directory: string };

/** The highest data version this code writes: a start on data of a newer one is refused. */
export const dataVersion = 1;

/**
 * Brings the database up to date as the owner role. Folders run in the order given (lower floors first), files by number.
 * Throws when a migration that has run was changed, or when the database holds one this code does not know.
 */
export async function migrate(connection: pg.ClientConfig, folders: readonly MigrationFolder[]): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    // One migrator at a time: 0x676f6e67 spells "gong".
    await client.query('select pg_advisory_lock(1735356007)');
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migration (
        room text not null, file text not null, checksum text not null, applied_at timestamptz not null default clock_timestamp(),
        primary key (room, file))`);
    const known = new Map((await client.query('select room, file, checksum from platform.migration')).rows.map((row) => [`${row.room}/${row.file}`, row.checksum as string]));
    const applied: string[] = [];
    for (const { room, directory } of folders) {
      for (const file of (await readdir(directory)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()) {
        const text = await readFile(join(directory, file), 'utf8');
        const checksum = createHash('sha256').update(text).digest('hex');
        const key = `${room}/${file}`;
        const earlier = known.get(key);
        known.delete(key);
        if (earlier === checksum) continue;
        if (earlier) throw new Error(`Migration ${key} has run here and was changed afterwards; write a new one instead.`);
        await client.query('begin');
        try {
          // The row first: two migrators that slipped past the lock would collide here, before any change.
          await client.query('insert into platform.migration (room, file, checksum) values ($1, $2, $3)', [room, file, checksum]);
          await client.query(text);
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw new Error(`Migration ${key} failed: ${(error as Error).message}`, { cause: error });
        }
        applied.push(key);
      }
    }
    if (known.size > 0) throw new Error(`The data were written by a newer Gongbi: unknown migration ${[...known.keys()][0]}.`);
    return applied;
  } finally {
    await client.end();
  }
}
