// Bytes are not commands: POST /api/files stores one file, GET /api/files/<sha256> gives it back. A command names a file by its SHA-256.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newId } from '#kernel';
import { knownUnits } from '#organisation';
import { inScope, scopeOf, sql, toJson, visible, type Caller, type HttpTools, type Reader, type Tx } from '#platform';
import { readers, uploaders } from './contract.ts';
import { documentRefusals } from './errors.ts';
import { loadFile, storeFile, type FileParts } from './files.ts';
import { cleanName, isWhatItSays, largestBytes, mediaTypeOf, type MediaType } from './media.ts';

export type FileRoutesParts = FileParts & { readonly now: () => Date };

const audit = (reader: Reader | Tx, kind: 'file_stored' | 'file_read', { principal, sessionId }: Caller, unitPath: string, sha256: string, detail: object) =>
  reader.run(sql`insert into commands.audit_event (id, kind, principal_id, session_id, unit_path, subject, detail) values (${newId()}, ${kind}, ${principal.id}, ${sessionId}, ${unitPath}, ${sha256}, ${toJson(detail)}::jsonb)`);

/** The routes of files; checks in this order: signed in, role, query, media type, unit known, unit in scope, size, content. */
export function fileRoutes(parts: FileRoutesParts) {
  return (app: FastifyInstance, http: HttpTools): void => {
    void app.register(async (files) => {
      files.removeAllContentTypeParsers();
      files.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBytes }, (_request, body, done) => done(null, body));

      type Upload = { who: Caller; mediaType: MediaType; name: string; unitPath: string };
      const uploads = new WeakMap<FastifyRequest, Upload>();
      files.post('/api/files', {
        bodyLimit: largestBytes,
        // Everything that needs no byte of the body is decided before it is read.
        async onRequest(request, reply) {
          const no = (code: string, detail?: Record<string, string>) => http.sendProblem(request, reply, detail ? { code, detail } : { code }, documentRefusals);
          const who = await http.caller(request);
          if (!who) return no('not_signed_in');
          const scope = scopeOf(who.principal, uploaders);
          if (!scope) return no('not_permitted');
          const { unitPath, name, ...rest } = request.query as Record<string, unknown>;
          if (typeof unitPath !== 'string' || Object.keys(rest).length > 0) return no('invalid_input', { unitPath: 'the path of the unit it belongs to; nothing but unitPath and name' });
          const cleaned = typeof name === 'string' ? cleanName(name) : undefined;
          if (!cleaned) return no('name_missing');
          const mediaType = mediaTypeOf(request.headers['content-type']);
          if (!mediaType) return no('media_type_not_allowed');
          if (!(await knownUnits(parts.db, [unitPath])).has(unitPath)) return no('unit_not_found');
          if (!inScope(scope, { unitPath })) return no('out_of_scope');
          uploads.set(request, { who, mediaType, name: cleaned, unitPath });
          return undefined;
        },
      }, async (request, reply) => {
        const { who, mediaType, name, unitPath } = uploads.get(request)!;
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        if (bytes.length === 0) return http.sendProblem(request, reply, { code: 'file_empty' }, documentRefusals);
        if (!isWhatItSays(mediaType, bytes)) return http.sendProblem(request, reply, { code: 'content_mismatch' }, documentRefusals);
        const sha256 = await storeFile(parts, { bytes, mediaType, name, unitPath, uploadedBy: who.principal.id, at: parts.now() }, async (tx, address) => {
          await audit(tx, 'file_stored', who, unitPath, address, { mediaType, bytes: bytes.length });
        });
        return { sha256, mediaType, bytes: bytes.length };
      });

      files.get('/api/files/:sha256', async (request, reply) => {
        const no = (code: string) => http.sendProblem(request, reply, { code }, documentRefusals);
        const who = await http.caller(request);
        if (!who) return no('not_signed_in');
        const scope = scopeOf(who.principal, readers);
        if (!scope) return no('not_permitted');
        const { sha256 } = request.params as { sha256: string };
        if (!/^[0-9a-f]{64}$/.test(sha256)) return no('file_not_found');
        // A unit's people see its files; a customer sees the prints made for them.
        const file = await parts.db.maybe<{ mediaType: MediaType; name: string; unitPath: string }>(sql`
          select f.media_type as "mediaType", f.name, f.unit_path as "unitPath" from documents.file f where f.sha256 = ${sha256} and (${visible(scope, sql`f.unit_path`)}
            or exists (select 1 from documents.print p where p.sha256 = f.sha256 and p.party_id = ${scope.partyId}::uuid)) order by f.unit_path limit 1`);
        if (!file) return no('file_not_found');
        const bytes = await loadFile(parts.db, parts, sha256);
        if (!bytes) return no('file_erased');
        await audit(parts.db, 'file_read', who, file.unitPath, sha256, {});
        const disposition = file.mediaType === 'text/csv' ? 'attachment' : 'inline';
        return reply.type(file.mediaType === 'text/csv' ? 'application/octet-stream' : file.mediaType)
          .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`)
          .header('x-content-type-options', 'nosniff').header('cache-control', 'private, no-store')
          // What was uploaded may never run or load anything.
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'")
          .send(bytes);
      });
    });
  };
}
