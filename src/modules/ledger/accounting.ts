// The accountant's own commands: entries by hand, reversals, closing a month, the year-end transfer. Each is agreed by a second person.
import type { InputOf } from '#declare';
import { must, refuse, succeed, sumOf, type Outcome } from '#kernel';
import { deriveId, handles, insertRows, sql, type ApprovalPlan, type Item, type Target, type Tx } from '#platform';
import * as contract from './contract.ts';
import { post } from './post.ts';
import { keptElsewhere, manualKinds, monthBounds, reversed } from './rules.ts';
import { internalAccounts } from './sql/accounts.ts';
import type { Entry, Verdict } from './types.ts';

type Book = { id: number; code: string; unitPath: string };
async function loadBooks(tx: Tx, codes: readonly string[]): Promise<Map<string, Book>> {
  return new Map((await tx.rows<Book>(sql`select id, code, unit_path as "unitPath" from ledger.book where code = any(${[...new Set(codes)]}::text[])`)).map((book) => [book.code, book]));
}
async function byBook(tx: Tx, inputs: readonly { bookCode: string }[]): Promise<Target[]> {
  const books = await loadBooks(tx, inputs.map((input) => input.bookCode));
  return inputs.map((input) => { const book = books.get(input.bookCode); return book ? { unitPath: book.unitPath } : null; });
}
type Account = { id: bigint; bookId: number; chartCode: string; name: string };
async function loadAccounts(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, Account>> {
  return new Map((await tx.rows<Account>(sql`select id, book_id as "bookId", chart_code as "chartCode", name from ledger.account where id = any(${ids as bigint[]}::bigint[])`)).map((row) => [row.id, row]));
}
/** What the head of the unit agrees to: the rows as they would be posted. */
const plan = (unitPath: string, title: string, items: readonly Record<string, unknown>[], summary: Record<string, unknown>): ApprovalPlan => ({ title, unitPath, steps: [{ role: 'head_of_unit', unitPath }], facts: { summary, items } });

type Decided<V> = { readonly entries: readonly Entry[]; readonly value: V };
/** Posts what was decided in one call; a verdict that is a "no" becomes the refusal of the same name. */
async function settle<V>(tx: Tx, decided: readonly (Decided<V> | Outcome<never>)[]): Promise<Outcome<V>[]> {
  const entries = decided.flatMap((each) => ('entries' in each ? each.entries : []));
  const verdicts = await post(tx, entries);
  const of = new Map<string, Verdict>(entries.map((entry, index) => [entry.id, verdicts[index]!]));
  return decided.map((each): Outcome<V> => {
    if (!('entries' in each)) return each;
    const no = each.entries.map((entry) => of.get(entry.id)!).find((verdict) => verdict !== 'posted' && verdict !== 'duplicate' && verdict !== 'linked_not_posted');
    return no ? refuse(no) : succeed(each.value);
  });
}
const entryOf = (item: Pick<Item<unknown>, 'commandId' | 'businessDate'>, book: { id: number }, more: Pick<Entry, 'kind' | 'narrative' | 'legs'> & Partial<Entry>): Entry => ({ id: deriveId(item.commandId, 0), bookId: book.id, valueDate: item.businessDate, bookedOn: item.businessDate, commandId: item.commandId, ...more });

type Reversible = { id: string; bookId: number; bookCode: string; unitPath: string; kind: string; narrative: string; reversed: boolean; legs: { accountId: string; amountMinor: string }[] };
async function loadEntries(tx: Tx, ids: readonly string[]): Promise<Map<string, Reversible>> {
  const rows = await tx.rows<Reversible>(sql`select e.id, e.book_id as "bookId", b.code as "bookCode", b.unit_path as "unitPath", e.kind, e.narrative, exists (select 1 from ledger.entry r where r.book_id = e.book_id and r.reverses = e.id) as reversed,
    (select json_agg(json_build_object('accountId', l.account_id::text, 'amountMinor', l.amount_minor::text) order by l.id) from ledger.leg l where l.book_id = e.book_id and l.entry_id = e.id) as legs
    from ledger.entry e join ledger.book b on b.id = e.book_id where e.id = any(${ids as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
const entryRefusal = (entry: Reversible | undefined): Outcome<never> | undefined => (!entry ? refuse('entry_not_found') : !manualKinds.includes(entry.kind) ? refuse('reversed_elsewhere') : entry.reversed ? refuse('reversed_before') : undefined);

async function periodRefusals(tx: Tx, items: readonly Pick<Item<InputOf<typeof contract.closePeriod>>, 'input' | 'businessDate'>[], books: Map<string, Book>): Promise<(Outcome<never> | undefined)[]> {
  const results: (Outcome<never> | undefined)[] = [];
  for (const { input, businessDate } of items) {
    const book = books.get(input.bookCode);
    const { first, next } = monthBounds(input.month);
    if (!book) results.push(refuse('book_not_found'));
    else if (businessDate < next) results.push(refuse('period_not_over'));
    else {
      const state = await tx.one<{ closed: boolean; earlier: boolean }>(sql`select exists (select 1 from ledger.period where book_id = ${book.id} and month = ${first}) as closed,
        exists (select 1 from ledger.entry e where e.book_id = ${book.id} and e.value_date < ${first}::date and not exists (select 1 from ledger.period p where p.book_id = e.book_id and p.month = date_trunc('month', e.value_date)::date)) as earlier`);
      results.push(state.closed ? refuse('period_closed') : state.earlier ? refuse('earlier_period_open') : undefined);
    }
  }
  return results;
}

export const accountingServices = [
  handles(contract.postEntry, {
    scope: byBook,
    async approval(tx, items) {
      const books = await loadBooks(tx, items.map((item) => item.input.bookCode));
      const accounts = await loadAccounts(tx, items.flatMap((item) => item.input.legs.map((leg) => leg.accountId)));
      const known = items.filter((item) => books.has(item.input.bookCode) && item.input.legs.length > 1 && !item.input.legs.some((leg) => {
        const account = accounts.get(leg.accountId);
        // An account of another book is refused by the handler; its name is not shown to anyone here.
        return !account || account.bookId !== books.get(item.input.bookCode)!.id || keptElsewhere(account.chartCode);
      }));
      if (known.length < items.length) return undefined;
      const debit = (input: InputOf<typeof contract.postEntry>) => sumOf(input.legs.filter((leg) => leg.side === 'debit').map((leg) => leg.amountMinor));
      return plan(books.get(known[0]!.input.bookCode)!.unitPath, `手工记账 ${known[0]!.input.narrative}`, items.map(({ input }) => ({
        narrative: input.narrative, valueDate: input.valueDate ?? null, totalMinor: debit(input), legs: input.legs.map((leg) => ({ account: accounts.get(leg.accountId)?.name ?? String(leg.accountId), chartCode: accounts.get(leg.accountId)?.chartCode ?? '', side: leg.side, amountMinor: leg.amountMinor })),
      })), { rows: items.length, totalMinor: sumOf(items.map((item) => debit(item.input))) });
    },
    async handle(tx, items) {
      const books = await loadBooks(tx, items.map((item) => item.input.bookCode));
      const accounts = await loadAccounts(tx, items.flatMap((item) => item.input.legs.map((leg) => leg.accountId)));
      return settle(tx, items.map((item): Decided<{ entryId: string }> | Outcome<never> => {
        const book = books.get(item.input.bookCode);
        if (!book) return refuse('book_not_found');
        if (item.input.legs.length < 2) return refuse('too_few_legs');
        if (item.input.valueDate && item.input.valueDate > item.businessDate) return refuse('value_date_ahead');
        if (item.input.legs.some((leg) => keptElsewhere(accounts.get(leg.accountId)?.chartCode ?? ''))) return refuse('kept_elsewhere');
        const entry = entryOf(item, book, { kind: 'manual', narrative: item.input.narrative, valueDate: item.input.valueDate ?? item.businessDate, legs: item.input.legs.map((leg) => ({ accountId: leg.accountId, amountMinor: leg.side === 'debit' ? leg.amountMinor : -leg.amountMinor })) });
        return { entries: [entry], value: { entryId: entry.id } };
      }));
    },
  }),

  handles(contract.reverseEntry, {
    async scope(tx, inputs) {
      const entries = await loadEntries(tx, inputs.map((input) => input.entryId));
      return inputs.map((input) => { const entry = entries.get(input.entryId); return entry ? { unitPath: entry.unitPath } : null; });
    },
    async approval(tx, items) {
      const entries = await loadEntries(tx, items.map((item) => item.input.entryId));
      const fit = items.filter((item) => !entryRefusal(entries.get(item.input.entryId)));
      if (fit.length === 0) return undefined;
      const first = entries.get(fit[0]!.input.entryId)!;
      return plan(first.unitPath, `冲正 ${first.narrative}`, items.map(({ input }) => { const entry = entries.get(input.entryId); return { entryId: input.entryId, narrative: entry?.narrative ?? null, reason: input.reason, totalMinor: sumOf((entry?.legs ?? []).map((leg) => BigInt(leg.amountMinor)).filter((amount) => amount > 0n)) }; }), { rows: items.length });
    },
    async handle(tx, items) {
      const entries = await loadEntries(tx, items.map((item) => item.input.entryId));
      return settle(tx, items.map((item): Decided<{ entryId: string }> | Outcome<never> => {
        const entry = entries.get(item.input.entryId);
        const no = entryRefusal(entry);
        if (no) return no;
        const undone = entryOf(item, { id: entry!.bookId }, { kind: 'reversal', narrative: `冲正 ${entry!.narrative}：${item.input.reason}`, reverses: entry!.id, legs: reversed(entry!.legs.map((leg) => ({ accountId: BigInt(leg.accountId), amountMinor: BigInt(leg.amountMinor) }))) });
        return { entries: [undone], value: { entryId: undone.id } };
      }));
    },
  }),

  handles(contract.closePeriod, {
    scope: byBook,
    async approval(tx, items) {
      const books = await loadBooks(tx, items.map((item) => item.input.bookCode));
      const refusals = await periodRefusals(tx, items, books);
      if (refusals.every((refusal) => refusal !== undefined)) return undefined;
      const [first] = items;
      return plan(books.get(must(first, 'a row').input.bookCode)!.unitPath, `结账 ${first!.input.bookCode} ${first!.input.month}`, await Promise.all(items.map(async ({ input }) => ({ bookCode: input.bookCode, month: input.month, entries: books.has(input.bookCode) ? await entriesIn(tx, books.get(input.bookCode)!.id, input.month) : 0 }))), { rows: items.length });
    },
    async handle(tx, items) {
      const books = await loadBooks(tx, items.map((item) => item.input.bookCode));
      // Alone in the book until the commit: whoever posts waits, and then finds the month closed.
      await tx.rows(sql`select pg_advisory_xact_lock(7, id) from ledger.book where code = any(${[...books.keys()]}::text[]) order by id`);
      const refusals = await periodRefusals(tx, items, books);
      const rows = new Map<string, Record<string, unknown>>();
      const outcomes = items.map((item, index): Outcome<{ month: string }> => {
        const refused = refusals[index];
        if (refused) return refused;
        const key = `${item.input.bookCode} ${item.input.month}`;
        if (rows.has(key)) return refuse('period_closed');
        rows.set(key, { book_id: books.get(item.input.bookCode)!.id, month: `${item.input.month}-01`, closed_on: item.businessDate, closed_by: item.principal.id, command_id: item.commandId });
        return succeed({ month: item.input.month });
      });
      await insertRows(tx, 'ledger.period', [...rows.values()]);
      return outcomes;
    },
  }),

  handles(contract.transferYear, {
    scope: byBook,
    async approval(tx, items) {
      const books = await loadBooks(tx, items.map((item) => item.input.bookCode));
      const balances = await Promise.all(items.map(async ({ input }) => (books.has(input.bookCode) ? yearBalances(tx, books.get(input.bookCode)!.id, input.year) : [])));
      const [first] = items.filter((item, index) => balances[index]!.length > 0 && item.businessDate.slice(0, 4) > String(item.input.year));
      if (!first) return undefined;
      return plan(books.get(first.input.bookCode)!.unitPath, `年终结转 ${first.input.bookCode} ${first.input.year}`, items.map(({ input }, index) => ({ bookCode: input.bookCode, year: input.year, profitMinor: -sumOf(balances[index]!.map((row) => row.balance)) })), { rows: items.length });
    },
    async handle(tx, items) {
      const books = await loadBooks(tx, items.map((item) => item.input.bookCode));
      const internal = await internalAccounts(tx, [...books.values()].flatMap((book) => ['4103', '4104'].map((chartCode) => ({ bookId: book.id, chartCode, currency: 'CNY', openedOn: items[0]!.businessDate }))));
      const decided: (Decided<{ entryId: string; profitMinor: bigint }> | Outcome<never>)[] = [];
      for (const item of items) {
        const book = books.get(item.input.bookCode);
        if (!book) { decided.push(refuse('book_not_found')); continue; }
        if (item.businessDate.slice(0, 4) <= String(item.input.year)) { decided.push(refuse('period_not_over')); continue; }
        const balances = await yearBalances(tx, book.id, item.input.year);
        if (balances.length === 0) { decided.push(refuse('nothing_to_transfer')); continue; }
        const profitMinor = -sumOf(balances.map((row) => row.balance));
        const valueDate = `${item.input.year}-12-31`;
        const [profit, retained] = [internal(book.id, '4103', 'CNY'), internal(book.id, '4104', 'CNY')];
        // Into the profit of the year first, from there to retained earnings: two entries that stand or fall together.
        const closing = entryOf(item, book, { kind: 'year_end', narrative: `结转 ${item.input.year} 年损益`, valueDate, link: decided.length, legs: [...balances.map((row) => ({ accountId: row.id, amountMinor: -row.balance })), ...(profitMinor === 0n ? [] : [{ accountId: profit, amountMinor: -profitMinor }])] });
        const keeping = entryOf(item, book, { kind: 'year_end', narrative: `${item.input.year} 年利润转入利润分配`, valueDate, link: decided.length, id: deriveId(item.commandId, 1), legs: [{ accountId: profit, amountMinor: profitMinor }, { accountId: retained, amountMinor: -profitMinor }] });
        decided.push({ entries: profitMinor === 0n ? [closing] : [closing, keeping], value: { entryId: closing.id, profitMinor } });
      }
      return settle(tx, decided);
    },
  }),
];

const entriesIn = async (tx: Tx, bookId: number, month: string): Promise<number> => {
  const { first, next } = monthBounds(month);
  return (await tx.one<{ count: number }>(sql`select count(*)::int as count from ledger.entry where book_id = ${bookId} and value_date >= ${first} and value_date < ${next}`)).count;
};
/** What income and expense accounts of a book hold from value dates up to the year's end, debit positive; nothing where they hold nothing. */
const yearBalances = (tx: Tx, bookId: number, year: number) => tx.rows<{ id: bigint; balance: bigint }>(sql`
  select a.id, sum(l.amount_minor)::bigint as balance from ledger.account a join ledger.chart_account c on c.code = a.chart_code and c.class in ('income', 'expense')
  join ledger.leg l on l.book_id = a.book_id and l.account_id = a.id join ledger.entry e on e.book_id = l.book_id and e.id = l.entry_id and e.value_date <= ${`${year}-12-31`}
  where a.book_id = ${bookId} and a.currency = 'CNY' group by a.id having sum(l.amount_minor) <> 0 order by a.id`);
