import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from '../progress.ts';
import { canReach, type ServerAccount } from './account.ts';

const pointerName = 'postgres-location';
const systemDirectory = '/var/lib/gongbi';

/**
 * Makes the data directory when missing and returns its real path. Root's umask may be strict, yet the server's account
 * has to walk through a folder of ours; keys and cluster have private folders of their own.
 */
export function makeDataDirectory(path: string): string {
  const made = mkdirSync(path, { recursive: true }) !== undefined;
  if (made && process.getuid?.() === 0) chmodSync(path, 0o711);
  return realpathSync(path);
}

/**
 * The folder that holds binaries, cluster, socket and settings of the data directory's PostgreSQL, or null before the first start.
 * It is <data>/postgres, unless <data>/postgres-location names another.
 */
export function findPostgresHome(dataDirectory: string): string | null {
  const pointer = join(dataDirectory, pointerName);
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  const inside = join(dataDirectory, 'postgres');
  return existsSync(inside) ? inside : null;
}

/**
 * Finds or makes the PostgreSQL home. PostgreSQL never runs as root, so root hands the cluster to `account`, which must be able
 * to walk to it. Where a parent folder forbids that (data under /root, say) the home is /var/lib/gongbi/<random>,
 * and <data>/postgres-location remembers it. A data directory copied elsewhere must take that folder along.
 */
export function preparePostgresHome(dataDirectory: string, account: ServerAccount): string {
  const known = findPostgresHome(dataDirectory);
  if (known !== null) {
    if (!existsSync(known)) {
      throw new StartFailure(
        `${join(dataDirectory, pointerName)} 指向的数据库目录 ${known} 不存在 · The database folder ${known} that ${join(dataDirectory, pointerName)} names is missing`,
        '恢复该目录，或用 --reset 重新开始 · Restore that folder, or start afresh with --reset',
      );
    }
    if (!canReach(account, known)) throw unreachable(known, account);
    return known;
  }
  if (canReach(account, dataDirectory)) {
    const inside = join(dataDirectory, 'postgres');
    makeDirectory(inside);
    return inside;
  }
  makeDirectory(systemDirectory);
  const outside = join(systemDirectory, randomBytes(6).toString('hex'));
  makeDirectory(outside);
  if (!canReach(account, outside)) throw unreachable(outside, account);
  writeFileSync(join(outside, 'belongs-to'), `${dataDirectory}\n`);
  writeFileSync(join(dataDirectory, pointerName), `${outside}\n`);
  return outside;
}

// Search permission only: the account walks through to its own folders and lists nothing else.
function makeDirectory(path: string): void {
  mkdirSync(path, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(path, 0o711);
}

function unreachable(path: string, account: ServerAccount): StartFailure {
  const name = account?.name ?? '';
  return new StartFailure(
    `运行 PostgreSQL 的账户 ${name} 进不了 ${path} · The account ${name} that runs PostgreSQL cannot reach ${path}`,
    `给上级目录加上 x 权限，或用 GONGBI_DATA 换一个位置 · Give its parent folders search permission, or choose another place with GONGBI_DATA`,
  );
}

/** Makes `path` an empty-or-existing folder that only the server's account may enter. */
export function privateDirectory(path: string, account: ServerAccount): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

// A Unix socket's address holds 108 bytes on Linux and 104 on macOS, the closing zero included.
const socketPathLimit = 103;
const socketFileName = '.s.PGSQL.5432';

/**
 * The private folder for the socket: <home>/socket, or, where that path is too long for a socket address,
 * a folder under the operating system's temporary one, remembered in <home>/socket-location.
 */
export function prepareSocketDirectory(home: string, account: ServerAccount): string {
  const inside = join(home, 'socket');
  if (Buffer.byteLength(join(inside, socketFileName)) <= socketPathLimit) {
    privateDirectory(inside, account);
    return inside;
  }
  const pointer = join(home, 'socket-location');
  const remembered = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : '';
  const stat = remembered === '' ? undefined : lstatSync(remembered, { throwIfNoEntry: false });
  // Anyone may make a folder of the same name once a cleaner has removed ours, so a stranger's is never used.
  if (stat?.isDirectory() && stat.uid === (account?.uid ?? process.getuid?.())) {
    chmodSync(remembered, 0o700);
    return remembered;
  }
  const parent = [tmpdir(), '/tmp'].find((folder) => Buffer.byteLength(join(folder, 'gongbi-XXXXXX', socketFileName)) <= socketPathLimit && canReach(account, folder));
  if (parent === undefined) throw new StartFailure(`数据目录的路径太长，放不下套接字：${home} · The path of the data folder is too long for a socket: ${home}`);
  const made = mkdtempSync(join(parent, 'gongbi-'));
  privateDirectory(made, account);
  writeFileSync(pointer, `${made}\n`);
  return made;
}

/** Deletes everything PostgreSQL keeps for the data directory, wherever it lies. The server must be stopped. */
export function removePostgresHome(dataDirectory: string): void {
  const home = findPostgresHome(dataDirectory);
  if (home !== null) {
    const pointer = join(home, 'socket-location');
    if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
  rmSync(join(dataDirectory, pointerName), { force: true });
}
