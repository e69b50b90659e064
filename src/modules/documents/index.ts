// The door of documents.
export { documentServices } from './services.ts';
export { fileRoutes } from './http.ts';
export { nextNumbers, type NumberSeries } from './numbering.ts';
export { renderPrint, requestPrints, type PrintRequest } from './prints.ts';
export { loadFile, storeFile, type FileParts, type NewFile } from './files.ts';
export type { Borrower, Issuer, LoanContractData, Payee, PayoutVoucherData, PlanLine, PrintData, PrintedRate, PrintKind, ReceiptData, RepaymentScheduleData, SettlementCertificateData } from './templates/types.ts';
