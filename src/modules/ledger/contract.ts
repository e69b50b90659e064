import { z } from 'zod';
import { businessRoles, command, date, id, list, minor, positiveMinor, query, refusals, text } from '#declare';
import { ledgerRefusals } from './errors.ts';

const readers = [...businessRoles, 'audit_administrator'] as const;
const accountId = () => z.codec(z.string().regex(/^\d{1,18}$/), z.bigint(), { decode: (text) => BigInt(text), encode: (value) => String(value) });

const account = z.object({
  id: accountId(), bookCode: z.string(), chartCode: z.string(), chartNameZh: z.string(), chartNameEn: z.string(), name: z.string(), currency: z.string(),
  normalSide: z.enum(['debit', 'credit']), status: z.string(),
  /** On the normal side: what a customer sees. */
  balanceMinor: minor(), openedOn: date(),
});

export const accounts = list({
  name: 'ledger.accounts', summary: { zh: '账户', en: 'Accounts' }, roles: readers,
  filters: { accountId: accountId().optional(), chartCode: z.string().max(12).optional(), ownerPartyId: id().optional(), search: z.string().max(40).optional() },
  item: account, sorts: ['chartCode', 'name', 'balanceMinor', 'openedOn'],
});

export const statement = list({
  name: 'ledger.statement', summary: { zh: '分户账', en: 'Statement of an account' }, roles: readers,
  filters: { accountId: accountId(), from: date().optional(), until: date().optional() },
  item: z.object({
    id: z.string(), position: accountId(), entryId: id(), kind: z.string(), narrative: z.string(), valueDate: date(), bookedOn: date(), debitMinor: minor(), creditMinor: minor(), balanceMinor: minor(), commandId: id(), recordedAt: z.date(),
  }),
  sorts: ['position'],
});

export const entries = list({
  name: 'ledger.entries', summary: { zh: '会计分录', en: 'Entries' }, roles: readers,
  filters: { bookedFrom: date().optional(), bookedUntil: date().optional(), kind: z.string().max(60).optional(), commandId: id().optional() },
  item: z.object({ id: id(), bookCode: z.string(), kind: z.string(), narrative: z.string(), valueDate: date(), bookedOn: date(), amountMinor: minor(), commandId: id(), recordedAt: z.date() }),
  sorts: ['recordedAt', 'bookedOn', 'amountMinor'],
});

export const entry = query({
  name: 'ledger.entry', summary: { zh: '一笔分录', en: 'One entry with its legs' }, roles: readers,
  input: z.strictObject({ entryId: id() }),
  output: z.object({
    id: id(), bookCode: z.string(), bookNameZh: z.string(), kind: z.string(), narrative: z.string(), valueDate: date(), bookedOn: date(), reverses: id().nullable(), reversedBy: id().nullable(), recordedAt: z.date(),
    legs: z.array(z.object({ accountId: accountId(), accountName: z.string(), chartCode: z.string(), chartNameZh: z.string(), debitMinor: minor(), creditMinor: minor(), balanceAfterMinor: minor().nullable() })),
    commandId: id(),
    /** Its place in the book's chain; null until the sealer has come by. */
    seal: z.object({ sequence: accountId(), hash: z.string(), sealedAt: z.date() }).nullable(),
  }),
  refusals: { entry_not_found: ledgerRefusals.entry_not_found },
});

export const trialBalance = query({
  name: 'ledger.trialBalance', summary: { zh: '试算平衡表', en: 'Trial balance' }, roles: readers,
  input: z.strictObject({ bookCode: z.string().max(20).optional(), until: date().optional() }),
  output: z.object({
    until: date().nullable(), balanced: z.boolean(),
    rows: z.array(z.object({ chartCode: z.string(), nameZh: z.string(), nameEn: z.string(), class: z.string(), currency: z.string(), debitMinor: minor(), creditMinor: minor(), debitBalanceMinor: minor(), creditBalanceMinor: minor() })),
    totals: z.array(z.object({ currency: z.string(), debitMinor: minor(), creditMinor: minor(), debitBalanceMinor: minor(), creditBalanceMinor: minor() })),
  }),
});

export const books = query({
  name: 'ledger.books', summary: { zh: '账簿', en: 'Books' }, roles: readers, input: z.strictObject({}),
  output: z.object({ books: z.array(z.object({ id: z.int(), code: z.string(), nameZh: z.string(), nameEn: z.string(), unitPath: z.string() })) }),
});

export const chart = query({
  name: 'ledger.chart', summary: { zh: '会计科目', en: 'Chart of accounts' }, roles: readers, input: z.strictObject({}),
  output: z.object({ accounts: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), class: z.string(), normalSide: z.string(), balanceMode: z.string(), parentCode: z.string().nullable() })) }),
});

const bookCode = () => z.string().min(1).max(20);
const month = () => z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM');
const posted = z.object({ entryId: id() });
const secondPerson = { zh: '须机构负责人复核', en: 'The head of the unit agrees' };

