// Every command and query × every role × own or foreign unit, made from the registry: a new declaration is tried without a line here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declarations } from '#contracts';
import { channels, type Command, type Declaration, type Query, type Role } from '#declare';
import { newId } from '#kernel';
import { sql } from '#platform';
import { runnerRefusals } from '../../src/platform/commands/refusals.ts';
import { testUnits, type Person } from '../support/bank.ts';
import { inputFor } from './input.ts';
import { everyRole, openWorld, type World } from './world.ts';

/** Belongs to the whole bank: only its people may do it. */
const bankWide = new Set(['catalogue.importLpr']);
/** Answers that are the same in every unit, each with the reason why that is right. */
const shared: Readonly<Record<string, string>> = {
  'organisation.businessDay': 'tells the caller the day of their own unit',
  'ledger.books': 'names the books in scope', 'ledger.trialBalance': 'sums the books in scope', 'ledger.generalLedger': 'sums the books in scope', 'ledger.balanceSheet': 'sums the books in scope', 'ledger.incomeStatement': 'sums the books in scope',
  'ledger.chart': 'the chart of accounts is one for the whole bank', 'catalogue.lpr': 'published rates are public',
};
/** Where "not found" has other words. */
const hiddenAs: Readonly<Record<string, string>> = { 'lending.previewSchedule': '422 product_not_published' };
/** Codes that mean "you may not": none of them may meet a person of the right role in their own unit. */
const denials = new Set(['not_signed_in', 'not_permitted', 'channel_not_allowed', 'out_of_scope']);

let world: World;
beforeAll(async () => { world = await openWorld(); });
afterAll(() => world?.bank.close());

const commands = declarations.filter((declaration): declaration is Command => declaration.kind === 'command');
const queries = declarations.filter((declaration): declaration is Query => declaration.kind === 'query');
const lists = queries.filter((declaration) => declaration.list);
const named = <D extends Declaration>(list: readonly D[]) => list.map((declaration) => [declaration.name, declaration] as const);

type Answer = { readonly status: number; readonly code: string | undefined; readonly text: string };
const leaks: string[] = [];
async function call(declaration: Declaration, person: Person | undefined, input: Record<string, unknown>, more: { batch?: boolean; csv?: boolean } = {}): Promise<Answer> {
  const headers = { ...(person ? { authorization: `Bearer ${person.token}` } : {}), 'idempotency-key': newId(), 'content-type': 'application/json' };
  let address = `${world.bank.address}/api/${declaration.name.replace('.', '/')}`;
  let body: string | undefined;
  if (declaration.kind === 'command') {
    if (more.batch) address += '/batch';
    body = JSON.stringify(more.batch ? { title: '访问测试', items: [{ key: newId(), input }] } : input);
  } else {
    const search = new URLSearchParams(more.csv ? { format: 'csv' } : {});
    for (const [name, value] of Object.entries(input)) for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item));
    address += `?${search}`;
  }
  const response = await fetch(address, { method: declaration.kind === 'command' ? 'POST' : 'GET', headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  if (/\n\s+at |node_modules|\.ts:\d|\.js:\d|select .* from |constraint/i.test(text) && response.status >= 400) leaks.push(`${declaration.name}: ${text.slice(0, 200)}`);
  const code = response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as { code?: string }).code : undefined;
  return { status: response.status, code: response.status >= 400 ? code : undefined, text };
}
const inputOf = (declaration: Declaration) => inputFor(declaration, world.values);
const spoken = (answer: Answer) => `${answer.status}${answer.code ? ` ${answer.code}` : ''}`;
/** What each role was told, where that is not what `fits` asks for. */
async function wrong(roles: readonly Role[], ask: (role: Role) => Promise<Answer>, fits: (answer: Answer) => boolean): Promise<string[]> {
  const answers = await Promise.all(roles.map(async (role) => [role, await ask(role)] as const));
  return answers.filter(([, answer]) => !fits(answer)).map(([role, answer]) => `${role}: ${spoken(answer)}`);
}
const is = (expected: string) => (answer: Answer) => spoken(answer) === expected;

/** One line per table: rows and a hash of them. Sessions, the audit trail and queues move by themselves. */
async function fingerprint(): Promise<string[]> {
  await world.bank.app.jobs.idle();
  const tables = await world.bank.superuser.rows<{ name: string }>(sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') and c.relname not in ('session', 'audit_event', 'outbox') order by 1`);
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await world.bank.superuser.pool.query<{ n: string; hash: string }>(`select count(*) as n, coalesce(sum(hashtextextended(t::text, 0)), 0) as hash from ${name} t`);
    lines.push(`${name} ${rows[0]!.n} ${rows[0]!.hash}`);
  }
  return lines;
}

