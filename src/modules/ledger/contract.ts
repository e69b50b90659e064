import { z } from 'zod';
import { businessRoles, date, id, list, minor, query } from '#declare';
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

export const contract = { accounts, statement, entries, entry, trialBalance, books, chart };
