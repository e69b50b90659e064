import type { Sealer } from '#platform';

export type ApplicationState = 'applied' | 'surveyed' | 'interviewed' | 'recommended' | 'declined' | 'approved' | 'rejected' | 'contracted' | 'withdrawn';
export type ContractState = 'signed' | 'cleared' | 'active' | 'settled' | 'cancelled';
export type Reason = { readonly zh: string; readonly en: string };
/** What the lending services are given by the composition root. */
export type LendingParts = { readonly sealer: Sealer; readonly bankName: () => Promise<string> };

export type Filing = { id: string; villageId: string; householdId: string; borrowerId: string; unitPath: string; acreageMuHundredths: number; trees: number; annualIncomeMinor: bigint; otherDebtMinor: bigint; greyList: boolean };
export type Application = {
  id: string; number: string; unitPath: string; villageId: string | null; filingId: string | null; borrowerId: string; productVersionId: string; requestedMinor: bigint; termMonths: number; purpose: string; accountNumber: string; state: ApplicationState;
  madeBy: string; staffRelation: boolean; openAlerts: number;
};
export type Payee = { applicationId: string; ordinal: number; payeeId: string; accountNumber: string; amountMinor: bigint; invoiceNumber: string; invoiceSha256: string | null };
export type Contract = {
  id: string; number: string; applicationId: string; unitPath: string; villageId: string | null; borrowerId: string; productVersionId: string; principalMinor: bigint; terms: unknown; startsOn: string; maturesOn: string; accountNumber: string; ledgerAccountId: bigint | null;
  state: ContractState; signedOn: string; signedAt: string; clearedBy: string | null; openAlerts: number;
};
