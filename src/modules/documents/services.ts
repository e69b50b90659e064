import { refuse, succeed } from '#kernel';
import { answers, page, sql, visible, type Sealer } from '#platform';
import * as contract from './contract.ts';
import { contentHash, openPrintData, selectPrint } from './prints.ts';
import { checkCode } from './templates/frame.ts';
import { templates } from './templates/index.ts';
import type { PrintKind } from './templates/types.ts';

type Listed = { id: string; kind: PrintKind; number: string; templateVersion: number; subject: string; unitPath: string; contentHash: string; sha256: string | null; createdAt: Date; commandId: string };
const columns = sql`p.id, p.kind, p.number, p.template_version as "templateVersion", p.subject, p.unit_path as "unitPath", p.content_hash as "contentHash", p.sha256, p.created_at as "createdAt", p.command_id as "commandId"`;
const titled = (row: Listed) => ({ ...row, titleZh: templates[row.kind].title.zh, titleEn: templates[row.kind].title.en });

export function documentServices(sealer: Sealer) {
  return [
    answers(contract.prints, async (reader, input, scope) => {
      const found = await page<Listed>(reader, sql`select ${columns} from documents.print p where ${visible(scope, sql`p.unit_path`, sql`p.party_id`)}
        and (${input.subject ?? null}::text is null or p.subject = ${input.subject ?? null}) and (${input.kind ?? null}::text is null or p.kind = ${input.kind ?? null})
        and (${input.unitPath ?? null}::text is null or p.unit_path ^@ ${input.unitPath ?? null}::text)`, input, { createdAt: 'timestamptz', number: 'text' });
      return succeed({ ...found, items: found.items.map(titled) });
    }),
    answers(contract.print, async (reader, input, scope) => {
      const row = await reader.maybe<Listed>(sql`select ${columns} from documents.print p where p.id = ${input.printId} and ${visible(scope, sql`p.unit_path`, sql`p.party_id`)}`);
      const print = row && (await selectPrint(reader, row.id));
      if (!print) return refuse('print_not_found');
      const data = await openPrintData(reader, sealer, print);
      return succeed({
        ...titled(row), checkCode: checkCode({ printId: row.id, hash: row.contentHash, number: row.number, createdAt: row.createdAt }),
        contentIntact: data ? contentHash(print.kind, print.number, print.templateVersion, data) === print.contentHash : null,
      });
    }),
    answers(contract.files, async (reader, input, scope) => succeed(await page<never>(reader, sql`
      select f.sha256 || ':' || f.unit_path as id, f.sha256, f.unit_path as "unitPath", f.media_type as "mediaType", f.bytes, f.name, u.name as "uploadedByName", f.uploaded_at as "uploadedAt"
      from documents.file f left join access.principals u on u.id = f.uploaded_by
      where ${visible(scope, sql`f.unit_path`)} and (${input.unitPath ?? null}::text is null or f.unit_path ^@ ${input.unitPath ?? null}::text)
        and (${input.mediaType ?? null}::text is null or f.media_type = ${input.mediaType ?? null})`, input, { uploadedAt: 'timestamptz', name: 'text' }))),
  ];
}
