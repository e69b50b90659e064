// The door of deposits.
export { depositServices } from './services.ts';
export { accountsByNumber, type DepositAccount } from './sql/accounts.ts';
export { accountNumber } from './rules.ts';
