import { z } from 'zod';
import { businessRoles, command, date, id, list, minor, pii, positiveMinor, refusals, text, type Role } from '#declare';
import { depositRefusals } from './errors.ts';

const counter: readonly Role[] = ['teller', 'customer_manager'];
const number = () => z.string().regex(/^\d{18}$/);
const moved = z.object({ accountNumber: number(), entryId: id() });
const channels = ['console', 'counter', 'doorstep', 'file', 'api', 'system'] as const;

export const openAccount = command({
  name: 'deposits.openAccount', summary: { zh: '开立活期账户', en: 'Open a demand account' }, roles: counter, channels,
  input: z.strictObject({ partyId: id(), unitPath: text(200) }), output: z.object({ accountNumber: number() }),
  refusals: refusals(depositRefusals, 'party_not_found'), reversedBy: { never: { zh: '销户是另一项业务', en: 'Closing is a business of its own' } },
});
export const credit = command({
  name: 'deposits.credit', summary: { zh: '现金存入', en: 'Pay cash in' }, roles: counter, channels, money: true,
  input: z.strictObject({ accountNumber: number(), amountMinor: positiveMinor(), narrative: text(120) }), output: moved,
  refusals: refusals(depositRefusals, 'account_not_found', 'account_closed', 'account_frozen'), reversedBy: 'deposits.debit',
});
export const debit = command({
  name: 'deposits.debit', summary: { zh: '现金支取', en: 'Pay cash out' }, roles: counter, channels, money: true,
  input: z.strictObject({ accountNumber: number(), amountMinor: positiveMinor(), narrative: text(120) }), output: moved,
  refusals: refusals(depositRefusals, 'account_not_found', 'account_closed', 'account_frozen', 'insufficient_funds'), reversedBy: 'deposits.credit',
});
export const transfer = command({
  name: 'deposits.transfer', summary: { zh: '转账', en: 'Transfer' }, roles: [...counter, 'customer'], channels: [...channels, 'phone'], money: true,
  input: z.strictObject({ fromNumber: number(), toNumber: number(), amountMinor: positiveMinor(), narrative: text(120) }), output: moved,
  refusals: refusals(depositRefusals, 'account_not_found', 'same_account', 'another_book', 'account_closed', 'account_frozen', 'insufficient_funds'), reversedBy: 'deposits.transfer',
});
export const accounts = list({
  name: 'deposits.accounts', summary: { zh: '存款账户', en: 'Deposit accounts' }, roles: [...businessRoles, 'customer'], filters: { partyId: id().optional(), number: number().optional() },
  item: z.object({ id: number(), partyId: id(), ownerName: pii(z.string(), 'name'), kind: z.string(), unitPath: z.string(), status: z.string(), currency: z.string(), balanceMinor: minor(), ledgerAccountId: z.string(), openedOn: date() }), sorts: ['openedOn', 'balanceMinor'],
});
export const contract = { openAccount, credit, debit, transfer, accounts };
