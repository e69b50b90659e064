import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '#client';
import { contracts } from '#contracts';
import { sql } from '#platform';
import { openBank, testUnits, type Person, type TestBank } from '../../../test/support/bank.ts';

const { deposits, parties, access, approvals, ledger } = contracts;
let bank: TestBank;
let teller: Person, stranger: Person, security: Person, auditAdministrator: Person, head: Person;
let account: string, partyId: string;
const seededIdNumber = '500236199003074512';
const seededMobile = '13812345678';

const problem = async (work: Promise<unknown>) => {
  try { await work; } catch (error) { if (error instanceof ProblemError) return `${error.problem.status} ${error.problem.code}`; throw error; }
  return 'no problem';
};
const balance = async () => (await teller.client.ask(deposits.accounts, { number: account })).items[0]!.balanceMinor;

beforeAll(async () => {
  bank = await openBank();
  [teller, stranger, security, auditAdministrator, head] = (await Promise.all([
    bank.person('teller', testUnits.own), bank.person('teller', testUnits.foreign), bank.person('security_administrator', testUnits.root), bank.person('audit_administrator', testUnits.root), bank.person('head_of_unit', testUnits.own),
  ])) as [Person, Person, Person, Person, Person];
  const person = await teller.client.send(parties.registerPerson, { unitPath: testUnits.own, name: '覃橙红', idNumber: seededIdNumber, mobile: seededMobile, address: '砚瓦村三组十二号' });
  partyId = person.status === 'succeeded' ? person.value.partyId : '';
  const opened = await teller.client.send(deposits.openAccount, { partyId, unitPath: testUnits.own });
  account = opened.status === 'succeeded' ? opened.value.accountNumber : '';
});
afterAll(() => bank.close());

describe('the checks come in this order', () => {
  const pay = (client: Person['client'], key?: string) => client.send(deposits.credit, { accountNumber: account, amountMinor: '100', narrative: '存入' }, key);
  const rows: [string, string, () => Promise<unknown>][] = [
    ['no session', '401 not_signed_in', () => pay(anonymous())],
    ['a role that may not', '403 not_permitted', () => pay(security.client)],
    ['an unknown field', '400 invalid_input', () => teller.client.send(deposits.credit, { accountNumber: account, amountMinor: '100', narrative: '存入', extra: 1 } as never)],
    ['a float for money', '400 invalid_input', () => teller.client.send(deposits.credit, { accountNumber: account, amountMinor: 1.5 as never, narrative: '存入' })],
    ['nothing for money', '400 invalid_input', () => teller.client.send(deposits.credit, { accountNumber: account, amountMinor: '0', narrative: '存入' })],
    ['a short key', '400 key_missing', () => pay(teller.client, 'short')],
    ['an account of another unit', '403 out_of_scope', () => pay(stranger.client)],
    ['an account that is not there', '404 account_not_found', () => teller.client.send(deposits.credit, { accountNumber: '0'.repeat(18), amountMinor: '100', narrative: '存入' })],
    ['an address that is not there', '404 not_found', () => teller.client.raw('POST', '/api/deposits/nonsense', {})],
  ];
  const anonymous = () => clientWithout();
  test.each(rows)('%s: %s', async (_, expected, send) => expect(await problem(send())).toBe(expected));
  test('what was refused before the handler is not in the log; a refusal of the business is', async () => {
    const log = await bank.db.rows<{ status: string; code: string | null }>(sql`select status, outcome->'refusal'->>'code' as code from commands.command where name = 'deposits.credit'`);
    expect(log).toEqual([{ status: 'refused', code: 'account_not_found' }]);
  });
});
const clientWithout = () => Object.assign({}, teller.client, { send: (declaration: never, input: never, key?: string) => anonymousSend(declaration, input, key) }) as Person['client'];
async function anonymousSend(declaration: { name: string }, input: unknown, key = 'anonymous-key') {
  const { createClient } = await import('#client');
  return createClient({ base: bank.address }).raw('POST', `/api/${declaration.name.replace('.', '/')}`, input, { 'idempotency-key': key });
}

