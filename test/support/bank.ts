// A small bank for tests: its own clone of the template database, a few units and people, the real app on top.
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import pino from 'pino';
import { inject } from 'vitest';
import { createPrincipals } from '#access';
import { createClient, type Client as ApiClient } from '#client';
import type { Role } from '#declare';
import { newId } from '#kernel';
import { createBooks } from '#ledger';
import { createUnits, openBusinessDay } from '#organisation';
import { openPool, sql, transaction, type Db, type KeyRing } from '#platform';
import { createApp, type App } from '../../src/app.ts';

export type TestDatabase = { readonly name: string; connection(role: 'owner' | 'app' | 'jobs' | 'superuser'): ClientConfig; drop(): Promise<void> };

/** Clones the template; wal_log copies 30 MB faster than checkpointing around a file copy. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const { host, port, user, template } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const maintenance = async (text: string) => {
    const client = new Client({ host, port, user, database: 'postgres' });
    await client.connect();
    try { await client.query(text); } finally { await client.end(); }
  };
  for (let attempt = 1; ; attempt++) {
    // Two files that clone at once collide on the template for a moment.
    try { await maintenance(`create database ${name} template ${template} strategy wal_log owner gongbi_owner`); break; } catch (error) { if (attempt > 50) throw error; await new Promise((resolve) => setTimeout(resolve, 100)); }
  }
  return { name, connection: (role) => ({ host, port, database: name, user: role === 'superuser' ? user : `gongbi_${role}` }), drop: () => maintenance(`drop database ${name} with (force)`) };
}

export const testKeyRing = (): KeyRing => {
  const current = { id: 'test', key: Buffer.alloc(32, 7) };
  return { current, byId: (id) => (id === 'test' ? current : undefined) };
};

/** Units of the test bank. Books are kept by the two sub-branches and the root. */
export const testUnits = { root: 'CQ.', own: 'CQ.FJ.', outlet: 'CQ.FJ.A1.', foreign: 'CQ.YB.' } as const;

export type Person = { readonly id: string; readonly client: ApiClient; readonly token: string };
export type TestBank = { readonly app: App; readonly db: Db; readonly superuser: Db; readonly address: string; /** Everything the app has logged, at its most talkative. */ logged(): string; person(role: Role | readonly Role[], unitPath: string, options?: { partyId?: string; channel?: 'api' | 'console' }): Promise<Person>; close(): Promise<void> };

/** Starts the app on a clone with units, books and the business day 2026-11-24. */
export async function openBank(options: { businessDate?: string; simulated?: boolean } = {}): Promise<TestBank> {
  const database = await cloneDatabase();
  const superuser = openPool({ ...database.connection('superuser'), max: 4 });
  const owner = openPool({ ...database.connection('owner'), max: 2 });
  const day = options.businessDate ?? '2026-11-24';
  await transaction(owner, async (tx) => {
    await tx.run(sql`insert into platform.setting (name, value) values ('bank_name', '{"zh": "山城银行", "en": "Shancheng Bank"}'), ('demo', 'true'), ('clock', ${options.simulated === false ? '"real"' : '"simulated"'}::jsonb)`);
    await createUnits(tx, [
      { code: 'CQ', path: testUnits.root, nameZh: '重庆分行', nameEn: 'Chongqing Branch', kind: 'branch', tier: 1, validFrom: '2000-01-01' },
      { code: 'FJ', path: testUnits.own, nameZh: '奉节支行', nameEn: 'Fengjie Sub-branch', kind: 'sub_branch', tier: 2, validFrom: '2000-01-01' },
      { code: 'A1', path: testUnits.outlet, nameZh: '永乐网点', nameEn: 'Yongle Outlet', kind: 'outlet', tier: 3, validFrom: '2000-01-01' },
      { code: 'YB', path: testUnits.foreign, nameZh: '渝北支行', nameEn: 'Yubei Sub-branch', kind: 'sub_branch', tier: 2, validFrom: '2000-01-01' },
    ]);
    await openBusinessDay(tx, [testUnits.root, testUnits.own, testUnits.foreign], day);
    await createBooks(tx, [
      { id: 1, code: 'CQ', nameZh: '重庆分行', nameEn: 'Chongqing Branch', unitPath: testUnits.root },
      { id: 2, code: 'FJ', nameZh: '奉节支行', nameEn: 'Fengjie Sub-branch', unitPath: testUnits.own },
      { id: 3, code: 'YB', nameZh: '渝北支行', nameEn: 'Yubei Sub-branch', unitPath: testUnits.foreign },
    ], day);
  });
  await owner.end();
  const lines: string[] = [];
  const app = await createApp({ app: database.connection('app'), jobs: database.connection('jobs'), keyRing: testKeyRing(), filesDirectory: mkdtempSync(join(tmpdir(), 'gongbi-files-')), requestsPerMinute: 1_000_000, log: pino({ level: 'trace' }, { write: (line: string) => { lines.push(line); if (/"level":[56]0/.test(line)) process.stdout.write(line); } }) });
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 });
  let order = 0;
  return {
    app, db: app.db, superuser, address, logged: () => lines.join(''),
    async person(roles, unitPath, { partyId, channel = 'api' } = {}) {
      const id = newId();
      const list = typeof roles === 'string' ? [roles] : roles;
      const number = ++order;
      await transaction(superuser, (tx) => createPrincipals(tx, [{ id, realm: list.includes('customer') ? 'customer' : 'staff', login: `user${number}`, name: `${list[0]}${number}`, password: null, staffId: null, partyId: partyId ?? null, unitPath, card: { zh: '', en: '', order: number }, grants: list.map((role) => ({ role, unitPath })) }], new Date(Date.now() - 60_000)));
      const { token } = (await createClient({ base: address }).raw('POST', '/api/session', { cardOf: id, channel: 'api' })) as { token: string };
      if (channel === 'console') await superuser.run(sql`update access.session set channel = 'console' where principal_id = ${id}`);
      return { id, token, client: createClient({ base: address, token }) };
    },
    async close() {
      await app.close();
      await superuser.end();
      await database.drop();
    },
  };
}
