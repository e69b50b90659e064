// What each kind of print is made of. The data are a snapshot: a print shows what was agreed then, whatever changes later.
// Fields that end in Minor are fen (bigint here, a string of digits where stored); dates are YYYY-MM-DD in Asia/Shanghai.
import type { DayCount } from '#kernel';

/** The bank and the unit that issue a print. */
export type Issuer = { readonly bankName: string; readonly unitName: string; readonly address: string | null; readonly responsiblePerson: string | null };

/** A borrower as a contract names them. `idNumber` is an identity number, or a credit code for a firm. */
export type Borrower = { readonly name: string; readonly idNumber: string; readonly mobile: string; readonly address: string };

/** A rate as it was resolved: annual decimals ('0.0345'), and the LPR (贷款市场报价利率) it was built on. */
export type PrintedRate = {
  readonly annual: string;
  readonly basis: 'fixed' | 'lpr_1y' | 'lpr_5y';
  readonly lprAnnual: string | null;
  readonly spreadBasisPoints: number | null;
  readonly referenceDate: string | null;
};

export type PlanLine = { readonly number: number; readonly dueOn: string; readonly principalMinor: bigint; readonly interestMinor: bigint; readonly balanceAfterMinor: bigint };

/** Whom the bank pays on the borrower's behalf (受托支付). */
export type Payee = { readonly name: string; readonly accountNumber: string; readonly bankName: string; readonly purpose: string; readonly amountMinor: bigint };

export type LoanContractData = {
  readonly issuer: Issuer;
  readonly borrower: Borrower;
  readonly productName: string;
  readonly amountMinor: bigint;
  readonly purpose: string;
  readonly rate: PrintedRate;
  readonly dayCount: DayCount;
  readonly startsOn: string;
  readonly maturesOn: string;
  readonly months: number;
  /** In words: 按季付息、到期还本. */
  readonly repaymentMethod: string;
  readonly plan: readonly PlanLine[];
  readonly disbursementAccountNumber: string;
  readonly payees: readonly Payee[];
  /** On top of the contract rate: 5000 makes it rate × 1.5. */
  readonly overdueMarkupBasisPoints: number;
  /** Where the money is used for something else. */
  readonly misuseMarkupBasisPoints: number;
  readonly graceDays: number;
  readonly prepayment: { readonly allowed: boolean; readonly noticeDays: number };
  /** In words; null for a loan on credit alone. */
  readonly guarantee: string | null;
  /** When and where the borrower signed before two of the bank's people (双人面签); null while unsigned. */
  readonly signing: { readonly signedAt: string; readonly place: string; readonly witnesses: readonly string[]; readonly signatureSha256: string | null } | null;
};

export type RepaymentScheduleData = {
  readonly issuer: Issuer;
  readonly borrowerName: string;
  readonly contractNumber: string;
  readonly productName: string;
  readonly amountMinor: bigint;
  readonly rate: PrintedRate;
  readonly startsOn: string;
  readonly maturesOn: string;
  readonly repaymentMethod: string;
  readonly repaymentAccountNumber: string;
  readonly plan: readonly PlanLine[];
};

export type PayoutVoucherData = {
  readonly issuer: Issuer;
  readonly borrowerName: string;
  readonly contractNumber: string;
  readonly amountMinor: bigint;
  readonly paidOn: string;
  readonly payeeName: string;
  readonly payeeAccountNumber: string;
  readonly payeeBankName: string;
  readonly payment: 'entrusted' | 'self';
  readonly purpose: string;
  readonly rate: PrintedRate;
  readonly maturesOn: string;
  readonly entryId: string;
  readonly makerName: string;
  readonly checkerName: string | null;
};

export type ReceiptData = {
  readonly issuer: Issuer;
  readonly borrowerName: string;
  readonly contractNumber: string;
  readonly paidOn: string;
  readonly accountNumber: string;
  readonly amountMinor: bigint;
  /** What the payment settled, in the order of the waterfall. */
  readonly parts: readonly { readonly name: string; readonly amountMinor: bigint }[];
  readonly principalLeftMinor: bigint;
  readonly nextDueOn: string | null;
  readonly entryId: string;
  readonly channel: string;
};

export type SettlementCertificateData = {
  readonly issuer: Issuer;
  readonly borrowerName: string;
  readonly borrowerIdNumber: string;
  readonly contractNumber: string;
  readonly productName: string;
  readonly amountMinor: bigint;
  readonly startsOn: string;
  readonly settledOn: string;
  readonly repaidPrincipalMinor: bigint;
  readonly repaidInterestMinor: bigint;
  readonly guarantee: string | null;
};

export type PrintData = {
  readonly loan_contract: LoanContractData;
  readonly repayment_schedule: RepaymentScheduleData;
  readonly payout_voucher: PayoutVoucherData;
  readonly receipt: ReceiptData;
  readonly settlement_certificate: SettlementCertificateData;
};
export type PrintKind = keyof PrintData;
