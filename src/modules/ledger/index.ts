// The door of the ledger.
import { answers } from '#platform';
import * as contract from './contract.ts';
import { accountingServices } from './accounting.ts';
import * as queries from './queries.ts';
import * as reports from './reports.ts';

export { post } from './post.ts';
export { balancesOf, booksOf, createBooks, internalAccounts, openAccounts, type BalanceRow } from './sql/accounts.ts';
export { balancesAsOf, sealEntries, sealHead, startSealing, type SealHead, type Sealing } from './seal.ts';
export { verifyLedger, type Check } from './verify.ts';
export { expireHolds, lockHolds, placeHolds, resolveHolds, restoreHolds, type OpenHold } from './sql/holds.ts';
export { ledgerRefusals } from './errors.ts';
export type { Entry, HoldVerdict, Leg, NewAccount, NewHold, Verdict } from './types.ts';

export const ledgerServices = [
  answers(contract.accounts, queries.listAccounts), answers(contract.statement, queries.listStatement), answers(contract.entries, queries.listEntries), answers(contract.entry, queries.readEntry),
  answers(contract.trialBalance, queries.readTrialBalance), answers(contract.books, queries.listBooks), answers(contract.chart, queries.listChart),
  answers(contract.periods, reports.listPeriods), answers(contract.generalLedger, reports.readGeneralLedger), answers(contract.balanceSheet, reports.readBalanceSheet), answers(contract.incomeStatement, reports.readIncomeStatement),
  ...accountingServices,
];
