import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncPath, syncTree } from '../durable.ts';
import { chooseServerAccount, type ServerAccount } from '../postgres/account.ts';
import { findPostgresHome, makeDataDirectory, preparePostgresHome, privateDirectory, removePostgresHome } from '../postgres/home.ts';
import { StartFailure } from '../progress.ts';
import { copyFile, hashFile } from './copy.ts';
import { damaged, readManifest, type Manifest } from './manifest.ts';

/** Reads every file of a backup and compares it with the manifest; a StartFailure names the first that is missing or differs. */
export async function checkBackup(directory: string, known: { dataVersion: number; postgresMajor: string }): Promise<Manifest> {
  const manifest = readManifest(directory, known);
  // Most files are small: several at a time.
  for (let start = 0; start < manifest.files.length; start += 16) {
    await Promise.all(manifest.files.slice(start, start + 16).map(async ({ path, sizeBytes, sha256 }) => {
      const found = await hashFile(join(directory, path)).catch(() => undefined);
      if (found?.sizeBytes !== sizeBytes || found.sha256 !== sha256) throw damaged(join(directory, path));
    }));
  }
  return manifest;
}

/** Throws a StartFailure unless the data directory is missing or holds nothing but its lock. */
export function refuseExistingData(dataDirectory: string): void {
  if (!existsSync(dataDirectory) || readdirSync(dataDirectory).every((name) => name === 'lock')) return;
  throw new StartFailure(`${dataDirectory} 里已有数据，没有恢复 · ${dataDirectory} holds data already; nothing was restored`, '用 GONGBI_DATA 指定一个空目录 · Choose an empty folder with GONGBI_DATA');
}

/**
 * Lays a checked backup down in an empty data directory: keys, files, then the cluster under its final name, last. The database is not
 * started; its first start replays the log to the moment the backup ended.
 */
export async function layDownBackup(directory: string, dataDirectory: string, manifest: Manifest): Promise<void> {
  const real = makeDataDirectory(dataDirectory);
  refuseExistingData(real);
  try {
    await layDown(directory, real, manifest);
  } catch (error) {
    // Half a bank would be refused by the next attempt, and started by an unwary one.
    removePostgresHome(real);
    for (const folder of ['keys', 'files']) rmSync(join(real, folder), { recursive: true, force: true });
    throw error;
  }
}

async function layDown(directory: string, real: string, manifest: Manifest): Promise<void> {
  const of = (folder: string) => manifest.files.filter((file) => file.path.startsWith(`${folder}/`));
  for (const folder of ['keys', 'files']) {
    mkdirSync(join(real, folder), { recursive: true, mode: 0o700 });
    for (const { path } of of(folder)) await copyFile(join(directory, path), join(real, path));
  }
  const account = chooseServerAccount(join(findPostgresHome(real) ?? real, 'cluster'));
  const home = preparePostgresHome(real, account);
  const partial = join(home, 'cluster.partial');
  rmSync(partial, { recursive: true, force: true });
  privateDirectory(partial, account);
  for (const path of manifest.databaseFolders.toSorted()) mkdirSync(join(partial, path), { recursive: true, mode: 0o700 });
  for (const { path } of of('database')) await copyFile(join(directory, path), join(partial, path.slice('database/'.length)));
  handOver(partial, account);
  for (const folder of [join(real, 'keys'), join(real, 'files'), partial]) await syncTree(folder);
  renameSync(partial, join(home, 'cluster'));
  syncPath(home);
}

// Root's server runs as another account, which has to own its cluster.
function handOver(folder: string, account: ServerAccount): void {
  if (account === undefined) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) chownSync(join(entry.parentPath, entry.name), account.uid, account.gid);
}
