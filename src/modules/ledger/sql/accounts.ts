import { assert } from '#kernel';
import { sql, type Reader, type Tx } from '#platform';
import type { NewAccount } from '../types.ts';

/** Opens accounts; their side and balance mode follow from the chart. Returns the ids in order. */
export async function openAccounts(tx: Tx, accounts: readonly NewAccount[]): Promise<bigint[]> {
  if (accounts.length === 0) return [];
  const column = <T>(pick: (account: NewAccount) => T) => accounts.map(pick);
  const rows = await tx.rows<{ id: bigint }>(sql`
    insert into ledger.account (book_id, chart_code, name, owner_party_id, currency, normal_side, balance_mode, overdraft_minor, opened_on)
    select u.book_id, u.chart_code, u.name, u.owner, u.currency, c.normal_side, c.balance_mode, u.overdraft, u.opened_on
    from unnest(${column((a) => a.bookId)}::int[], ${column((a) => a.chartCode)}::text[], ${column((a) => a.name)}::text[], ${column((a) => a.ownerPartyId)}::uuid[],
      ${column((a) => a.currency)}::text[], ${column((a) => a.overdraftMinor)}::bigint[], ${column((a) => a.openedOn)}::date[]) with ordinality u(book_id, chart_code, name, owner, currency, overdraft, opened_on, position)
    join ledger.chart_account c on c.code = u.chart_code order by u.position returning id`);
  assert(rows.length === accounts.length, 'every account opened has a chart code that exists');
  return rows.map((row) => row.id);
}

/** The bank's own summed accounts of the given books and chart codes, opened where they are missing. Keyed "book code currency". */
export async function internalAccounts(tx: Tx, wanted: readonly { bookId: number; chartCode: string; currency: string; openedOn: string }[]): Promise<(bookId: number, chartCode: string, currency: string) => bigint> {
  const column = <T>(pick: (row: (typeof wanted)[number]) => T) => wanted.map(pick);
  const read = () => tx.rows<{ id: bigint; book_id: number; chart_code: string; currency: string }>(sql`
    select distinct a.id, a.book_id, a.chart_code, a.currency from unnest(${column((w) => w.bookId)}::int[], ${column((w) => w.chartCode)}::text[], ${column((w) => w.currency)}::text[]) w(book_id, chart_code, currency)
    join ledger.account a on a.book_id = w.book_id and a.chart_code = w.chart_code and a.currency = w.currency and a.owner_party_id is null and a.balance_mode = 'summed'`);
  const found = new Map<string, bigint>();
  const keep = (rows: Awaited<ReturnType<typeof read>>) => rows.forEach((row) => found.set(`${row.book_id} ${row.chart_code} ${row.currency}`, row.id));
  keep(await read());
  if (wanted.some((w) => !found.has(`${w.bookId} ${w.chartCode} ${w.currency}`))) {
    await tx.run(sql`insert into ledger.account (book_id, chart_code, name, currency, normal_side, balance_mode, opened_on)
      select distinct on (w.book_id, w.chart_code, w.currency) w.book_id, w.chart_code, c.name_zh, w.currency, c.normal_side, c.balance_mode, w.opened_on
      from unnest(${column((w) => w.bookId)}::int[], ${column((w) => w.chartCode)}::text[], ${column((w) => w.currency)}::text[], ${column((w) => w.openedOn)}::date[]) w(book_id, chart_code, currency, opened_on)
      join ledger.chart_account c on c.code = w.chart_code and c.balance_mode = 'summed' on conflict do nothing`);
    keep(await read());
  }
  return (bookId, chartCode, currency) => {
    const id = found.get(`${bookId} ${chartCode} ${currency}`);
    assert(id !== undefined, `the chart has no summed account ${chartCode}`);
    return id;
  };
}

/** The book that keeps the accounts of a unit: its own, or that of the nearest unit above it. */
export async function booksOf(reader: Reader, unitPaths: readonly string[]): Promise<Map<string, number>> {
  const rows = await reader.rows<{ unit_path: string; id: number }>(sql`
    select distinct on (u.path) u.path as unit_path, b.id from unnest(${[...new Set(unitPaths)]}::text[]) u(path)
    join ledger.book b on u.path ^@ b.unit_path order by u.path, length(b.unit_path) desc`);
  return new Map(rows.map((row) => [row.unit_path, row.id]));
}

export type BalanceRow = { accountId: bigint; bookId: number; balanceMinor: bigint; currency: string; normalSide: 'debit' | 'credit'; status: string };
/** Balances of accounts, debit positive. */
export async function balancesOf(reader: Reader, accountIds: readonly bigint[]): Promise<Map<bigint, BalanceRow>> {
  const rows = await reader.rows<BalanceRow>(sql`select account_id as "accountId", book_id as "bookId", balance_minor as "balanceMinor", currency, normal_side as "normalSide", status
    from ledger.account_balances where account_id = any(${accountIds as bigint[]}::bigint[])`);
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** Creates books for units, each with the bank's own summed accounts in renminbi, so that an accountant finds something to post to. An existing book stays. */
export async function createBooks(tx: Tx, books: readonly { id: number; code: string; nameZh: string; nameEn: string; unitPath: string }[], openedOn: string): Promise<void> {
  await tx.run(sql`insert into ledger.book (id, code, name_zh, name_en, unit_path)
    select * from unnest(${books.map((b) => b.id)}::int[], ${books.map((b) => b.code)}::text[], ${books.map((b) => b.nameZh)}::text[], ${books.map((b) => b.nameEn)}::text[], ${books.map((b) => b.unitPath)}::text[]) on conflict do nothing`);
  await tx.run(sql`insert into ledger.account (book_id, chart_code, name, currency, normal_side, balance_mode, opened_on)
    select b.id, c.code, c.name_zh, 'CNY', c.normal_side, c.balance_mode, ${openedOn}::date from unnest(${books.map((b) => b.id)}::int[]) b(id) cross join ledger.chart_account c
    where c.balance_mode = 'summed' order by b.id, c.code on conflict do nothing`);
}
