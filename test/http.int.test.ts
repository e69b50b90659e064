// The server as an attacker, a browser and an operator meet it: headers, origins, limits, sessions, exports.
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { createPrincipals } from '#access';
import { createClient } from '#client';
import { contracts, declarations } from '#contracts';
import { newId } from '#kernel';
import { sql, transaction } from '#platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { toCsv } from '../src/platform/http/csv.ts';
import { openBank, testKeyRing, testUnits, type Person, type TestBank } from './support/bank.ts';

const { access, deposits, organisation, parties } = contracts;
let bank: TestBank;
let teller: Person, security: Person;
beforeAll(async () => {
  bank = await openBank();
  [teller, security] = await Promise.all([bank.person('teller', testUnits.own), bank.person('security_administrator', testUnits.root)]);
});
afterAll(() => bank?.close());

type Told = { status: number; headers: Headers; text: string; code: string | undefined };
async function call(method: string, path: string, options: { body?: string; headers?: Record<string, string>; base?: string } = {}): Promise<Told> {
  const response = await fetch((options.base ?? bank.address) + path, { method, headers: { ...(options.body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers }, ...(options.body === undefined ? {} : { body: options.body }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, code: response.headers.get('content-type')?.startsWith('application/problem+json') ? (JSON.parse(text) as { code: string }).code : undefined };
}
const bearer = (person: { token: string }) => ({ authorization: `Bearer ${person.token}` });
const firm = { unitPath: testUnits.own, name: '水泵', creditCode: '91500236MA5U00003M', trade: '水泵管材' };

describe('every answer carries the headers', () => {
  const routes: [string, string, string, number][] = [
    ['a query', 'GET', '/api/organisation/businessDay', 200], ['a refusal', 'GET', '/api/deposits/nothing', 404], ['a command', 'POST', '/api/deposits/credit', 400], ['the session', 'GET', '/api/session', 200],
    ['the bank', 'GET', '/api/bank', 200], ['openapi', 'GET', '/api/openapi.json', 200], ['the docs', 'GET', '/api/docs', 200], ['health', 'GET', '/healthz', 200], ['readiness', 'GET', '/readyz', 200], ['metrics', 'GET', '/metrics', 200],
  ];
  test.each(routes)('%s', async (_, method, path, status) => {
    const told = await call(method, path, { headers: bearer(teller), ...(method === 'POST' ? { body: '{}' } : {}) });
    expect(told.status).toBe(status);
    const policy = told.headers.get('content-security-policy')!;
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(told.headers.get('x-content-type-options')).toBe('nosniff');
    expect(told.headers.get('x-frame-options')).toMatch(/^(DENY|SAMEORIGIN)$/);
    expect(told.headers.get('referrer-policy')).toBe('no-referrer');
    expect(told.headers.get('x-powered-by')).toBeNull();
    if (path.startsWith('/api/') && !['/api/openapi.json', '/api/docs'].includes(path)) expect(told.headers.get('cache-control')).toMatch(/no-store/);
  });
  test('the nonce is another one each time, and the page uses it', async () => {
    const pages = await Promise.all([1, 2, 3].map(() => call('GET', '/api/docs')));
    const nonces = pages.map((page) => /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy')!)![1]!);
    expect(new Set(nonces).size).toBe(3);
    pages.forEach((page, index) => expect(page.text).toContain(`nonce="${nonces[index]}"`));
  });
});

describe('requests that are refused before anything is done', () => {
  const command = '/api/parties/registerFirm';
  const body = JSON.stringify(firm);
  const rows: [string, string, () => Promise<Told>][] = [
    ['another origin', '403 not_permitted', () => call('POST', command, { body, headers: { ...bearer(teller), origin: 'https://elsewhere.example' } })],
    ['a hidden origin', '403 not_permitted', () => call('POST', command, { body, headers: { ...bearer(teller), origin: 'null' } })],
    ['an origin that is none', '403 not_permitted', () => call('POST', command, { body, headers: { ...bearer(teller), origin: 'nonsense' } })],
    ['another site', '403 not_permitted', () => call('POST', '/api/session', { body, headers: { 'sec-fetch-site': 'cross-site' } })],
    ['signing out from another origin', '403 not_permitted', () => call('DELETE', '/api/session', { headers: { ...bearer(teller), origin: 'https://elsewhere.example' } })],
    ['a form', '400 invalid_input', () => call('POST', command, { body: 'unitPath=CQ', headers: { ...bearer(teller), 'content-type': 'application/x-www-form-urlencoded' } })],
    ['no JSON', '400 invalid_input', () => call('POST', command, { body: '{"unitPath":', headers: bearer(teller) })],
    ['JSON that is no object', '400 invalid_input', () => call('POST', command, { body: '[1]', headers: { ...bearer(teller), 'idempotency-key': newId() } })],
    ['a prototype in JSON', '400 invalid_input', () => call('POST', command, { body: '{"__proto__": {"a": 1}}', headers: { ...bearer(teller), 'idempotency-key': newId() } })],
    ['no key', '400 key_missing', () => call('POST', command, { body, headers: bearer(teller) })],
    ['no key for many', '400 key_missing', () => call('POST', `${command}/batch`, { body: JSON.stringify({ title: '建档', items: [{ key: newId(), input: firm }] }), headers: bearer(teller) })],
    ['no row', '400 invalid_input', () => call('POST', `${command}/batch`, { body: JSON.stringify({ title: '建档', items: [] }), headers: { ...bearer(teller), 'idempotency-key': newId() } })],
    ['a body too large', '413 too_large', () => call('POST', command, { body: JSON.stringify({ ...firm, name: 'x'.repeat(5 * 1024 * 1024) }), headers: bearer(teller) })],
    ['a cursor that is none', '400 invalid_input', () => call('GET', '/api/parties/parties?cursor=nonsense', { headers: bearer(teller) })],
    ['a cursor of another list', '400 invalid_input', () => call('GET', `/api/parties/parties?cursor=${Buffer.from('["nonsense","x"]').toString('base64url')}`, { headers: bearer(teller) })],
    ['a parameter twice', '400 invalid_input', () => call('GET', '/api/parties/parties?sort=kind&sort=kind', { headers: bearer(teller) })],
    ['a null byte', '400 invalid_input', () => call('GET', '/api/parties/parties?name=%00', { headers: bearer(teller) })],
    ['a zero byte in a command', '400 invalid_input', () => call('POST', command, { body: JSON.stringify({ ...firm, trade: '\u0000' }), headers: { ...bearer(teller), 'idempotency-key': newId() } })],
    ['a method that is not there', '404 not_found', () => call('PUT', command, { body, headers: bearer(teller) })],
    ['a path out of the assets', '404 not_found', () => call('GET', '/api/..%2f..%2fpackage.json', { headers: bearer(teller) })],
  ];
  test.each(rows)('%s: %s', async (_, expected, ask) => {
    const told = await ask();
    expect(`${told.status} ${told.code}`).toBe(expected);
    expect(told.text).not.toMatch(/node_modules|\.ts:\d|\n\s+at /);
  });
  test('the same origin is served', async () => expect((await call('POST', command, { body, headers: { ...bearer(teller), 'idempotency-key': newId(), origin: bank.address, 'sec-fetch-site': 'same-origin' } })).status).toBe(200));
  test('a problem speaks the language asked for, and always carries both', async () => {
    for (const [accepted, title] of [['en-GB', 'Sign in first.'], ['zh-CN', '请先登录。'], ['', '请先登录。']] as const) {
      expect(JSON.parse((await call('GET', '/api/session', { headers: { 'accept-language': accepted } })).text)).toMatchObject({ title, zh: '请先登录。', en: 'Sign in first.', type: '/problems/not_signed_in', status: 401 });
    }
  });
});

describe('signing in with a password', () => {
  const password = '好的密码 correct horse';
  const user = async (login: string) => {
    const id = newId();
    await transaction(bank.superuser, (tx) => createPrincipals(tx, [{ id, realm: 'staff', login, name: login, password, staffId: null, partyId: null, unitPath: testUnits.own, card: null, grants: [{ role: 'teller', unitPath: testUnits.own }] }], new Date(Date.now() - 60_000)));
    return id;
  };
  const signIn = (login: string, typed: string, channel?: string) => call('POST', '/api/session', { body: JSON.stringify({ login, password: typed, ...(channel ? { channel } : {}) }) });

  test('a browser gets a cookie that no script reads and no other site sends; the token is not in the answer', async () => {
    await user('browser');
    const told = await signIn('browser', password);
    const cookie = told.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^gongbi_session=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(flag);
    const [pair] = cookie.split(';');
    expect(told.text).not.toContain(pair!.split('=')[1]!);
    const who = await call('GET', '/api/session', { headers: { cookie: pair! } });
    expect(JSON.parse(who.text)).toMatchObject({ name: 'browser', channel: 'console', grants: [{ role: 'teller', unitPath: testUnits.own }] });
    expect((await call('DELETE', '/api/session', { headers: { cookie: pair! } })).status).toBe(204);
    expect(`${(await call('GET', '/api/session', { headers: { cookie: pair! } })).code}`).toBe('not_signed_in');
  });
  test('a program gets a bearer token, and no cookie', async () => {
    await user('program');
    const told = await signIn('program', password, 'api');
    expect(told.headers.get('set-cookie')).toBeNull();
    expect((await call('GET', '/api/organisation/businessDay', { headers: { authorization: `Bearer ${(JSON.parse(told.text) as { token: string }).token}` } })).status).toBe(200);
  });
  test('five wrong passwords lock the user, also for the right one; the others are not locked', async () => {
    const id = await user('locked');
    await user('beside');
    const codes: (string | undefined)[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) codes.push((await signIn('locked', `wrong ${attempt}`)).code);
    expect(codes.slice(0, 4)).toEqual(Array(4).fill('wrong_login'));
    expect(await signIn('locked', password)).toMatchObject({ status: 423, code: 'locked' });
    expect((await signIn('beside', password)).status).toBe(200);
    await bank.superuser.run(sql`update access.principal set locked_until = clock_timestamp() - interval '1 second' where id = ${id}`);
    expect((await signIn('locked', password)).status).toBe(200);
  });
  test('of forty attempts at once, the right password among them does not count any more', async () => {
    await user('flooded');
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => signIn('flooded', index === 35 ? password : `wrong ${index}`)));
    expect(answers.map((answer) => answer.status)).not.toContain(200);
    expect((await signIn('flooded', password)).code).toBe('locked');
  });
  test('a user who is not there is told the same as a wrong password', async () => {
    const [absent, wrong] = [await signIn('nobody', 'x'), await signIn('beside', 'x')];
    expect(absent.text).toBe(wrong.text);
  });
  test('without a card on the sign-in page there is no signing in by card', async () => {
    expect((await call('POST', '/api/session', { body: JSON.stringify({ cardOf: await user('cardless') }) })).status).toBe(403);
  });
  test('no password and no token lies in the database in clear', async () => {
    const { n } = await bank.superuser.one<{ n: number }>(sql`select (select count(*) from access.principal where password_hash is not null and password_hash !~ '^scrypt')::int + (select count(*) from access.session where encode(token_hash, 'escape') like ${`%${teller.token}%`})::int as n`);
    expect(n).toBe(0);
  });
});

describe('authority ends at once', () => {
  const ask = (person: Person) => call('GET', '/api/organisation/businessDay', { headers: bearer(person) });
  test('a session that was ended', async () => {
    const person = await bank.person('teller', testUnits.own);
    expect((await ask(person)).status).toBe(200);
    await security.client.send(access.endSessions, { principalId: person.id });
    expect(await ask(person)).toMatchObject({ status: 401, code: 'not_signed_in' });
  });
  test('a role that was taken away', async () => {
    const person = await bank.person('teller', testUnits.own);
    const { items } = await security.client.ask(access.principals, { search: 'teller', limit: 500 });
    await security.client.send(access.endGrant, { grantId: items.find((item) => item.id === person.id)!.grants[0]!.id });
    expect(await ask(person)).toMatchObject({ status: 403, code: 'not_permitted' });
  });
  test('a session that ran out, and a user who was disabled', async () => {
    const person = await bank.person('teller', testUnits.own);
    await bank.superuser.run(sql`update access.session set expires_at = clock_timestamp() where principal_id = ${person.id}`);
    expect((await ask(person)).status).toBe(401);
    const other = await bank.person('teller', testUnits.own);
    await bank.superuser.run(sql`update access.principal set status = 'disabled' where id = ${other.id}`);
    expect((await ask(other)).status).toBe(401);
  });
  test.each([['a token made up', 'A'.repeat(43)], ['an empty one', ' '], ['one of another scheme', 'eyJhbGciOiJub25lIn0.e30.']])('%s', async (_, token) => expect((await call('GET', '/api/session', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401));
});

test('a channel named in a header changes nothing', async () => {
  const told = await call('GET', '/api/session', { headers: { ...bearer(teller), 'x-channel': 'system', 'x-forwarded-for': '10.0.0.1', 'x-principal': security.id } });
  expect(JSON.parse(told.text)).toMatchObject({ id: teller.id, channel: 'api' });
});

describe('for operators', () => {
  test('health, readiness, metrics', async () => {
    expect(JSON.parse((await call('GET', '/healthz')).text)).toEqual({ status: 'up' });
    expect(JSON.parse((await call('GET', '/readyz')).text)).toEqual({ status: 'ready' });
    const { text } = await call('GET', '/metrics');
    expect(text).toMatch(/^# HELP \w+ .+$/m);
    expect(text).toMatch(/^gongbi_database_connections \d+$/m);
    expect(text).not.toContain(teller.id);
  });
  test('metrics are for this machine only', async () => {
    const told = await bank.app.server.inject({ method: 'GET', url: '/metrics', remoteAddress: '10.1.2.3' });
    expect(told.statusCode).toBe(403);
  });
  test('the pages of the API name every command and query', async () => {
    const { text } = await call('GET', '/api/docs');
    const { paths } = JSON.parse((await call('GET', '/api/openapi.json')).text) as { paths: Record<string, unknown> };
    for (const { name } of declarations) expect(text).toContain(`id="${name}"`);
    expect(Object.keys(paths).toSorted()).toEqual(declarations.map(({ name }) => `/api/${name.replace('.', '/')}`).toSorted());
    expect(text).not.toMatch(/<script|undefined/);
  });
});

test('too many requests from one address are told to wait', async () => {
  const { db } = bank;
  const options = db.pool.options as { host: string; port: number; database: string };
  const address = { host: options.host, port: options.port, database: options.database };
  const app = await createApp({ app: { ...address, user: 'gongbi_app' }, jobs: { ...address, user: 'gongbi_jobs' }, keyRing: testKeyRing(), filesDirectory: tmpdir(), requestsPerMinute: 5 });
  try {
    const answers = [];
    for (let count = 0; count < 7; count++) answers.push(await app.server.inject({ method: 'GET', url: '/healthz' }));
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(answers.at(-1)!.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    expect(answers.at(-1)!.headers['content-type']).toContain('application/problem+json');
    expect(answers.at(-1)!.headers['retry-after']).toBeDefined();
  } finally { await app.close(); }
});

describe('CSV', () => {
  test.each(['=1+1', '+1', '-cmd|x', '@SUM(A1)', '\t=1', '\r=1'])('a cell that a spreadsheet would run is text: %j', (value) => {
    expect(toCsv([{ name: value }]).split(/\r\n/)[1]).toMatch(/^"?'/);
  });
  test('numbers stay numbers; quotes, commas and lines are kept; Excel sees UTF-8', () => {
    expect(toCsv([{ amountMinor: -5n, note: '甲,"乙"\n丙' }])).toBe('\uFEFFamountMinor,note\r\n-5,"甲,""乙""\n丙"\r\n');
  });
  test('an export of a list is such a file, is on record, and stays masked', async () => {
    const registered = await teller.client.send(parties.registerPerson, { unitPath: testUnits.own, name: '=HYPERLINK("x")', idNumber: '500236199003074512', mobile: '13812345678', address: '砚瓦村' });
    expect(registered.status).toBe('succeeded');
    const response = await fetch(`${bank.address}/api/parties/parties?format=csv&kind=person`, { headers: bearer(teller) });
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="parties.parties.csv"');
    expect(response.headers.get('cache-control')).toMatch(/no-store/);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain('500236********4512');
    expect(text).not.toMatch(/500236199003074512|13812345678/);
    expect(await bank.superuser.rows(sql`select detail->>'rows' as rows from commands.audit_event where kind = 'export' and subject = 'parties.parties' and principal_id = ${teller.id}`)).toEqual([{ rows: '1' }]);
  });
});

test('a request that stops in the middle leaves nothing and breaks nothing', async () => {
  const { port } = new URL(bank.address);
  await new Promise<void>((resolve) => {
    const half = send({ port, method: 'POST', path: '/api/parties/registerFirm', headers: { ...bearer(teller), 'content-type': 'application/json', 'content-length': '500' } });
    half.on('error', () => resolve());
    half.write('{"unitPath":');
    setTimeout(() => half.destroy(), 50);
  });
  expect((await createClient({ base: bank.address, token: teller.token }).ask(organisation.businessDay, {})).businessDate).toBe('2026-11-24');
  expect((await teller.client.ask(deposits.accounts, {})).total).toBe(0);
});
