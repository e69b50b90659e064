import { describe, expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import { StartFailure } from './progress.ts';

describe('loadConfig', () => {
  test('nothing set: loopback, port 7100, embedded database in the repository', () => {
    const config = loadConfig({}, []);
    expect(config).toMatchObject({ host: '127.0.0.1', port: 7100, logLevel: 'info', trustedProxies: [], reset: false });
    expect(config.dataDirectory).toMatch(/\/\.gongbi$/);
    expect([config.databaseUrl, config.tls]).toEqual([undefined, undefined]);
  });

  test.for([
    { env: { PORT: '8080' }, expected: { port: 8080 } },
    { env: { PORT: ' ' }, expected: { port: 7100 } },
    { env: { GONGBI_DATA: '/srv/bank' }, expected: { dataDirectory: '/srv/bank' } },
    { env: { DATABASE_URL: 'postgresql://a@b/c' }, expected: { databaseUrl: 'postgresql://a@b/c' } },
    { env: { GONGBI_TRUSTED_PROXY: '10.0.0.1, 192.168.0.0/16,fd00::/8' }, expected: { trustedProxies: ['10.0.0.1', '192.168.0.0/16', 'fd00::/8'] } },
  ])('$env is read', ({ env, expected }) => {
    expect(loadConfig(env, [])).toMatchObject(expected);
  });

  test.for<[string, Record<string, string>]>([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '1e3' }],
    ['DATABASE_URL', { DATABASE_URL: 'http://a' }],
    ['GONGBI_APP_DATABASE_URL', { GONGBI_APP_DATABASE_URL: 'postgres://a' }],
    ['GONGBI_LOG_LEVEL', { GONGBI_LOG_LEVEL: 'loud' }],
    ['GONGBI_TLS_KEY', { GONGBI_TLS_CERT: '/dev/null' }],
    ['GONGBI_TLS_CERT', { GONGBI_TLS_CERT: '/nowhere/c.pem', GONGBI_TLS_KEY: '/dev/null' }],
    ['GONGBI_TRUSTED_PROXY', { GONGBI_TRUSTED_PROXY: 'true' }],
    ['GONGBI_TRUSTED_PROXY', { GONGBI_TRUSTED_PROXY: '10.0.0.0/33' }],
  ])('%s is refused by name: %o', ([name, env]) => {
    expect(() => loadConfig(env, [])).toThrow(StartFailure);
    expect(() => loadConfig(env, [])).toThrow(name);
  });

  test('--reset', () => {
    expect(loadConfig({}, ['--reset']).reset).toBe(true);
  });
});