describe('a key has one effect', () => {
  test('fifty at once with one key: one entry, fifty equal answers', async () => {
    const before = BigInt(await balance());
    const replies = await Promise.all(Array.from({ length: 50 }, () => teller.client.send(deposits.credit, { accountNumber: account, amountMinor: '700', narrative: '一次' }, 'one-key-fifty-calls')));
    expect(new Set(replies.map((reply) => reply.commandId)).size).toBe(1);
    expect(replies.filter((reply) => !reply.replayed)).toHaveLength(1);
    expect(BigInt(await balance()) - before).toBe(700n);
  });
  test('the same key with another body is a conflict, and changes nothing', async () => {
    const before = await balance();
    expect(await problem(teller.client.send(deposits.credit, { accountNumber: account, amountMinor: '701', narrative: '一次' }, 'one-key-fifty-calls'))).toBe('409 key_conflict');
    expect(await balance()).toBe(before);
  });
  test('the same key for an account in another book is a conflict', async () => {
    const other = await stranger.client.send(parties.registerPerson, { unitPath: testUnits.foreign, name: '田青', idNumber: '500105198506151239', mobile: '13900000000', address: '渝北' });
    const opened = await stranger.client.send(deposits.openAccount, { partyId: other.status === 'succeeded' ? other.value.partyId : '', unitPath: testUnits.foreign });
    const roaming = await bank.person('teller', testUnits.root);
    const pay = (accountNumber: string) => roaming.client.send(deposits.credit, { accountNumber, amountMinor: '5', narrative: '换账簿' }, 'another-book-key');
    await pay(account);
    expect(await problem(pay(opened.status === 'succeeded' ? opened.value.accountNumber : ''))).toBe('409 key_conflict');
  });
  test('two keys of two people are two keys', async () => {
    const second = await bank.person('teller', testUnits.own);
    const before = BigInt(await balance());
    for (const { client } of [teller, second]) await client.send(deposits.credit, { accountNumber: account, amountMinor: '10', narrative: '各存' }, 'shared-key-text');
    expect(BigInt(await balance()) - before).toBe(20n);
  });
});

test('of a thousand commands that arrive together, the bad ones fail alone', async () => {
  const before = BigInt(await balance());
  const replies = await Promise.allSettled(Array.from({ length: 300 }, (_, index) => teller.client.send(deposits.debit, { accountNumber: account, amountMinor: index % 3 === 0 ? '999999999999' : '1', narrative: '批量' })));
  expect(replies.filter((reply) => reply.status === 'fulfilled')).toHaveLength(200);
  expect(before - BigInt(await balance())).toBe(200n);
});

