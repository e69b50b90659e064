// Lists page by cursor: the sort value and id of the last row, so that new rows never shift a page.
import { raw, sql, type Reader, type Sql } from './sql.ts';

export type PageInput = { readonly sort: string; readonly order: 'ascending' | 'descending'; readonly cursor?: string | undefined; readonly limit: number };

const notACursor = () => Object.assign(new Error('cursor: not one that this list gave'), { statusCode: 400 });
function openCursor(cursor: string): [value: string, id: string] {
  let opened: unknown;
  try { opened = JSON.parse(Buffer.from(cursor, 'base64url').toString()); } catch { throw notACursor(); }
  if (!Array.isArray(opened) || opened.length !== 2 || opened.some((part) => typeof part !== 'string')) throw notACursor();
  return opened as [string, string];
}

/**
 * One page of `select`, whose rows have an "id" and the sortable columns named as in the contract. `types` gives each sort column's
 * PostgreSQL type. Returns the rows, the cursor of the next page, and how many rows there are in all.
 */
export async function page<Row extends { id: unknown }>(reader: Reader, select: Sql, input: PageInput, types: Readonly<Record<string, string>>): Promise<{ items: Row[]; nextCursor?: string; total: number }> {
  const type = types[input.sort];
  if (!type) throw new Error(`${input.sort} is declared as a sort and has no type`);
  const column = raw(`"${input.sort}"`);
  const [direction, compare] = input.order === 'ascending' ? [raw('asc'), raw('>')] : [raw('desc'), raw('<')];
  let after = sql``;
  if (input.cursor) {
    const [value, id] = openCursor(input.cursor);
    after = sql`where (${column}, id::text) ${compare} (${value}::${raw(type)}, ${id}::text)`;
  }
  const rows = await reader.rows<Row>(sql`select * from (${select}) listed ${after} order by ${column} ${direction}, id::text ${direction} limit ${input.limit + 1}`).catch((error: Error & { code?: string }) => {
    // A cursor made for another sort, or made up: its value is not of this column's type.
    throw input.cursor && /^22/.test(error.code ?? '') ? notACursor() : error;
  });
  const { total } = await reader.one<{ total: number }>(sql`select count(*)::int as total from (${select}) listed`);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1) as (Row & Record<string, unknown>) | undefined;
  if (rows.length <= input.limit || !last) return { items, total };
  const value = last[input.sort];
  const nextCursor = Buffer.from(JSON.stringify([value instanceof Date ? value.toISOString() : String(value), String(last.id)])).toString('base64url');
  return { items, nextCursor, total };
}
