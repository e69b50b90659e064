// A backup of a running bank: PostgreSQL's low-level base backup over SQL (chapter 25.3.3 of its manual), then files and keys.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { syncTree } from '../durable.ts';
import { StartFailure } from '../progress.ts';
import { copyFile, hashFile } from './copy.ts';
import { backupFormat, writeManifest, type BackedUpFile, type Manifest } from './manifest.ts';

// What PostgreSQL makes anew at every start, and its own logs: the folder stays, its content does not.
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans', 'log']);
const leftOut = (name: string) => /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|pg_internal\.init.*|pgsql_tmp.*)$/.test(name);

/**
 * Backs the bank up into `directory` (new or empty) while it serves. The log from the first to the last moment of the copying is kept
 * by a temporary slot and comes along, so that a restore replays to one consistent moment. Files and keys follow the database: what it
 * names was written before. The manifest closes it.
 */
export async function createBackup(options: { directory: string; dataDirectory: string; superuser: ClientConfig; dataVersion: number; postgresMajor: string }): Promise<Manifest> {
  const { directory, dataDirectory } = options;
  if (existsSync(directory) && readdirSync(directory).length > 0) throw new StartFailure(`${directory} 不是空目录 · ${directory} is not empty`, '备份到新的目录 · Back up into a new folder');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const startedAt = new Date().toISOString();
  const files: BackedUpFile[] = [];
  const add = async (from: string, path: string) => { files.push({ path, ...(await copyFile(from, join(directory, path))) }); };

  // One session for all of it: the backup ends when its session does, and so does the slot.
  const client = new Client(options.superuser);
  client.on('error', () => undefined);
  await client.connect();
  let database: Pick<Manifest, 'completeUntil' | 'startLsn' | 'stopLsn' | 'databaseFolders'>;
  try {
    const { label, ...copied } = await copyDatabase(client, add);
    database = copied;
    const path = join('database', 'backup_label');
    writeFileSync(join(directory, path), label, { mode: 0o600 });
    files.push({ path, ...(await hashFile(join(directory, path))) });
  } finally {
    await client.end();
  }
  for (const folder of ['keys', 'files']) for (const name of await filesUnder(join(dataDirectory, folder))) await add(join(dataDirectory, folder, name), join(folder, name)).catch(unlessGone);

  await syncTree(directory);
  const manifest = { format: backupFormat, dataVersion: options.dataVersion, postgresMajor: options.postgresMajor, startedAt, ...database, files };
  writeManifest(directory, manifest);
  return manifest;
}

/** Copies the cluster and the log it needs; PostgreSQL's own label comes back as text. */
async function copyDatabase(client: Client, add: (from: string, path: string) => Promise<void>) {
  const one = async <Row>(text: string) => (await client.query(text)).rows[0] as Row;
  const { cluster } = await one<{ cluster: string }>(`select current_setting('data_directory') as cluster`);
  if ((await readdir(join(cluster, 'pg_tblspc'))).length > 0) throw new StartFailure('数据库使用了表空间，这种备份不包括它们 · The database uses tablespaces, which this backup does not follow');
  await client.query(`select pg_create_physical_replication_slot('gongbi_backup_' || pg_backend_pid(), true, true)`);
  const { start } = await one<{ start: string }>(`select pg_backup_start('gongbi', fast => true)::text as start`);

  const databaseFolders: string[] = [];
  const control = join('global', 'pg_control');
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(cluster, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (leftOut(entry.name) || path === control) continue;
      if (entry.isDirectory()) {
        databaseFolders.push(path);
        if (!emptied.has(path)) await walk(path);
      } else if (entry.isFile()) {
        // A table dropped meanwhile: the log says so again.
        await add(join(cluster, path), join('database', path)).catch(unlessGone);
      }
    }
  };
  await walk('');
  databaseFolders.push(join('pg_wal', 'archive_status'));
  // Last of all, as pg_basebackup does: it must not be older than any page.
  await add(join(cluster, control), join('database', control));

  const completeUntil = new Date().toISOString();
  const { stop, last, label } = await one<{ stop: string; last: string; label: string }>(`with stopped as (select * from pg_backup_stop(wait_for_archive => false)) select lsn::text as stop, pg_walfile_name(lsn) as last, labelfile as label from stopped`);
  const first = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/m.exec(label)?.[1] ?? '';
  const segments = (await readdir(join(cluster, 'pg_wal'))).filter((name) => /\.history$/.test(name) || (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last));
  if (!segments.includes(first) || !segments.includes(last)) throw new Error(`the log from ${first} to ${last} is not complete`);
  for (const name of segments) await add(join(cluster, 'pg_wal', name), join('database', 'pg_wal', name));
  return { completeUntil, startLsn: start, stopLsn: stop, databaseFolders, label };
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function filesUnder(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() ).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
