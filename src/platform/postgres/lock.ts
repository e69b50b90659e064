import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** A lock held by this process until released or until the process dies, however it dies. */
export type FileLock = { release(): void };

/**
 * Takes an exclusive lock on `path` (created when missing), or returns null when another process, or this one, holds it.
 * Node offers no file locks of its own; SQLite's are the kernel's, so a killed process leaves nothing stale behind
 * and two containers that share a folder see each other, which a file with a process id in it cannot promise.
 */
export function tryLockFile(path: string): FileLock | null {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return null;
    throw error;
  }
  chmodSync(path, 0o600);
  return { release: () => database.close() };
}

const sqliteBusy = 5;
