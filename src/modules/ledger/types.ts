export type Side = 'debit' | 'credit';
export type BalanceMode = 'limited' | 'summed';
export type AccountStatus = 'open' | 'debit_frozen' | 'frozen' | 'closed';

/** One side of an entry. Positive: debit. Negative: credit. Minor units of the account's currency. */
export type Leg = { readonly accountId: bigint; readonly amountMinor: bigint };

/** A balanced movement in one book. `id` follows from the command, so that the same command can never post twice. */
export type Entry = {
  readonly id: string;
  readonly bookId: number;
  readonly kind: string;
  /** When it counts for interest. */
  readonly valueDate: string;
  /** The open business date of the book. */
  readonly bookedOn: string;
  readonly commandId: string;
  readonly narrative: string;
  readonly reverses?: string;
  /** Entries of one call with the same link post together or not at all: the two halves of a movement between books. */
  readonly link?: number;
  readonly legs: readonly Leg[];
};

/** What post answers for one entry, in the order it is checked. `posted` and `duplicate` mean: it is in the ledger, once. */
export const verdicts = [
  'too_few_legs', 'zero_leg', 'duplicate', 'entry_conflict', 'account_not_found', 'wrong_book', 'not_balanced', 'period_closed', 'account_closed', 'account_frozen',
  'reversed_not_found', 'reversed_before', 'insufficient_funds', 'linked_not_posted', 'posted',
] as const;
export type Verdict = (typeof verdicts)[number];

export type NewHold = { readonly id: string; readonly accountId: bigint; readonly amountMinor: bigint; readonly reason: string; readonly expiresOn: string | null; readonly placedOn: string; readonly commandId: string };
export const holdVerdicts = ['account_not_found', 'account_closed', 'account_frozen', 'insufficient_funds', 'placed'] as const;
export type HoldVerdict = (typeof holdVerdicts)[number];

export type NewAccount = { readonly bookId: number; readonly chartCode: string; readonly name: string; readonly ownerPartyId: string | null; readonly currency: string; readonly overdraftMinor: bigint | null; readonly openedOn: string };
