import { existsSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartFailure } from './progress.ts';

const repositoryDirectory = fileURLToPath(new URL('../../', import.meta.url));
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Everything an operator can set, read once. URLs may hold passwords: never log the object. */
export type Config = {
  host: string;
  port: number;
  /** Absolute path of the folder that holds database, keys and files. */
  dataDirectory: string;
  /** Set: use this PostgreSQL 18 instead of the embedded one. Its user owns the tables. */
  databaseUrl: string | undefined;
  /** Sign-ins of their own for the serving and the job role; without them the owner's session switches role. */
  appDatabaseUrl: string | undefined;
  jobsDatabaseUrl: string | undefined;
  logLevel: (typeof logLevels)[number];
  tls: { certificatePath: string; keyPath: string } | undefined;
  /** Addresses or CIDR ranges whose X-Forwarded-* headers are believed. */
  trustedProxies: string[];
  /** --reset: delete the data first. */
  reset: boolean;
  /** What follows the verb on the command line. */
  arguments: readonly string[];
};

/**
 * Reads the environment and the arguments after the verb; the only place that does.
 * A value that cannot be right is a StartFailure naming its variable; an empty one counts as not set.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, argv: readonly string[] = process.argv.slice(3)): Config {
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const databaseUrl = postgresUrl('DATABASE_URL', text('DATABASE_URL'));
  return {
    host: text('HOST') ?? '127.0.0.1',
    port: portNumber(text('PORT')),
    dataDirectory: resolve(text('GONGBI_DATA') ?? resolve(repositoryDirectory, '.gongbi')),
    databaseUrl,
    appDatabaseUrl: postgresUrl('GONGBI_APP_DATABASE_URL', text('GONGBI_APP_DATABASE_URL'), databaseUrl),
    jobsDatabaseUrl: postgresUrl('GONGBI_JOBS_DATABASE_URL', text('GONGBI_JOBS_DATABASE_URL'), databaseUrl),
    logLevel: logLevel(text('GONGBI_LOG_LEVEL')),
    tls: tls(text('GONGBI_TLS_CERT'), text('GONGBI_TLS_KEY')),
    trustedProxies: proxies(text('GONGBI_TRUSTED_PROXY')),
    reset: argv.includes('--reset'),
    arguments: argv,
  };
}

const wrong = (name: string, zh: string, en: string): StartFailure => new StartFailure(`${name} ${zh} · ${name} ${en}`);

function portNumber(value: string | undefined): number {
  if (value === undefined) return 7100;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw wrong('PORT', `应为 0 到 65535 的整数，而不是 ${value}`, `must be a whole number from 0 to 65535, not ${value}`);
  return port;
}

// The value is not repeated in the message: it may hold a password.
function postgresUrl(name: string, value: string | undefined, databaseUrl?: string): string | undefined {
  if (value === undefined) return undefined;
  if (!/^postgres(ql)?:\/\//.test(value)) throw wrong(name, '应以 postgres:// 开头', 'must start with postgres://');
  if (name !== 'DATABASE_URL' && databaseUrl === undefined) throw wrong(name, '只能与 DATABASE_URL 一起使用', 'only works together with DATABASE_URL');
  return value;
}

function logLevel(value = 'info'): Config['logLevel'] {
  const level = logLevels.find((known) => known === value);
  if (level === undefined) throw wrong('GONGBI_LOG_LEVEL', `应为 ${logLevels.join('、')} 之一，而不是 ${value}`, `must be one of ${logLevels.join(', ')}, not ${value}`);
  return level;
}

function tls(certificatePath: string | undefined, keyPath: string | undefined): Config['tls'] {
  if (certificatePath === undefined && keyPath === undefined) return undefined;
  const file = (name: string, path: string | undefined): string => {
    if (path === undefined) throw wrong(name, '缺失：证书和私钥须同时给出', 'is missing: certificate and key go together');
    if (!existsSync(path)) throw wrong(name, `指向的文件不存在：${path}`, `names a file that does not exist: ${path}`);
    return resolve(path);
  };
  return { certificatePath: file('GONGBI_TLS_CERT', certificatePath), keyPath: file('GONGBI_TLS_KEY', keyPath) };
}

function proxies(value: string | undefined): string[] {
  if (value === undefined) return [];
  return value.split(',').map((part) => {
    const range = part.trim();
    const [address = '', bits] = range.split('/');
    const family = isIP(address);
    try {
      if (family === 0) throw new Error(range);
      if (bits !== undefined) new BlockList().addSubnet(address, /^\d+$/.test(bits) ? Number(bits) : Number.NaN, family === 4 ? 'ipv4' : 'ipv6');
    } catch {
      throw wrong('GONGBI_TRUSTED_PROXY', `应为以逗号分隔的地址或网段，而不是 ${range}`, `must be addresses or CIDR ranges separated by commas, not ${range}`);
    }
    return range;
  });
}
