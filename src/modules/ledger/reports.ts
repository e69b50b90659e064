// Reports for any date, by book or over all books in scope. Booked dates, not clocks.
import type { InputOf } from '#declare';
import { succeed, sumOf } from '#kernel';
import { page, sql, visible, type Reader, type Scope, type Sql } from '#platform';
import type * as contract from './contract.ts';

type Line = { chartCode: string; nameZh: string; nameEn: string; class: string; normalSide: 'debit' | 'credit'; currency: string; before: bigint; debit: bigint; credit: bigint };
/** Sums by chart code: all before `from`, and debits and credits within [from, until]. Debit positive. */
async function lines(reader: Reader, scope: Scope, { bookCode, from, until, withoutYearEnd = false }: { bookCode?: string | undefined; from: string; until: string; withoutYearEnd?: boolean }): Promise<Line[]> {
  const within: Sql = sql`e.booked_on >= ${from}::date`;
  return reader.rows<Line>(sql`
    select a.chart_code as "chartCode", c.name_zh as "nameZh", c.name_en as "nameEn", c.class, c.normal_side as "normalSide", a.currency,
      coalesce(sum(l.amount_minor) filter (where not ${within}), 0)::bigint as before, coalesce(sum(greatest(l.amount_minor, 0)) filter (where ${within}), 0)::bigint as debit, coalesce(sum(greatest(-l.amount_minor, 0)) filter (where ${within}), 0)::bigint as credit
    from ledger.leg l join ledger.account a on a.book_id = l.book_id and a.id = l.account_id join ledger.chart_account c on c.code = a.chart_code join ledger.book b on b.id = l.book_id join ledger.entry e on e.book_id = l.book_id and e.id = l.entry_id
    where ${visible(scope, sql`b.unit_path`)} and e.booked_on <= ${until}::date and (${bookCode ?? null}::text is null or b.code = ${bookCode ?? null}) and (${!withoutYearEnd} or e.kind <> 'year_end')
    group by a.chart_code, c.name_zh, c.name_en, c.class, c.normal_side, a.currency order by a.currency, a.chart_code`);
}
const onSide = (line: Line, amount: bigint) => (line.normalSide === 'debit' ? amount : -amount);

export async function readGeneralLedger(reader: Reader, input: InputOf<typeof contract.generalLedger>, scope: Scope) {
  const rows = (await lines(reader, scope, input)).map((line) => ({
    chartCode: line.chartCode, nameZh: line.nameZh, nameEn: line.nameEn, class: line.class, normalSide: line.normalSide, currency: line.currency,
    openingMinor: onSide(line, line.before), debitMinor: line.debit, creditMinor: line.credit, closingMinor: onSide(line, line.before + line.debit - line.credit),
  }));
  return succeed({ from: input.from, until: input.until, rows });
}

const reportRows = (group: readonly Line[], kind: string, sign: 1n | -1n) => group.filter((line) => line.class === kind).map(({ chartCode, nameZh, nameEn, before, debit, credit }) => ({ chartCode, nameZh, nameEn, amountMinor: sign * (before + debit - credit) })).filter((row) => row.amountMinor !== 0n);
const total = (rows: readonly { amountMinor: bigint }[]) => sumOf(rows.map((row) => row.amountMinor));

/** Assets against liabilities and equity, with the profit not yet transferred. It closes where nothing hangs between units. */
export async function readBalanceSheet(reader: Reader, input: InputOf<typeof contract.balanceSheet>, scope: Scope) {
  const all = await lines(reader, scope, { bookCode: input.bookCode, from: '0001-01-01', until: input.on });
  const currencies = [...Map.groupBy(all, (line) => line.currency)].map(([currency, group]) => {
    const [assets, liabilities, equity] = [reportRows(group, 'asset', 1n), reportRows(group, 'liability', -1n), reportRows(group, 'equity', -1n)];
    const profitMinor = total(reportRows(group, 'income', -1n)) - total(reportRows(group, 'expense', 1n));
    const clearingMinor = total(reportRows(group, 'clearing', 1n));
    const [assetsMinor, liabilitiesMinor, equityMinor] = [total(assets), total(liabilities), total(equity)];
    return { currency, assets, liabilities, equity, assetsMinor, liabilitiesMinor, equityMinor, profitMinor, clearingMinor, balanced: assetsMinor + clearingMinor === liabilitiesMinor + equityMinor + profitMinor };
  });
  return succeed({ on: input.on, currencies });
}

/** Income less expenses within the dates; year-end transfers are left out, or a closed year would show nothing. */
export async function readIncomeStatement(reader: Reader, input: InputOf<typeof contract.incomeStatement>, scope: Scope) {
  const all = (await lines(reader, scope, { ...input, withoutYearEnd: true })).map((line) => ({ ...line, before: 0n }));
  const currencies = [...Map.groupBy(all, (line) => line.currency)].map(([currency, group]) => {
    const [income, expenses] = [reportRows(group, 'income', -1n), reportRows(group, 'expense', 1n)];
    return { currency, income, expenses, incomeMinor: total(income), expensesMinor: total(expenses), profitMinor: total(income) - total(expenses) };
  });
  return succeed({ from: input.from, until: input.until, currencies });
}

export async function listPeriods(reader: Reader, input: InputOf<typeof contract.periods>, scope: Scope) {
  return succeed(await page<never>(reader, sql`
    select b.code || ' ' || to_char(m.month, 'YYYY-MM') as id, b.code as "bookCode", to_char(m.month, 'YYYY-MM') as month, m.entries, case when p.month is null then 'open' else 'closed' end as status, p.closed_on as "closedOn"
    from (select book_id, date_trunc('month', value_date)::date as month, count(*)::int as entries from ledger.entry group by 1, 2) m join ledger.book b on b.id = m.book_id left join ledger.period p on p.book_id = m.book_id and p.month = m.month
    where ${visible(scope, sql`b.unit_path`)} and (${input.bookCode ?? null}::text is null or b.code = ${input.bookCode ?? null})`, input, { month: 'text', bookCode: 'text' }));
}