describe('what is refused', () => {
  let before: string[];
  beforeAll(async () => { before = await fingerprint(); });

  test.each(named(declarations))('%s: 401 without a session', async (_, declaration) => {
    expect(declaration.open ?? false).toBe(false);
    expect(spoken(await call(declaration, undefined, inputOf(declaration)))).toBe('401 not_signed_in');
    if (declaration.kind === 'command') expect(spoken(await call(declaration, undefined, inputOf(declaration), { batch: true }))).toBe('401 not_signed_in');
  });

  test.each(named(declarations))('%s: 403 for every role that is not declared', async (_, declaration) => {
    const others = everyRole.filter((role) => !declaration.roles.includes(role));
    expect(await wrong(others, (role) => call(declaration, world.own[role], inputOf(declaration)), is('403 not_permitted'))).toEqual([]);
    if (declaration.kind === 'command') expect(await wrong(others, (role) => call(declaration, world.own[role], inputOf(declaration), { batch: true }), is('403 not_permitted'))).toEqual([]);
  });

  test.each(named(commands))('%s: 403 for the right role of another unit', async (_, declaration) => {
    expect(await wrong(declaration.roles, (role) => call(declaration, world.foreign[role], inputOf(declaration)), is('403 out_of_scope'))).toEqual([]);
    expect(await wrong(declaration.roles, (role) => call(declaration, world.foreign[role], inputOf(declaration), { batch: true }), is('403 out_of_scope'))).toEqual([]);
  });

  test.each(named(declarations))('%s: 400 for a field it does not know', async (_, declaration) => {
    const person = bankWide.has(declaration.name) ? world.bankWide : world.own[declaration.roles[0]!];
    expect(spoken(await call(declaration, person, { ...inputOf(declaration), unknownField: '1' }))).toBe('400 invalid_input');
  });

  test.each(named(commands))('%s: 403 through every channel that is not declared', async (_, declaration) => {
    const person = world.own[declaration.roles[0]!];
    const told: string[] = [];
    for (const channel of channels) {
      await world.bank.superuser.run(sql`update access.session set channel = ${channel} where principal_id = ${person.id}`);
      // A field that does not exist keeps the channels that are declared from having an effect.
      const answer = await call(declaration, person, { unknownField: '1' });
      if (spoken(answer) !== (declaration.channels.includes(channel) ? '400 invalid_input' : '403 channel_not_allowed')) told.push(`${channel}: ${spoken(answer)}`);
    }
    await world.bank.superuser.run(sql`update access.session set channel = 'api' where principal_id = ${person.id}`);
    expect(told).toEqual([]);
  });

  test('none of it had an effect', async () => expect(await fingerprint()).toEqual(before));
});

describe('rows of another unit named beside those of the own one', () => {
  type Row = [what: string, refusal: string, role: Role, ask: () => readonly [name: string, input: Record<string, unknown>]];
  const rows: Row[] = [
    ['a borrower of another unit', '404 borrower_not_found', 'customer_manager', () => ['lending.apply', { borrowerId: world.elsewhere.partyId, accountNumber: world.elsewhere.accountNumber }]],
    ['somebody else’s account', '422 account_not_own', 'customer_manager', () => ['lending.apply', { requestedMinor: '1000000', accountNumber: world.elsewhere.accountNumber }]],
    ['a product of another unit', '422 product_not_published', 'customer_manager', () => ['lending.apply', { productId: world.elsewhere.productId }]],
    ['a head of household of another unit', '404 person_not_found', 'customer_manager', () => ['parties.registerHousehold', { headId: world.elsewhere.partyId }]],
    ['a customer’s transfer from another customer', '403 out_of_scope', 'customer', () => ['deposits.transfer', { fromNumber: world.drought.shops[0]!.accountNumber, toNumber: world.values['accountNumber'] }]],
    ['a customer’s repayment of another’s loan', '403 out_of_scope', 'customer', () => ['lending.repay', { contractId: world.drought.growers.findLast((grower) => grower.contractId)!.contractId }]],
    ['a customer’s look at another’s loan', '404 contract_not_found', 'customer', () => ['lending.contract', { contractId: world.drought.growers.findLast((grower) => grower.contractId)!.contractId }]],
    ['a role in another unit', '403 out_of_scope', 'security_administrator', () => ['access.grantRole', { unitPath: testUnits.foreign }]],
    ['a role of the unit above', '403 out_of_scope', 'security_administrator', () => ['access.grantRole', { unitPath: testUnits.root }]],
    ['a role on a path that only begins alike', '403 out_of_scope', 'security_administrator', () => ['access.grantRole', { unitPath: 'CQ.FJ' }]],
  ];
  test.each(rows)('%s: %s', async (_, expected, role, ask) => {
    const [name, input] = ask();
    const declaration = declarations.find((candidate) => candidate.name === name)!;
    expect(spoken(await call(declaration, world.own[role], { ...inputOf(declaration), ...input }))).toBe(expected);
  });
});

