import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './progress.ts';

/** A 256-bit master key. `id` goes beside everything it encrypts, so that an older key can still be found after a rotation. */
export type MasterKey = { id: string; key: Buffer };

export type KeyRing = {
  /** Encrypts what is written from now on: the key whose id sorts last. */
  current: MasterKey;
  /** The key of that id; throws when it is not on the ring, because what it encrypted cannot be read then. */
  byId(id: string): MasterKey;
};

const keyBytes = 32;
const fileName = /^([0-9]{4})\.key$/;

/**
 * Reads <dataDirectory>/keys/NNNN.key (32 raw bytes, mode 0600), making 0001.key on the first run.
 * With `dataExist` a missing key is a StartFailure instead: a new one would not open what the lost one closed.
 */
export function loadKeyRing(dataDirectory: string, options: { dataExist?: boolean } = {}): KeyRing {
  const directory = join(dataDirectory, 'keys');
  if (listKeys(directory).length === 0) {
    if (options.dataExist === true) {
      throw new StartFailure(
        `数据已存在，但密钥文件缺失：${directory} · The data exist, but their key file is missing: ${directory}`,
        '从备份恢复 keys 目录 · Restore the keys folder from the backup',
      );
    }
    createKey(directory, '0001');
  }
  const keys = listKeys(directory).map((id): MasterKey => ({ id, key: readKey(join(directory, `${id}.key`)) }));
  const current = keys.at(-1) as MasterKey;
  return {
    current,
    byId(id) {
      const found = keys.find((key) => key.id === id);
      if (found === undefined) throw new Error(`master key ${id} is not in ${directory}`);
      return found;
    },
  };
}

function listKeys(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((name) => fileName.exec(name)?.[1] ?? []).toSorted();
}

function readKey(path: string): Buffer {
  const key = readFileSync(path);
  if (key.length !== keyBytes) throw new StartFailure(`密钥文件损坏：${path} · The key file is damaged: ${path}`, '从备份恢复它 · Restore it from the backup');
  return key;
}

// On disk, under its final name, before anything is encrypted with it: half a key after a power cut would be a lost bank.
function createKey(directory: string, id: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const partial = join(directory, `${id}.partial`);
  rmSync(partial, { force: true });
  const file = openSync(partial, 'wx', 0o600);
  writeSync(file, randomBytes(keyBytes));
  fsyncSync(file);
  closeSync(file);
  // A link, unlike a rename, never replaces a key that is already there.
  linkSync(partial, join(directory, `${id}.key`));
  rmSync(partial);
  const folder = openSync(directory, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
