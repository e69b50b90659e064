// HTTP: every command is POST /api/<room>/<verb>, every query GET /api/<room>/<noun>. Nothing here knows a business rule.
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Query } from '#declare';
import { newId, type Refusal } from '#kernel';
import { maskFields } from '../commands/fields.ts';
import type { QueryContext, QueryHandler, Registry } from '../commands/registry.ts';
import type { Caller, Reply, Runner } from '../commands/runner.ts';
import { toJson } from '../ids.ts';
import type { Metrics } from '../metrics.ts';
import { scopeOf, type Principal } from '../scope.ts';
import { sql, type Db } from '../sql.ts';
import { coerceQuery } from './coerce.ts';
import { toCsv } from './csv.ts';
import { apiPage, openApi } from './openapi.ts';
import { problemOf, sendProblem } from './problem.ts';

export type ServerParts = {
  readonly db: Db;
  readonly registry: Registry;
  readonly runner: Runner;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Who a token belongs to; one indexed read, so that revoking works at once. */
  readonly authenticate: (token: string) => Promise<Caller | undefined>;
  readonly now: () => Date;
  readonly webDirectory: string;
  readonly tls?: { cert: Buffer; key: Buffer } | undefined;
  readonly trustedProxy?: string | undefined;
  /** Requests per minute and address. */
  readonly requestsPerMinute: number;
  /** Routes of rooms that carry what a command cannot: secrets of sign-in, bytes of files. */
  readonly routes: readonly ((app: FastifyInstance, http: HttpTools) => void)[];
};
export type HttpTools = {
  caller(request: FastifyRequest): Promise<Caller | undefined>;
  sendProblem: typeof sendProblem;
};
export const sessionCookie = 'gongbi_session';
const exportLimit = 100_000;

