// One of each print, for tests and for looking at the layout. The people and firms are invented.
import type { Issuer, PrintData, PrintedRate } from './types.ts';

const issuer: Issuer = { bankName: '山城银行', unitName: '奉节支行', address: '重庆市奉节县夔州路 88 号', responsiblePerson: '向远山' };
const rate: PrintedRate = { annual: '0.0345', basis: 'lpr_1y', lprAnnual: '0.031', spreadBasisPoints: 35, referenceDate: '2026-11-20' };
const plan = [
  { number: 1, dueOn: '2026-12-21', principalMinor: 0n, interestMinor: 12_938n, balanceAfterMinor: 5_000_000n },
  { number: 2, dueOn: '2027-03-21', principalMinor: 0n, interestMinor: 43_125n, balanceAfterMinor: 5_000_000n },
  { number: 3, dueOn: '2027-06-21', principalMinor: 0n, interestMinor: 44_083n, balanceAfterMinor: 5_000_000n },
  { number: 4, dueOn: '2027-09-21', principalMinor: 0n, interestMinor: 44_083n, balanceAfterMinor: 5_000_000n },
  { number: 5, dueOn: '2027-11-24', principalMinor: 5_000_000n, interestMinor: 30_667n, balanceAfterMinor: 0n },
];
const contractNumber = 'FJ-2026-贷合-000123';
const entryId = '0192f3c1-5a7e-8b11-9c02-6f1d20aa73e4';

export const samples: PrintData = {
  loan_contract: {
    issuer, productName: '脐橙贷', amountMinor: 5_000_000n, purpose: '购买抗旱抽水泵、铺设灌溉管道', rate, dayCount: 'actual_360', startsOn: '2026-11-24', maturesOn: '2027-11-24', months: 12, plan,
    borrower: { name: '覃橙红', idNumber: '500236199003074512', mobile: '13812345678', address: '重庆市奉节县永乐镇砚瓦村三组十二号' },
    repaymentMethod: '按季付息、到期还本', disbursementAccountNumber: '880000000000001234',
    payees: [{ name: '奉节县清泉水泵经营部', accountNumber: '880000000000005678', bankName: '山城银行奉节支行', purpose: '水泵两台', amountMinor: 1_860_000n }, { name: '奉节县永乐管材店', accountNumber: '880000000000005686', bankName: '山城银行奉节支行', purpose: '管道三百米', amountMinor: 1_240_050n }],
    overdueMarkupBasisPoints: 5000, misuseMarkupBasisPoints: 10_000, graceDays: 3, prepayment: { allowed: true, noticeDays: 3 }, guarantee: null,
    signing: { signedAt: '2026-11-24T02:36:00.000Z', place: '奉节县永乐镇砚瓦村村委会', witnesses: ['李知行', '何田田'], signatureSha256: '3f1a'.repeat(16) },
  },
  repayment_schedule: { issuer, borrowerName: '覃橙红', contractNumber, productName: '脐橙贷', amountMinor: 5_000_000n, rate, startsOn: '2026-11-24', maturesOn: '2027-11-24', repaymentMethod: '按季付息、到期还本', repaymentAccountNumber: '880000000000001234', plan },
  payout_voucher: {
    issuer, borrowerName: '覃橙红', contractNumber, amountMinor: 1_860_000n, paidOn: '2026-11-24', payeeName: '奉节县清泉水泵经营部', payeeAccountNumber: '880000000000005678', payeeBankName: '山城银行奉节支行', payment: 'entrusted',
    purpose: '水泵两台', rate, maturesOn: '2027-11-24', entryId, makerName: '李知行', checkerName: '何田田',
  },
  receipt: {
    issuer, borrowerName: '覃橙红', contractNumber, paidOn: '2027-03-21', accountNumber: '880000000000001234', amountMinor: 1_043_125n, parts: [{ name: '利息', amountMinor: 43_125n }, { name: '本金', amountMinor: 1_000_000n }],
    principalLeftMinor: 4_000_000n, nextDueOn: '2027-06-21', entryId, channel: '柜面',
  },
  settlement_certificate: { issuer, borrowerName: '覃橙红', borrowerIdNumber: '500236199003074512', contractNumber, productName: '脐橙贷', amountMinor: 5_000_000n, startsOn: '2026-11-24', settledOn: '2027-11-24', repaidPrincipalMinor: 5_000_000n, repaidInterestMinor: 174_896n, guarantee: null },
};
