import type { InputOf } from '#declare';
import { must, refuse, succeed } from '#kernel';
import { page, sql, visible, type QueryContext, type Reader, type Scope } from '#platform';
import type * as contract from './contract.ts';
import type { SealHead } from './seal.ts';

const side = (sign: 'debit' | 'credit') => (sign === 'debit' ? sql`greatest(l.amount_minor, 0)` : sql`greatest(-l.amount_minor, 0)`);

/** Accounts the caller may see: those of books in scope, or the caller's own. */
export async function listAccounts(reader: Reader, input: InputOf<typeof contract.accounts>, scope: Scope) {
  const select = sql`
    select a.account_id as id, b.code as "bookCode", a.chart_code as "chartCode", c.name_zh as "chartNameZh", c.name_en as "chartNameEn", a.name, a.currency, a.normal_side as "normalSide", a.status,
      case a.normal_side when 'debit' then a.balance_minor else -a.balance_minor end as "balanceMinor", x.opened_on as "openedOn"
    from ledger.account_balances a join ledger.account x on x.book_id = a.book_id and x.id = a.account_id join ledger.book b on b.id = a.book_id join ledger.chart_account c on c.code = a.chart_code
    where ${visible(scope, sql`b.unit_path`, sql`a.owner_party_id`)}
      and (${input.accountId ?? null}::bigint is null or a.account_id = ${input.accountId ?? null}::bigint)
      and (${input.chartCode ?? null}::text is null or a.chart_code ^@ ${input.chartCode ?? null}::text)
      and (${input.ownerPartyId ?? null}::uuid is null or a.owner_party_id = ${input.ownerPartyId ?? null}::uuid)
      and (${input.search ?? null}::text is null or a.name ilike '%' || ${input.search ?? null} || '%' or a.account_id::text = ${input.search ?? null})`;
  return succeed(await page<never>(reader, select, input, { chartCode: 'text', name: 'text', balanceMinor: 'bigint', openedOn: 'date' }));
}

/** An account's legs in the order they were posted, each with the balance after it (on the normal side). */
export async function listStatement(reader: Reader, input: InputOf<typeof contract.statement>, scope: Scope) {
  const select = sql`
    select l.id::text as id, l.id as position, e.id as "entryId", e.kind, e.narrative, e.value_date as "valueDate", e.booked_on as "bookedOn", ${side('debit')} as "debitMinor", ${side('credit')} as "creditMinor",
      (case a.normal_side when 'debit' then 1 else -1 end) * coalesce(l.balance_after_minor, (sum(l.amount_minor) over (order by l.id))::bigint) as "balanceMinor",
      e.command_id as "commandId", e.recorded_at as "recordedAt"
    from ledger.leg l join ledger.account a on a.book_id = l.book_id and a.id = l.account_id join ledger.book b on b.id = l.book_id join ledger.entry e on e.book_id = l.book_id and e.id = l.entry_id
    where l.account_id = ${input.accountId} and ${visible(scope, sql`b.unit_path`, sql`a.owner_party_id`)}`;
  const between = sql`select * from (${select}) s where (${input.from ?? null}::date is null or "bookedOn" >= ${input.from ?? null}) and (${input.until ?? null}::date is null or "bookedOn" <= ${input.until ?? null})`;
  return succeed(await page<never>(reader, between, input, { position: 'bigint' }));
}

export async function listEntries(reader: Reader, input: InputOf<typeof contract.entries>, scope: Scope) {
  const select = sql`
    select e.id, b.code as "bookCode", e.kind, e.narrative, e.value_date as "valueDate", e.booked_on as "bookedOn", e.command_id as "commandId", e.recorded_at as "recordedAt",
      (select sum(greatest(l.amount_minor, 0)) from ledger.leg l where l.book_id = e.book_id and l.entry_id = e.id)::bigint as "amountMinor"
    from ledger.entry e join ledger.book b on b.id = e.book_id
    where ${visible(scope, sql`b.unit_path`)}
      and (${input.bookedFrom ?? null}::date is null or e.booked_on >= ${input.bookedFrom ?? null}) and (${input.bookedUntil ?? null}::date is null or e.booked_on <= ${input.bookedUntil ?? null})
      and (${input.kind ?? null}::text is null or e.kind = ${input.kind ?? null}) and (${input.commandId ?? null}::uuid is null or e.command_id = ${input.commandId ?? null})`;
  return succeed(await page<never>(reader, select, input, { recordedAt: 'timestamptz', bookedOn: 'date', amountMinor: 'bigint' }));
}

