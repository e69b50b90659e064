import { assert } from '#kernel';
import { toJson } from './ids.ts';
import { join, raw, sql, type Tx } from './sql.ts';

/**
 * Inserts rows in one statement; keys are column names, all rows have the same. Buffers become bytea, bigints bigint. For tables that
 * are not on the hot path: those have a statement of their own with an array per column.
 */
export async function insertRows(tx: Tx, table: `${string}.${string}`, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  assert([table, ...columns].every((name) => /^[a-z0-9_.]+$/.test(name)), 'names of tables and columns come from the code');
  const plain = rows.map((row) => Object.fromEntries(columns.map((column) => { const value = row[column]; return [column, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]; })));
  const list = join(columns.map((column) => raw(column)));
  await tx.run(sql`insert into ${raw(table)} (${list}) select ${list} from jsonb_populate_recordset(null::${raw(table)}, ${toJson(plain)}::jsonb)`);
}