describe('approval', () => {
  const ask = (client: Person['client']) => client.send(access.grantRole, { principalId: stranger.id, role: 'investigator', unitPath: testUnits.foreign });
  let batchId = '';
  test('a command that needs it waits', async () => {
    const reply = await ask(security.client);
    expect(reply.status).toBe('pending');
    batchId = reply.status === 'pending' ? reply.batchId : '';
    expect((await auditAdministrator.client.ask(approvals.batches, { mine: 'to_decide' })).items.map((item) => item.id)).toEqual([batchId]);
    expect((await security.client.ask(approvals.batches, { mine: 'to_decide' })).items).toEqual([]);
  });
  const decision = async (client: Person['client'], more = {}) => {
    const { seenHash } = await auditAdministrator.client.ask(approvals.batch, { batchId });
    return client.send(approvals.decideBatch, { batchId, seenHash, decision: 'approved', ...more });
  };
  test('the maker may not approve it', async () => expect(await problem(decision(security.client))).toBe('403 maker_may_not_approve'));
  test('another role may not either', async () => {
    const other = await bank.person('auditor', testUnits.root);
    expect(await problem(decision(other.client))).toBe('403 not_your_step');
  });
  test('nor with a hash of other facts', async () => expect(await problem(decision(auditAdministrator.client, { seenHash: '0'.repeat(64) }))).toBe('409 facts_changed'));
  test('where the facts moved since they were shown, the approver must look again', async () => {
    const { seenHash } = await auditAdministrator.client.ask(approvals.batch, { batchId });
    await bank.superuser.run(sql`insert into access.role_grant (id, principal_id, role, unit_path, valid_from) values (gen_random_uuid(), ${stranger.id}, 'auditor', ${testUnits.foreign}, clock_timestamp())`);
    expect(await problem(auditAdministrator.client.send(approvals.decideBatch, { batchId, seenHash, decision: 'approved' }))).toBe('409 facts_changed');
  });
  test('approved, it takes effect once, with both names on record', async () => {
    expect(await decision(auditAdministrator.client)).toMatchObject({ status: 'succeeded', value: { status: 'approved' } });
    await bank.app.jobs.idle();
    expect(await auditAdministrator.client.ask(approvals.batch, { batchId })).toMatchObject({ status: 'done', items: [{ status: 'succeeded' }] });
    const granted = await bank.db.rows<{ n: number }>(sql`select count(*)::int as n from access.role_grant where principal_id = ${stranger.id} and role = 'investigator'`);
    expect(granted[0]!.n).toBe(1);
    const log = await auditAdministrator.client.ask(approvals.commands, { batchId });
    expect(log.items[0]).toMatchObject({ name: 'access.grantRole', status: 'succeeded', approvedBy: [expect.stringContaining('audit_administrator')] });
    expect(await problem(decision(auditAdministrator.client))).toBe('409 already_decided');
  });
});

test('an identity number and a mobile number are nowhere in clear: not in a table, not in a log, not in an answer', async () => {
  const columns = await bank.superuser.rows<{ place: string; found: number }>(sql`select format('%I.%I.%I', n.nspname, c.relname, a.attname) as place, 0 as found from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema')`);
  const places: string[] = [];
  for (const { place } of columns) {
    const [schema, table, column] = place.split('.');
    const { rows } = await bank.superuser.pool.query(`select 1 from ${schema}.${table} where ${column}::text like any (array[$1, $2, $3, $4]) limit 1`, [`%${seededIdNumber}%`, `%${seededMobile}%`, `%${Buffer.from(seededIdNumber).toString('hex')}%`, `%${Buffer.from(seededMobile).toString('hex')}%`]);
    if (rows.length > 0) places.push(place);
  }
  expect(columns.length).toBeGreaterThan(100);
  expect(places).toEqual([]);
  // Errors are where a log gives things away: a second registration of the same document, and a statement that breaks on it.
  await problem(teller.client.send(parties.registerPerson, { unitPath: testUnits.own, name: '覃橙红', idNumber: seededIdNumber, mobile: seededMobile, address: '同上' }));
  await bank.db.run(sql`insert into commands.audit_event (id, kind, subject) values (null, 'seeded', ${seededIdNumber})`).catch(() => {});
  const server = await bank.superuser.rows<{ text: string }>(sql`select pg_read_file('log/' || name) as text from pg_ls_logdir()`);
  expect(server.map((file) => file.text).join('')).toContain('insert into commands.audit_event');
  for (const log of [bank.logged(), ...server.map((file) => file.text)]) for (const secret of [seededIdNumber, seededMobile]) expect(log).not.toContain(secret);
  const answer = JSON.stringify(await teller.client.ask(parties.party, { partyId }));
  expect(answer).toContain('500236********4512');
  expect(answer).not.toContain(seededIdNumber);
  expect(await teller.client.ask(parties.reveal, { partyId, field: 'idNumber', reason: '核对合同' })).toEqual({ value: seededIdNumber });
  expect(await bank.db.rows(sql`select 1 from commands.audit_event where kind = 'revealed' and subject = ${partyId}`)).toHaveLength(1);
});

test('the trial balance closes after all this', async () => {
  const { balanced, totals } = await head.client.ask(ledger.trialBalance, {});
  expect(balanced).toBe(true);
  expect(totals[0]!.debitMinor).not.toBe('0');
});
