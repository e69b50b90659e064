// Files that must survive a power cut: what was only written may come back empty, with its name in place.
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Forces a file, or a folder's list of names, to disk. */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  try { fsyncSync(handle); } finally { closeSync(handle); }
}

/** Forces every file and folder under `folder` to disk; many at a time, so that one write of the file system's journal serves them all. */
export async function syncTree(folder: string): Promise<void> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.filter((entry) => entry.isFile() || entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))];
  for (let start = 0; start < paths.length; start += 64) {
    await Promise.all(paths.slice(start, start + 64).map(async (path) => {
      const handle = await open(path, 'r');
      try { await handle.sync(); } finally { await handle.close(); }
    }));
  }
}
