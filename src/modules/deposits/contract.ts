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
  refusals: refusals(depositRefusals, 'account_not_found', 'same_account', 'account_closed', 'account_frozen', 'insufficient_funds'), reversedBy: 'deposits.transfer',
});
const keepers: readonly Role[] = ['teller', 'head_of_unit', 'risk'];
export const placeHold = command({
  name: 'deposits.placeHold', summary: { zh: '止付', en: 'Hold an amount' }, roles: keepers, channels,
  input: z.strictObject({ accountNumber: number(), amountMinor: positiveMinor(), reason: text(200), expiresOn: date().optional() }), output: z.object({ holdId: id() }),
  refusals: refusals(depositRefusals, 'account_not_found', 'ends_before_it_begins', 'account_closed', 'account_frozen', 'insufficient_funds'), reversedBy: 'deposits.releaseHold',
});
export const releaseHold = command({
  name: 'deposits.releaseHold', summary: { zh: '解除止付', en: 'Release a hold' }, roles: keepers, channels, input: z.strictObject({ holdId: id() }), output: z.object({ holdId: id() }),
  refusals: refusals(depositRefusals, 'hold_not_found', 'hold_resolved'), reversedBy: 'deposits.placeHold',
});
export const captureHold = command({
  name: 'deposits.captureHold', summary: { zh: '扣划止付款', en: 'Take what is held' }, roles: ['teller', 'head_of_unit'], channels, money: true,
  input: z.strictObject({ holdId: id(), toNumber: number(), amountMinor: positiveMinor(), narrative: text(120) }), output: moved,
  refusals: refusals(depositRefusals, 'hold_not_found', 'hold_resolved', 'above_the_hold', 'account_not_found', 'same_account', 'account_closed', 'account_frozen'), reversedBy: 'deposits.transfer',
});
export const holds = list({
  name: 'deposits.holds', summary: { zh: '止付', en: 'Holds' }, roles: [...businessRoles, 'customer'], filters: { accountNumber: number().optional(), status: z.enum(['open', 'captured', 'released', 'expired']).optional() },
  item: z.object({ id: id(), accountNumber: number(), amountMinor: minor(), capturedMinor: minor(), status: z.string(), reason: z.string(), placedOn: date(), expiresOn: date().nullable(), resolvedOn: date().nullable() }), sorts: ['placedOn', 'amountMinor'],
});
export const accounts = list({
  name: 'deposits.accounts', summary: { zh: '存款账户', en: 'Deposit accounts' }, roles: [...businessRoles, 'customer'], filters: { partyId: id().optional(), number: number().optional() },
  item: z.object({ id: number(), partyId: id(), ownerName: pii(z.string(), 'name'), kind: z.string(), unitPath: z.string(), status: z.string(), currency: z.string(), balanceMinor: minor(), heldMinor: minor(), availableMinor: minor(), ledgerAccountId: z.string(), openedOn: date() }), sorts: ['openedOn', 'balanceMinor'],
});
export const contract = { openAccount, credit, debit, transfer, placeHold, releaseHold, captureHold, accounts, holds };
