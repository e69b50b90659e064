import { sql, type Tx } from '#platform';
import type { HoldVerdict, NewHold } from '../types.ts';

/**
 * Places holds, one verdict each. The accounts are locked in (book, id) order, the same lock that posting takes: what is available
 * (balance less open holds, down to the limit) cannot change between the look and the hold.
 */
export async function placeHolds(tx: Tx, holds: readonly NewHold[]): Promise<HoldVerdict[]> {
  type Row = { id: bigint; bookId: number; status: string; available: bigint | null };
  const rows = await tx.rows<Row>(sql`select id, book_id as "bookId", status, case when overdraft_minor is null then null else (case normal_side when 'debit' then balance_minor else -balance_minor end) - held_minor + overdraft_minor end as available
    from ledger.account where id = any(${holds.map((hold) => hold.accountId)}::bigint[]) and balance_mode = 'limited' order by book_id, id for no key update`);
  const accounts = new Map(rows.map((row) => [row.id, row]));
  const verdicts = holds.map((hold): HoldVerdict => {
    const account = accounts.get(hold.accountId);
    if (!account) return 'account_not_found';
    if (account.status === 'closed') return 'account_closed';
    if (account.status !== 'open') return 'account_frozen';
    if (account.available !== null && account.available < hold.amountMinor) return 'insufficient_funds';
    // What this one keeps back, the next in the call may not.
    if (account.available !== null) account.available -= hold.amountMinor;
    return 'placed';
  });
  const placed = holds.filter((_, index) => verdicts[index] === 'placed');
  await tx.run(sql`with placed as (
      insert into ledger.hold (id, book_id, account_id, amount_minor, reason, expires_on, placed_on, command_id)
      select u.id, a.book_id, u.account, u.amount, u.reason, u.expires_on, u.placed_on, u.command_id
      from unnest(${placed.map((h) => h.id)}::uuid[], ${placed.map((h) => h.accountId)}::bigint[], ${placed.map((h) => h.amountMinor)}::bigint[], ${placed.map((h) => h.reason)}::text[], ${placed.map((h) => h.expiresOn)}::date[], ${placed.map((h) => h.placedOn)}::date[], ${placed.map((h) => h.commandId)}::uuid[])
        u(id, account, amount, reason, expires_on, placed_on, command_id) join ledger.account a on a.id = u.account returning account_id, amount_minor)
    update ledger.account a set held_minor = a.held_minor + s.amount from (select account_id, sum(amount_minor)::bigint as amount from placed group by account_id) s where a.id = s.account_id`);
  return verdicts;
}

export type OpenHold = { readonly id: string; readonly bookId: number; readonly accountId: bigint; readonly amountMinor: bigint; readonly expiresOn: string | null };
/** Open holds by id, locked: holds come before accounts in the lock order. */
export async function lockHolds(tx: Tx, ids: readonly string[]): Promise<Map<string, OpenHold>> {
  const rows = await tx.rows<OpenHold>(sql`select id, book_id as "bookId", account_id as "accountId", amount_minor as "amountMinor", expires_on as "expiresOn" from ledger.hold where id = any(${ids as string[]}::uuid[]) and status = 'open' order by id for update`);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Resolves locked holds: captured in part or whole, released, or expired. The whole amount stops being held at once; the caller posts
 * what was captured in the same transaction, and nobody sees the gap.
 */
export async function resolveHolds(tx: Tx, holds: readonly { id: string; capturedMinor: bigint; status: 'captured' | 'released' | 'expired'; on: string; commandId: string | null }[]): Promise<void> {
  if (holds.length === 0) return;
  await tx.rows(sql`select 1 from ledger.account a where a.id in (select account_id from ledger.hold where id = any(${holds.map((h) => h.id)}::uuid[])) order by a.book_id, a.id for no key update`);
  await tx.run(sql`with resolved as (
      update ledger.hold h set captured_minor = u.captured, status = u.status, resolved_on = u.on_date, resolved_by = u.command_id
      from unnest(${holds.map((h) => h.id)}::uuid[], ${holds.map((h) => h.capturedMinor)}::bigint[], ${holds.map((h) => h.status)}::text[], ${holds.map((h) => h.on)}::date[], ${holds.map((h) => h.commandId)}::uuid[]) u(id, captured, status, on_date, command_id)
      where h.id = u.id and h.status = 'open' returning h.account_id, h.amount_minor)
    update ledger.account a set held_minor = a.held_minor - s.amount from (select account_id, sum(amount_minor)::bigint as amount from resolved group by account_id) s where a.id = s.account_id`);
}

/** Puts holds back that were resolved in this very transaction and whose entry was refused. The accounts are still locked. */
export async function restoreHolds(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(sql`with restored as (
      update ledger.hold set captured_minor = 0, status = 'open', resolved_on = null, resolved_by = null where id = any(${ids as string[]}::uuid[]) returning account_id, amount_minor)
    update ledger.account a set held_minor = a.held_minor + s.amount from (select account_id, sum(amount_minor)::bigint as amount from restored group by account_id) s where a.id = s.account_id`);
}

/** Lets go every hold whose last day is past, book by book on its own business date. Returns how many. */
export async function expireHolds(tx: Tx, bookId: number, businessDate: string): Promise<number> {
  const rows = await tx.rows<{ id: string }>(sql`select id from ledger.hold where book_id = ${bookId} and status = 'open' and expires_on <= ${businessDate} order by id for update`);
  await resolveHolds(tx, rows.map(({ id }) => ({ id, capturedMinor: 0n, status: 'expired', on: businessDate, commandId: null })));
  return rows.length;
}