export async function readEntry(reader: Reader, input: InputOf<typeof contract.entry>, scope: Scope) {
  type Head = { id: string; bookId: number; bookCode: string; bookNameZh: string; kind: string; narrative: string; valueDate: string; bookedOn: string; reverses: string | null; reversedBy: string | null; recordedAt: Date; commandId: string };
  const head = await reader.maybe<Head>(sql`
    select e.id, e.book_id as "bookId", b.code as "bookCode", b.name_zh as "bookNameZh", e.kind, e.narrative, e.value_date as "valueDate", e.booked_on as "bookedOn", e.reverses, r.id as "reversedBy", e.recorded_at as "recordedAt", e.command_id as "commandId"
    from ledger.entry e join ledger.book b on b.id = e.book_id left join ledger.entry r on r.book_id = e.book_id and r.reverses = e.id
    where e.id = ${input.entryId} and ${visible(scope, sql`b.unit_path`)}`);
  if (!head) return refuse('entry_not_found');
  const legs = await reader.rows<never>(sql`
    select l.account_id as "accountId", a.name as "accountName", a.chart_code as "chartCode", c.name_zh as "chartNameZh", ${side('debit')} as "debitMinor", ${side('credit')} as "creditMinor",
      (case a.normal_side when 'debit' then 1 else -1 end) * l.balance_after_minor as "balanceAfterMinor"
    from ledger.leg l join ledger.account a on a.book_id = l.book_id and a.id = l.account_id join ledger.chart_account c on c.code = a.chart_code
    where l.book_id = ${head.bookId} and l.entry_id = ${head.id} order by l.id`);
  const seal = await reader.maybe<SealHead>(sql`select sequence, encode(hash, 'hex') as hash, sealed_at as "sealedAt" from ledger.seal where book_id = ${head.bookId} and entry_id = ${head.id}`);
  const { bookId: _, ...rest } = head;
  return succeed({ ...rest, legs, seal: seal ?? null });
}

/** Sums of all legs by chart code. It closes when debits and credits agree in every currency. */
export async function readTrialBalance(reader: Reader, input: InputOf<typeof contract.trialBalance>, scope: Scope, _context?: QueryContext) {
  type Row = { chartCode: string; nameZh: string; nameEn: string; class: string; currency: string; debitMinor: bigint; creditMinor: bigint; debitBalanceMinor: bigint; creditBalanceMinor: bigint };
  const rows = await reader.rows<Row>(sql`
    with summed as (
      select a.chart_code, a.currency, sum(${side('debit')})::bigint as debit, sum(${side('credit')})::bigint as credit
      from ledger.leg l join ledger.account a on a.book_id = l.book_id and a.id = l.account_id join ledger.book b on b.id = l.book_id
      join ledger.entry e on e.book_id = l.book_id and e.id = l.entry_id
      where ${visible(scope, sql`b.unit_path`)} and (${input.bookCode ?? null}::text is null or b.code = ${input.bookCode ?? null}) and (${input.until ?? null}::date is null or e.booked_on <= ${input.until ?? null})
      group by a.chart_code, a.currency)
    select s.chart_code as "chartCode", c.name_zh as "nameZh", c.name_en as "nameEn", c.class, s.currency, s.debit as "debitMinor", s.credit as "creditMinor",
      greatest(s.debit - s.credit, 0) as "debitBalanceMinor", greatest(s.credit - s.debit, 0) as "creditBalanceMinor"
    from summed s join ledger.chart_account c on c.code = s.chart_code order by s.currency, s.chart_code`);
  const totals = [...Map.groupBy(rows, (row) => row.currency)].map(([currency, group]) => {
    const sum = (pick: (row: Row) => bigint) => group.reduce((total, row) => total + pick(row), 0n);
    return { currency, debitMinor: sum((r) => r.debitMinor), creditMinor: sum((r) => r.creditMinor), debitBalanceMinor: sum((r) => r.debitBalanceMinor), creditBalanceMinor: sum((r) => r.creditBalanceMinor) };
  });
  return succeed({ until: input.until ?? null, rows, totals, balanced: totals.every((t) => t.debitMinor === t.creditMinor && t.debitBalanceMinor === t.creditBalanceMinor) });
}

export async function listBooks(reader: Reader, _input: unknown, scope: Scope) {
  return succeed({ books: await reader.rows<never>(sql`select id, code, name_zh as "nameZh", name_en as "nameEn", unit_path as "unitPath" from ledger.book b where ${visible(scope, sql`b.unit_path`)} order by id`) });
}

export async function listChart(reader: Reader) {
  return succeed({ accounts: must(await reader.rows<never>(sql`select code, name_zh as "nameZh", name_en as "nameEn", class, normal_side as "normalSide", balance_mode as "balanceMode", parent_code as "parentCode" from ledger.chart_account order by code`), 'a chart') });
}
