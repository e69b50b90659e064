// The schema of the database is a file in the repository, so that a change of it is read by whoever reads the change.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool, sql, type Db } from '#platform';
import { cloneDatabase, type TestDatabase } from './support/bank.ts';
import { dumpSchema } from './support/schema.ts';

let database: TestDatabase, reader: Db;
beforeAll(async () => {
  database = await cloneDatabase();
  reader = openPool({ ...database.connection('superuser'), max: 1 });
});
afterAll(async () => {
  await reader.end();
  await database.drop();
});

test('docs/reference/schema.sql is the schema as migrated; renew it with: npm test -- test/schema.int.test.ts --update', async () => {
  await expect(await dumpSchema(reader)).toMatchFileSnapshot(join(import.meta.dirname, '../docs/reference/schema.sql'));
});

test('a column, a grant, an index, a comment more is seen', async () => {
  const before = await dumpSchema(reader);
  const changes = [
    sql`alter table access.session add column colour text default 'red'`, sql`grant delete on access.session to gongbi_app`, sql`create index seeded on access.session (user_agent)`,
    sql`comment on column access.session.channel is 'seeded'`, sql`create view access.seeded_view as select 1 as one`, sql`alter table access.session add constraint seeded check (channel <> '')`,
  ];
  for (const change of changes) {
    const earlier = await dumpSchema(reader);
    await reader.run(change);
    expect(await dumpSchema(reader)).not.toBe(earlier);
  }
  expect(await dumpSchema(reader)).not.toBe(before);
});

test('what was recorded cannot be changed or deleted by the application', async () => {
  const kept = ['ledger.entry', 'ledger.leg', 'ledger.entry_key', 'commands.command', 'commands.audit_event', 'lending.fact'];
  const rows = await reader.rows<{ held: string }>(sql`select t || ': ' || p as held from unnest(${kept}::text[]) t, unnest(array['update', 'delete', 'truncate']) p, unnest(array['gongbi_app', 'gongbi_jobs']) r where has_table_privilege(r, t, p)`);
  expect(rows.map((row) => row.held)).toEqual([]);
});

test('the application owns nothing, and is no superuser', async () => {
  const owned = await reader.rows(sql`select c.relname from pg_class c where c.relowner in ('gongbi_app'::regrole, 'gongbi_jobs'::regrole) and c.relnamespace::regnamespace::text <> 'graphile_worker'`);
  expect(owned).toEqual([]);
  expect(await reader.rows(sql`select rolname from pg_roles where rolname in ('gongbi_app', 'gongbi_jobs') and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)`)).toEqual([]);
});
