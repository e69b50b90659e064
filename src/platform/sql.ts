// The one way to PostgreSQL: SQL in the open, typed rows, transactions that are a different type from the pool.
import pg from 'pg';
import sqlTag, { empty, join, raw, Sql } from 'sql-template-tag';
import { createHash } from 'node:crypto';

export { empty, join, raw, Sql };
/** A statement: text and its parameters. Values never enter the text. */
export const sql = sqlTag;

type Runner = {
  /** All rows of a statement. bigint columns arrive as bigint, dates as 'YYYY-MM-DD', timestamps as Date. */
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** The one row of a statement; throws when there is none. */
  one<Row>(statement: Sql): Promise<Row>;
  /** The first row, or undefined. */
  maybe<Row>(statement: Sql): Promise<Row | undefined>;
  /** Runs a statement and tells how many rows it touched. */
  run(statement: Sql): Promise<number>;
};
/** Reads outside a transaction, each statement its own snapshot. */
export type Db = Runner & { readonly kind: 'db'; readonly pool: pg.Pool; end(): Promise<void> };
/** An open transaction: the first, required parameter of everything that writes. */
export type Tx = Runner & { readonly kind: 'tx'; readonly client: pg.PoolClient };
export type Reader = Db | Tx;

const types = {
  getTypeParser(oid: number, format?: string) {
    if (oid === 20) return BigInt;
    if (oid === 1082) return (value: string) => value;
    if (oid === 1016) return (value: string) => value.slice(1, -1).split(',').filter(Boolean).map(BigInt);
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

const names = new Map<string, string>();
/** Every distinct text is prepared once per connection: planning is a third of a short statement's time. */
function nameOf(statementText: string): string {
  let name = names.get(statementText);
  if (!name) names.set(statementText, (name = 'g' + createHash('sha1').update(statementText).digest('base64url').slice(0, 20)));
  return name;
}

function runner(client: pg.Pool | pg.PoolClient): Runner {
  const execute = (statement: Sql) => client.query({ name: nameOf(statement.text), text: statement.text, values: statement.values as unknown[] });
  return {
    async rows<Row>(statement: Sql) { return (await execute(statement)).rows as Row[]; },
    async maybe<Row>(statement: Sql) { return (await execute(statement)).rows[0] as Row | undefined; },
    async one<Row>(statement: Sql) {
      const row = (await execute(statement)).rows[0] as Row | undefined;
      if (row === undefined) throw new Error(`Statement returned no row: ${statement.text.slice(0, 120)}`);
      return row;
    },
    async run(statement: Sql) { return (await execute(statement)).rowCount ?? 0; },
  };
}

/** Opens a pool. A dropped idle connection is forgotten rather than ending the process. */
export function openPool(config: pg.PoolConfig): Db {
  const pool = new pg.Pool({ max: 10, types, ...config });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { kind: 'db', pool, ...runner(pool), end: () => pool.end() };
}

const retryable = new Set(['40001', '40P01']);

/** Runs `work` in one transaction; serialisation failures and deadlocks are tried again up to four times. */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>, isolation: 'read committed' | 'repeatable read' = 'read committed'): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await db.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(isolation === 'read committed' ? 'begin' : `begin isolation level ${isolation}`);
      const result = await work({ kind: 'tx', client, ...runner(client) });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => { broken = failure; });
      if (attempt >= 4 || !retryable.has((error as { code?: string }).code ?? '')) throw error;
    } finally {
      client.release(broken);
    }
  }
}
