import { join } from 'node:path';
import { type FileLock, tryLockFile } from '../platform/postgres/lock.ts';
import { StartFailure } from '../platform/progress.ts';

/** Takes the data directory for this process, keys and files included; a StartFailure when another Gongbi runs on it. */
export function lockDataDirectory(dataDirectory: string): FileLock {
  const lock = tryLockFile(join(dataDirectory, 'lock'));
  if (lock !== null) return lock;
  throw new StartFailure(
    `另一个工笔进程正在使用 ${dataDirectory} · Another Gongbi is running on ${dataDirectory}`,
    '先停止它，或用 GONGBI_DATA 指定另一个目录 · Stop it first, or choose another folder with GONGBI_DATA',
  );
}
