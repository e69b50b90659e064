import { z } from 'zod';
import { businessRoles, id, list, query, refusals, sha256, text, type Role } from '#declare';
import { documentRefusals } from './errors.ts';

/** Who reads files and prints; a customer only their own prints. */
export const readers: readonly Role[] = [...businessRoles, 'customer'];
/** Who may upload: those who handle business; an auditor only reads. */
export const uploaders: readonly Role[] = businessRoles.filter((role) => role !== 'auditor');

const kind = z.enum(['loan_contract', 'repayment_schedule', 'payout_voucher', 'receipt', 'settlement_certificate']);
const printItem = z.object({
  id: id(), kind, titleZh: z.string(), titleEn: z.string(), number: z.string(), templateVersion: z.int(), subject: z.string(), unitPath: z.string(), contentHash: sha256(), sha256: sha256().nullable(), createdAt: z.date(), commandId: id(),
});

export const prints = list({
  name: 'documents.prints', summary: { zh: '文书', en: 'Prints' }, roles: readers, filters: { subject: text(100).optional(), kind: kind.optional(), unitPath: text(200).optional() }, item: printItem, sorts: ['createdAt', 'number'],
});

export const print = query({
  name: 'documents.print', summary: { zh: '文书详情与核对', en: 'One print, and whether its content is as recorded' }, roles: readers, input: z.strictObject({ printId: id() }),
  output: z.object({ ...printItem.shape, checkCode: z.string(), contentIntact: z.boolean().nullable() }),
  refusals: refusals(documentRefusals, 'print_not_found'),
});

export const files = list({
  name: 'documents.files', summary: { zh: '文件', en: 'Files' }, roles: businessRoles, filters: { unitPath: text(200).optional(), mediaType: text(40).optional() },
  item: z.object({ id: z.string(), sha256: sha256(), unitPath: z.string(), mediaType: z.string(), bytes: z.int(), name: z.string(), uploadedByName: z.string().nullable(), uploadedAt: z.date() }), sorts: ['uploadedAt', 'name'],
});

export const contract = { prints, print, files };