/** Builds the server; the caller listens and closes. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { registry, log } = parts;
  const app = Fastify({
    // One line per request belongs to a proxy; here only what an operator must know.
    loggerInstance: log.child({}, { level: ['silent', 'fatal', 'error'].includes(log.level) ? log.level : 'warn' }) as never, bodyLimit: 4 * 1024 * 1024, trustProxy: parts.trustedProxy ?? false, genReqId: () => newId(),
    routerOptions: { ignoreTrailingSlash: true }, ...(parts.tls ? { https: parts.tls } : {}),
  } as never) as unknown as FastifyInstance;
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: false, strictTransportSecurity: Boolean(parts.tls) });
  await app.register(rateLimit, { max: parts.requestsPerMinute, timeWindow: '1 minute', errorResponseBuilder: () => Object.assign(new Error('rate limited'), { statusCode: 429 }) });

  const callers = new WeakMap<FastifyRequest, Promise<Caller | undefined>>();
  const caller = (request: FastifyRequest) => {
    let found = callers.get(request);
    if (!found) {
      const token = request.headers.authorization?.match(/^Bearer (\S+)$/)?.[1] ?? request.cookies[sessionCookie];
      callers.set(request, (found = token ? parts.authenticate(token) : Promise.resolve(undefined)));
    }
    return found;
  };

  const nonces = new WeakMap<FastifyRequest, string>();
  app.addHook('onRequest', async (request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    nonces.set(request, nonce);
    reply.header('content-security-policy', `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'`);
    // Answers of the API carry people's business: no cache on the way keeps them. A route may say so in other words.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    // A browser's request that changes something must come from this very origin; "null" and what is no address are none.
    const origin = request.headers.origin;
    const foreign = (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host)) || request.headers['sec-fetch-site'] === 'cross-site';
    if (request.method !== 'GET' && request.method !== 'HEAD' && foreign) return sendProblem(request, reply, { code: 'not_permitted' });
    return undefined;
  });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string; validation?: unknown }, request, reply) => {
    const status = error.statusCode ?? 500;
    // PostgreSQL's texts hold no zero byte (22021), its documents no \u0000 (22P05): whoever sent one is told, not the operator.
    if (error.code === '22021' || error.code === '22P05') return sendProblem(request, reply, { code: 'invalid_input', detail: { '(body)': 'a zero byte' } });
    if (status === 429) return sendProblem(request, reply, { code: 'rate_limited' });
    if (status === 413) return sendProblem(request, reply, { code: 'too_large' });
    if (status < 500) return sendProblem(request, reply, { code: 'invalid_input', detail: { '(body)': error.message } });
    log.error({ requestId: request.id, path: request.url.split('?')[0], error: error.message, stack: error.stack }, 'unexpected');
    return sendProblem(request, reply, { code: 'unexpected' });
  });

  for (const { declaration, handler } of registry.all) {
    const path = `/api/${declaration.name.replace('.', '/')}`;
    if (declaration.kind === 'query') {
      app.get(path, async (request, reply) => {
        const who = await caller(request);
        if (!who && !declaration.open) return sendProblem(request, reply, { code: 'not_signed_in' });
        const scope = who ? scopeOf(who.principal, declaration.roles) : { paths: [], partyId: null };
        if (!scope && !declaration.open) return sendProblem(request, reply, { code: 'not_permitted' });
        const { format, ...raw } = request.query as Record<string, unknown>;
        const parsed = declaration.input.safeParse(coerceQuery(declaration.input, format === 'csv' ? { ...raw, limit: 500 } : raw));
        if (!parsed.success) return sendProblem(request, reply, invalid(parsed.error.issues));
        const context: QueryContext = { principal: who?.principal ?? nobody, now: parts.now() };
        const ask = (input: Record<string, unknown>) => (handler as QueryHandler<Query>)(parts.db, input as never, scope ?? { paths: [], partyId: null }, context);
        if (declaration.list && format === 'csv') {
          const items: Record<string, unknown>[] = [];
          for (let cursor: string | undefined, more = true; more && items.length < exportLimit;) {
            const page = await ask({ ...parsed.data, ...(cursor ? { cursor } : {}) });
            if (!page.ok) return sendProblem(request, reply, page.refusal, declaration.refusals);
            const value = page.value as { items: Record<string, unknown>[]; nextCursor?: string };
            items.push(...value.items);
            cursor = value.nextCursor;
            more = cursor !== undefined;
          }
          await parts.db.run(sql`insert into commands.audit_event (id, kind, principal_id, session_id, subject, detail)
            values (${newId()}, 'export', ${context.principal.id}, ${who?.sessionId ?? null}, ${declaration.name}, ${toJson({ rows: items.length })}::jsonb)`);
          const masked = (maskFields(declaration.output, { items, total: items.length }) as { items: Record<string, unknown>[] }).items;
          return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${declaration.name}.csv"`).send(toCsv(masked));
        }
        const outcome = await ask(parsed.data);
        if (!outcome.ok) return sendProblem(request, reply, outcome.refusal, declaration.refusals);
        return reply.type('application/json; charset=utf-8').send(toJson(maskFields(declaration.output, outcome.value)));
      });
      continue;
    }
    const key = (request: FastifyRequest) => String(request.headers['idempotency-key'] ?? '');
    app.post(path, async (request, reply) => {
      const who = await caller(request);
      if (!who) return sendProblem(request, reply, { code: 'not_signed_in' });
      const answer = await parts.runner.execute({ name: declaration.name, input: request.body ?? {}, key: key(request), caller: who });
      if (answer.status === 'refused') return sendProblem(request, reply, answer.refusal, declaration.refusals, answer.commandId);
      return reply.code(answer.status === 'pending' ? 202 : 200).type('application/json; charset=utf-8').send(toJson(answer));
    });
    app.post(`${path}/batch`, { bodyLimit: 32 * 1024 * 1024 }, async (request, reply) => {
      const who = await caller(request);
      if (!who) return sendProblem(request, reply, { code: 'not_signed_in' });
      const body = request.body as { title?: unknown; items?: unknown };
      if (typeof body?.title !== 'string' || !Array.isArray(body.items) || body.items.length < 1 || body.items.length > 10_000) return sendProblem(request, reply, { code: 'invalid_input', detail: { items: '1 to 10000 rows and a title' } });
      const rows = (body.items as { key?: unknown; input?: unknown }[]).map((row) => ({ key: String(row?.key ?? ''), input: row?.input }));
      const answer = await parts.runner.submitBatch({ name: declaration.name, key: key(request), caller: who, title: body.title, rows });
      if (answer.status === 'refused') return sendProblem(request, reply, answer.refusal, declaration.refusals);
      const explained = answer.status === 'done' ? { status: 'done', replies: answer.replies.map((row: Reply) => (row.status === 'refused' ? { ...row, problem: problemOf(row.refusal, declaration.refusals, 'zh') } : row)) } : answer;
      return reply.code(answer.status === 'pending' ? 202 : 200).type('application/json; charset=utf-8').send(toJson(explained));
    });
  }

  const declarations = registry.all.map((service) => service.declaration);
  const document = JSON.stringify(openApi(declarations));
  app.get('/api/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(document));
  app.get('/api/docs', (request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(declarations, nonces.get(request)!)));
  app.get('/healthz', () => ({ status: 'up' }));
  app.get('/readyz', async (request, reply) => {
    const up = await parts.db.rows(sql`select 1 as up`).then(() => true, () => false);
    return up ? { status: 'ready' } : sendProblem(request, reply, { code: 'unavailable' });
  });
  app.get('/metrics', (request, reply) => (['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip) ? reply.type('text/plain; version=0.0.4').send(parts.metrics.text()) : sendProblem(request, reply, { code: 'not_permitted' })));
  for (const add of parts.routes) add(app, { caller, sendProblem });

  if (existsSync(join(parts.webDirectory, 'index.html'))) {
    const page = readFileSync(join(parts.webDirectory, 'index.html'), 'utf8');
    await app.register(fastifyStatic, { root: join(parts.webDirectory, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d' });
    app.setNotFoundHandler((request, reply) => {
      if (request.method !== 'GET' || request.url.startsWith('/api/')) return sendProblem(request, reply, { code: 'not_found' });
      return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page.replaceAll('__CSP_NONCE__', nonces.get(request)!));
    });
  } else app.setNotFoundHandler((request, reply) => sendProblem(request, reply, { code: 'not_found' }));
  return app;
}

const nobody: Principal = { id: '00000000-0000-0000-0000-000000000000', realm: 'customer', name: '', grants: [], partyId: null, staffId: null, sessionId: null };

function invalid(issues: readonly { path: PropertyKey[]; message: string }[]): Refusal {
  return { code: 'invalid_input', detail: Object.fromEntries(issues.slice(0, 20).map((issue) => [issue.path.join('.') || '(query)', issue.message])) };
}