describe('what a foreign unit sees', () => {
  /** Every identifier that a list shows to the people of the own unit: by list, and those long enough to be looked for in any text. */
  const rows = new Map<string, Set<string>>();
  const long = () => [...rows.values()].flatMap((ids) => [...ids]).filter((id) => id.length >= 16);
  const items = (answer: Answer) => JSON.parse(answer.text) as { items: { id: string }[]; total: number };
  const listInput = (declaration: Query) => ({ ...inputOf(declaration), limit: 500 });
  beforeAll(async () => {
    for (const declaration of lists) {
      if (shared[declaration.name]) continue;
      const ids = new Set<string>();
      rows.set(declaration.name, ids);
      for (const role of declaration.roles) {
        const answer = await call(declaration, world.own[role], listInput(declaration));
        if (answer.status === 200) for (const item of items(answer).items) ids.add(item.id);
      }
    }
  });
  const shown = (text: string) => [...long(), testUnits.own].filter((id) => text.includes(id)).slice(0, 3);

  test.each(named(lists))('%s: rows of the own unit, and none of them in items, total or CSV elsewhere', async (name, declaration) => {
    const seen = await Promise.all(declaration.roles.map(async (role) => items(await call(declaration, world.own[role], listInput(declaration))).items.length));
    expect(Math.max(...seen), 'the fixture has rows of it in the own unit; extend test/security/world.ts').toBeGreaterThan(0);
    const told: string[] = [];
    for (const role of declaration.roles) {
      const answer = await call(declaration, world.foreign[role], listInput(declaration));
      const csv = await call(declaration, world.foreign[role], inputOf(declaration), { csv: true });
      const page = items(answer);
      if (answer.status !== 200 || csv.status !== 200) told.push(`${role}: ${spoken(answer)}, CSV ${spoken(csv)}`);
      if (page.total !== page.items.length) told.push(`${role}: total ${page.total}, ${page.items.length} rows`);
      if (!shared[name]) for (const id of [...page.items.map((item) => item.id).filter((id) => rows.get(name)!.has(id)), ...shown(answer.text), ...shown(csv.text)]) told.push(`${role} sees ${id}`);
      if (csv.text.trimEnd().split('\r\n').length - 1 > page.total) told.push(`${role}: more lines in the CSV than rows`);
    }
    expect(told).toEqual([]);
  });

  test.each(named(queries.filter((query) => !query.list)))('%s: not found elsewhere', async (name, declaration) => {
    if (shared[name]) {
      expect(await wrong(declaration.roles, (role) => call(declaration, world.foreign[role], inputOf(declaration)), (answer) => answer.status === 200 && shown(answer.text).length === 0)).toEqual([]);
    } else {
      expect(Object.keys(declaration.input.shape), 'names what it is about, or stands among the shared ones with a reason').not.toEqual([]);
      expect(await wrong(declaration.roles, (role) => call(declaration, world.foreign[role], inputOf(declaration)), (answer) => answer.code! in declaration.refusals && (hiddenAs[name] ? spoken(answer) === hiddenAs[name] : answer.status === 404))).toEqual([]);
    }
  });
});

describe('what the own unit is told', () => {
  // Queries first, then commands: some of those end what others are about.
  test.each(named([...queries, ...commands]))('%s: never a denial, never an accident, only refusals it declares', async (name, declaration) => {
    const known = new Set([...Object.keys(declaration.refusals), ...Object.keys(runnerRefusals)].filter((code) => !denials.has(code) && code !== 'unexpected'));
    const person = (role: Role) => (bankWide.has(name) ? world.bankWide : world.own[role]);
    expect(await wrong(declaration.roles, (role) => call(declaration, person(role), inputOf(declaration)), (answer) => answer.status < 300 || (answer.status < 500 && known.has(answer.code ?? '')))).toEqual([]);
  });
});

test('no refusal shows a stack, a statement or a constraint', () => expect(leaks).toEqual([]));

test('a declaration without a row in the fixture says what to add', () => {
  expect(() => inputFor({ ...commands[0]!, name: 'room.verb', input: commands.find((command) => command.name === 'lending.disburse')!.input } as Declaration, {})).toThrow('room.verb: the access test has no row for "contractId". Add its id to "values" in test/security/world.ts');
});
