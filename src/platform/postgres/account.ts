import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartFailure } from '../progress.ts';

/** The operating-system account PostgreSQL runs as; undefined means the account of this process. */
export type ServerAccount = { name: string; uid: number; gid: number } | undefined;

// PostgreSQL refuses to run as root, and initdb refuses an account without a passwd entry.
const candidates = ['gongbi', 'postgres', 'nobody', 'daemon'];

/**
 * Chooses the account for PostgreSQL. An ordinary user keeps their own. Root hands over to the owner of an existing cluster,
 * so that the same data can later be started by that owner again, else to the first unprivileged account the machine knows.
 */
export function chooseServerAccount(clusterDirectory: string): ServerAccount {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterDirectory, { throwIfNoEntry: false })?.uid;
  const names = owner === undefined || owner === 0 ? candidates : [String(owner), ...candidates];
  for (const name of names) {
    const account = lookUp(name);
    if (account !== undefined && account.uid !== 0) return account;
  }
  throw new StartFailure(
    `以 root 启动需要一个普通账户来运行 PostgreSQL，但系统里没有 ${candidates.join('、')} · Started as root, and none of the accounts ${candidates.join(', ')} exists to run PostgreSQL`,
    'useradd --system gongbi',
  );
}

function lookUp(name: string): NonNullable<ServerAccount> | undefined {
  const ask = (flag: string): string | undefined => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return answer.status === 0 ? answer.stdout.trim() : undefined;
  };
  const [login, uid, gid] = [ask('-un'), Number(ask('-u')), Number(ask('-g'))];
  return login === undefined || Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { name: login, uid, gid };
}

/** Whether the account can step into `directory`; asked of the kernel, so that access lists and mount options count too. */
export function canReach(account: ServerAccount, directory: string): boolean {
  if (account === undefined) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { cwd: '/', uid: account.uid, gid: account.gid, stdio: 'ignore' });
  return probe.status === 0;
}

/** spawn options that run a command as the account, without root's groups or environment. */
export function asAccount(account: ServerAccount): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const env: NodeJS.ProcessEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return account === undefined ? { cwd: '/', env } : { cwd: '/', env, uid: account.uid, gid: account.gid };
}
