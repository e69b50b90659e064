// Every kind of print with its versions, newest last. A printed text never changes: a new wording is a new version, and a print that
// waits in the queue is still rendered with the version it was asked for with.
import type { DocumentDefinition } from 'pdfmake';
import type { Text } from '#declare';
import { must } from '#kernel';
import type { Frame } from './frame.ts';
import { loanContract } from './loan-contract.ts';
import { repaymentSchedule } from './repayment-schedule.ts';
import type { PrintData, PrintKind } from './types.ts';
import { payoutVoucher, receipt, settlementCertificate } from './vouchers.ts';

type Template<K extends PrintKind> = { readonly version: number; readonly define: (data: PrintData[K], frame: Frame) => DocumentDefinition };
type Templates = { readonly [K in PrintKind]: { readonly title: Text; readonly versions: readonly Template<K>[] } };

export const templates: Templates = {
  loan_contract: { title: { zh: '借款合同', en: 'Loan contract' }, versions: [{ version: 1, define: loanContract }] },
  repayment_schedule: { title: { zh: '还款计划表', en: 'Repayment schedule' }, versions: [{ version: 1, define: repaymentSchedule }] },
  payout_voucher: { title: { zh: '放款凭证', en: 'Payout voucher' }, versions: [{ version: 1, define: payoutVoucher }] },
  receipt: { title: { zh: '还款回单', en: 'Repayment receipt' }, versions: [{ version: 1, define: receipt }] },
  settlement_certificate: { title: { zh: '结清证明', en: 'Settlement certificate' }, versions: [{ version: 1, define: settlementCertificate }] },
};
export const printKinds = Object.keys(templates) as [PrintKind, ...PrintKind[]];

export const currentVersion = (kind: PrintKind): number => must(templates[kind].versions.at(-1), 'a kind has a version').version;

/** The document of a print, by the version it was asked for with. Throws InvariantBroken for a version that is not known. */
export function define<K extends PrintKind>(kind: K, version: number, data: PrintData[K], frame: Frame): DocumentDefinition {
  const template = (templates[kind].versions as readonly Template<K>[]).find((candidate) => candidate.version === version);
  return must(template, `${kind} has a version ${version}`).define(data, frame);
}