export const postEntry = command({
  name: 'ledger.postEntry', summary: { zh: '手工记账', en: 'Post an entry by hand' }, roles: ['accountant'], channels: ['console', 'file', 'api'], money: true,
  input: z.strictObject({ bookCode: bookCode(), narrative: text(200), valueDate: date().optional(), legs: z.array(z.strictObject({ accountId: accountId(), side: z.enum(['debit', 'credit']), amountMinor: positiveMinor() })).max(200) }),
  output: posted, approval: secondPerson, reversedBy: 'ledger.reverseEntry',
  refusals: refusals(ledgerRefusals, 'book_not_found', 'too_few_legs', 'value_date_ahead', 'kept_elsewhere', 'account_not_found', 'wrong_book', 'not_balanced', 'period_closed', 'account_closed', 'account_frozen', 'insufficient_funds'),
});
export const reverseEntry = command({
  name: 'ledger.reverseEntry', summary: { zh: '冲正', en: 'Reverse an entry' }, roles: ['accountant'], channels: ['console', 'file', 'api'], money: true,
  input: z.strictObject({ entryId: id(), reason: text(200) }), output: posted, approval: secondPerson, reversedBy: 'ledger.postEntry',
  refusals: refusals(ledgerRefusals, 'entry_not_found', 'reversed_elsewhere', 'reversed_before', 'period_closed', 'account_closed', 'account_frozen', 'insufficient_funds'),
});
export const closePeriod = command({
  name: 'ledger.closePeriod', summary: { zh: '期间结账', en: 'Close a period' }, roles: ['accountant'], channels: ['console', 'api'], input: z.strictObject({ bookCode: bookCode(), month: month() }), output: z.object({ month: month() }),
  approval: secondPerson, reversedBy: { never: { zh: '已结账期间不再打开；差错记入当期', en: 'A closed period stays closed; errors are corrected in the open one' } },
  refusals: refusals(ledgerRefusals, 'book_not_found', 'period_not_over', 'period_closed', 'earlier_period_open'),
});
export const transferYear = command({
  name: 'ledger.transferYear', summary: { zh: '年终损益结转', en: 'Transfer the year’s profit to equity' }, roles: ['accountant'], channels: ['console', 'api'], money: true, input: z.strictObject({ bookCode: bookCode(), year: z.int().min(2000).max(2200) }),
  output: z.object({ entryId: id(), profitMinor: minor() }), approval: secondPerson, reversedBy: { never: { zh: '以次年分录更正', en: 'An entry of the next year corrects it' } },
  refusals: refusals(ledgerRefusals, 'book_not_found', 'period_not_over', 'nothing_to_transfer', 'period_closed'),
});

export const periods = list({
  name: 'ledger.periods', summary: { zh: '会计期间', en: 'Periods' }, roles: readers, filters: { bookCode: bookCode().optional() },
  item: z.object({ id: z.string(), bookCode: z.string(), month: month(), entries: z.int(), status: z.enum(['open', 'closed']), closedOn: date().nullable() }), sorts: ['month', 'bookCode'],
});

const totals = { openingMinor: minor(), debitMinor: minor(), creditMinor: minor(), closingMinor: minor() };
export const generalLedger = query({
  name: 'ledger.generalLedger', summary: { zh: '总账', en: 'General ledger' }, roles: readers, input: z.strictObject({ bookCode: bookCode().optional(), from: date(), until: date() }),
  output: z.object({ from: date(), until: date(), rows: z.array(z.object({ chartCode: z.string(), nameZh: z.string(), nameEn: z.string(), class: z.string(), normalSide: z.string(), currency: z.string(), ...totals })) }),
});
const reportRow = z.object({ chartCode: z.string(), nameZh: z.string(), nameEn: z.string(), amountMinor: minor() });
export const balanceSheet = query({
  name: 'ledger.balanceSheet', summary: { zh: '资产负债表', en: 'Balance sheet' }, roles: readers, input: z.strictObject({ bookCode: bookCode().optional(), on: date() }),
  output: z.object({ on: date(), currencies: z.array(z.object({ currency: z.string(), assets: z.array(reportRow), liabilities: z.array(reportRow), equity: z.array(reportRow), assetsMinor: minor(), liabilitiesMinor: minor(), equityMinor: minor(), profitMinor: minor(), clearingMinor: minor(), balanced: z.boolean() })) }),
});
export const incomeStatement = query({
  name: 'ledger.incomeStatement', summary: { zh: '利润表', en: 'Income statement' }, roles: readers, input: z.strictObject({ bookCode: bookCode().optional(), from: date(), until: date() }),
  output: z.object({ from: date(), until: date(), currencies: z.array(z.object({ currency: z.string(), income: z.array(reportRow), expenses: z.array(reportRow), incomeMinor: minor(), expensesMinor: minor(), profitMinor: minor() })) }),
});

export const contract = { accounts, statement, entries, entry, trialBalance, books, chart, postEntry, reverseEntry, closePeriod, transferYear, periods, generalLedger, balanceSheet, incomeStatement };
