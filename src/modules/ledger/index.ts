// The door of the ledger.
import { answers } from '#platform';
import * as contract from './contract.ts';
import * as queries from './queries.ts';

export { post } from './post.ts';
export { balancesOf, booksOf, createBooks, internalAccounts, openAccounts, type BalanceRow } from './sql/accounts.ts';
export { verifyLedger, type Check } from './verify.ts';
export { ledgerRefusals } from './errors.ts';
export type { Entry, Leg, NewAccount, Verdict } from './types.ts';

export const ledgerServices = [
  answers(contract.accounts, queries.listAccounts), answers(contract.statement, queries.listStatement), answers(contract.entries, queries.listEntries), answers(contract.entry, queries.readEntry),
  answers(contract.trialBalance, queries.readTrialBalance), answers(contract.books, queries.listBooks), answers(contract.chart, queries.listChart),
];
