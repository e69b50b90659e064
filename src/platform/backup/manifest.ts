// The manifest of a backup: what it holds, with sizes and checksums. It is written last; a folder without one is no backup.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, normalize } from 'node:path';
import { syncPath } from '../durable.ts';
import { canonicalJson, sha256Hex } from '../ids.ts';
import { StartFailure } from '../progress.ts';

export const backupFormat = 1;

export type BackedUpFile = { readonly path: string; readonly sizeBytes: number; readonly sha256: string };
export type Manifest = {
  readonly format: number;
  readonly dataVersion: number;
  readonly postgresMajor: string;
  readonly startedAt: string;
  /** Everything a caller was told before this moment is in the backup; what was told later may be. */
  readonly completeUntil: string;
  readonly startLsn: string;
  readonly stopLsn: string;
  /** Folders under database/, as PostgreSQL expects even the empty ones. */
  readonly databaseFolders: readonly string[];
  readonly files: readonly BackedUpFile[];
};

const name = 'manifest.json';

export function writeManifest(directory: string, manifest: Manifest): void {
  const path = join(directory, name);
  writeFileSync(path, `${JSON.stringify({ ...manifest, checksum: sha256Hex(canonicalJson(manifest)) }, null, 1)}\n`, { mode: 0o600 });
  syncPath(path);
  syncPath(directory);
}

/**
 * Reads and checks the manifest. StartFailures: no manifest (never finished, or no backup), damaged, written by a newer Gongbi than
 * `dataVersion`, of another PostgreSQL major.
 */
export function readManifest(directory: string, known: { dataVersion: number; postgresMajor: string }): Manifest {
  const path = join(directory, name);
  if (!existsSync(path)) throw new StartFailure(`${directory} 不是完整的备份：没有 ${name} · ${directory} is no finished backup: it has no ${name}`);
  const { checksum, ...manifest } = parse(path);
  if (checksum !== sha256Hex(canonicalJson(manifest))) throw damaged(path);
  if (manifest.format > backupFormat || manifest.dataVersion > known.dataVersion) {
    throw new StartFailure(`备份由更新的工笔写入（数据版本 ${manifest.dataVersion}）· A newer Gongbi wrote this backup (data version ${manifest.dataVersion}, this one knows ${known.dataVersion})`, '升级工笔后再恢复 · Upgrade Gongbi, then restore');
  }
  if (manifest.postgresMajor !== known.postgresMajor) {
    throw new StartFailure(`备份是 PostgreSQL ${manifest.postgresMajor} 的，这里是 ${known.postgresMajor} · The backup is of PostgreSQL ${manifest.postgresMajor}, this is ${known.postgresMajor}`, '用写入它的工笔版本恢复 · Restore it with the Gongbi that wrote it');
  }
  // A path that leads out of the folder would make a restore write anywhere.
  for (const each of [...manifest.files.map((file) => file.path), ...manifest.databaseFolders]) if (isAbsolute(each) || normalize(each).startsWith('..')) throw damaged(path);
  return manifest;
}

function parse(path: string): Manifest & { checksum?: string } {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest & { checksum?: string };
  } catch {
    throw damaged(path);
  }
}

export const damaged = (path: string): StartFailure => new StartFailure(`备份已损坏：${path} · The backup is damaged: ${path}`, '换一份备份 · Use another backup');
