// Prints: asked for in the transaction of the business, rendered by a job after it.
import { must } from '#kernel';
import { canonicalJson, deriveId, insertOutbox, seal, sha256Hex, sql, toJson, unseal, type Reader, type Sealer, type Tx } from '#platform';
import { storeFile, type FileParts } from './files.ts';
import { renderPdf } from './render.ts';
import { currentVersion, templates } from './templates/index.ts';
import type { PrintData, PrintKind } from './templates/types.ts';

/** A print of one kind with its data. `number` comes from nextNumbers; (kind, number) is printed once. */
export type PrintRequestOf<K extends PrintKind> = {
  readonly kind: K;
  readonly number: string;
  readonly data: PrintData[K];
  /** The id of what it is about. */
  readonly subject: string;
  readonly unitPath: string;
  /** The customer who may read it on their own; null where none. */
  readonly partyId: string | null;
  readonly commandId: string;
  readonly at: Date;
};
export type PrintRequest = { [K in PrintKind]: PrintRequestOf<K> }[PrintKind];

export type PrintRow = { id: string; kind: PrintKind; number: string; templateVersion: number; unitPath: string; sealed: unknown; contentHash: string; sha256: string | null; createdAt: Date };
const subjectOf = (printId: string) => `print:${printId}`;
export const printId = (commandId: string, kind: PrintKind, number: string): string => deriveId(commandId, `print:${kind}:${number}`);

/** What the footer and the code of a print state: a hash over kind, number, template version and data. */
export const contentHash = (kind: PrintKind, number: string, templateVersion: number, data: unknown): string => sha256Hex(canonicalJson({ kind, number, templateVersion, data }));

/** Records the prints and announces them to the job 'documents.render'. Returns their ids, in order. Asking again for the same is harmless. */
export async function requestPrints(tx: Tx, sealer: Sealer, prints: readonly PrintRequest[]): Promise<string[]> {
  if (prints.length === 0) return [];
  const ids = prints.map((print) => printId(print.commandId, print.kind, print.number));
  const keys = await sealer.keysFor(tx, ids.map(subjectOf));
  const rows = prints.map((print, index) => {
    const subject = subjectOf(ids[index]!);
    const version = currentVersion(print.kind);
    const sealed = seal(must(keys.get(subject), 'a print has its data key'), Buffer.from(canonicalJson(print.data)), subject).toString('base64');
    return { ...print, id: ids[index]!, version, sealed: toJson({ $sealed: sealed }), hash: contentHash(print.kind, print.number, version, print.data) };
  });
  const column = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick);
  await tx.run(sql`insert into documents.print (id, kind, number, template_version, subject, unit_path, party_id, data_sealed, content_hash, created_at, command_id)
    select id, kind, number, version, subject, unit_path, party_id, sealed::jsonb, hash, at, command_id
    from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.kind)}::text[], ${column((r) => r.number)}::text[], ${column((r) => r.version)}::int[], ${column((r) => r.subject)}::text[], ${column((r) => r.unitPath)}::text[],
      ${column((r) => r.partyId)}::uuid[], ${column((r) => r.sealed)}::text[], ${column((r) => r.hash)}::text[], ${column((r) => r.at)}::timestamptz[], ${column((r) => r.commandId)}::uuid[])
      u(id, kind, number, version, subject, unit_path, party_id, sealed, hash, at, command_id)
    on conflict (id) do nothing`);
  await insertOutbox(tx, ids.map((id) => ({ kind: 'documents.render', payload: { printId: id } })));
  return ids;
}

export const selectPrint = (reader: Reader, id: string): Promise<PrintRow | undefined> => reader.maybe<PrintRow>(sql`
  select id, kind, number, template_version as "templateVersion", unit_path as "unitPath", data_sealed as sealed, content_hash as "contentHash", sha256, created_at as "createdAt" from documents.print where id = ${id}`);

/** The data of a print with its amounts as bigint; undefined where its key was dropped (erased). */
export async function openPrintData(reader: Reader, sealer: Sealer, print: Pick<PrintRow, 'id' | 'sealed'>): Promise<PrintData[PrintKind] | undefined> {
  const subject = subjectOf(print.id);
  const key = (await sealer.keysOf(reader, [subject])).get(subject);
  if (!key) return undefined;
  const text = unseal(key, Buffer.from((print.sealed as { $sealed: string }).$sealed, 'base64'), subject).toString();
  return JSON.parse(text, (name, value: unknown) => (name.endsWith('Minor') && typeof value === 'string' ? BigInt(value) : value)) as PrintData[PrintKind];
}

/** Job: renders a print, stores the PDF and names it in the row. Safe to repeat: the same data give the same bytes. */
export async function renderPrint(parts: FileParts, id: string): Promise<void> {
  const print = must(await selectPrint(parts.db, id), `the print ${id} is recorded`);
  if (print.sha256 !== null) return;
  const data = await openPrintData(parts.db, parts.sealer, print);
  if (!data) return;
  const frame = { printId: print.id, hash: print.contentHash, number: print.number, createdAt: print.createdAt };
  const bytes = await renderPdf(print.kind, print.templateVersion, data, frame);
  const name = `${templates[print.kind].title.zh} ${print.number}.pdf`;
  await storeFile(parts, { bytes, mediaType: 'application/pdf', name, unitPath: print.unitPath, uploadedBy: null, at: print.createdAt }, async (tx, sha256) => {
    await tx.run(sql`update documents.print set sha256 = ${sha256} where id = ${id} and sha256 is null`);
  });
}
