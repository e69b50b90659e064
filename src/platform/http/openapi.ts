// OpenAPI 3.1 and its browsable page, from the registry alone.
import { z } from 'zod';
import { roles, type Declaration } from '#declare';
import { runnerRefusals } from '../commands/refusals.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return json;
};

/** The document served at /api/openapi.json. */
export function openApi(declarations: readonly Declaration[]): Record<string, unknown> {
  const paths: Record<string, unknown> = {};
  const problem = { description: 'Problem document (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  for (const declaration of declarations) {
    const tags = [declaration.name.split('.')[0]];
    const refusals = Object.entries({ ...(declaration.open ? {} : { not_signed_in: runnerRefusals.not_signed_in, not_permitted: runnerRefusals.not_permitted }), ...declaration.refusals });
    const description = [
      `${declaration.summary.zh} · roles: ${declaration.roles.map((role) => `${role} ${roles[role].zh}`).join(', ') || 'open'}`,
      ...(declaration.kind === 'command' && declaration.approval ? [`Approval: ${declaration.approval.en} ${declaration.approval.zh}`] : []),
      ...(declaration.kind === 'command' ? [`Reversed by: ${typeof declaration.reversedBy === 'string' ? declaration.reversedBy : `nothing — ${declaration.reversedBy.never.en}`}`] : []),
      'Refusals, in the order they are checked:', ...refusals.map(([code, text]) => `- \`${code}\` (${text.status}) ${text.zh} ${text.en}`),
    ].join('\n');
    const common = { operationId: declaration.name, tags, summary: declaration.summary.en, description };
    const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
    if (declaration.kind === 'query') {
      const { properties = {}, required = [] } = schemaOf(declaration.input, 'input') as { properties?: Record<string, unknown>; required?: string[] };
      const parameters = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
      paths[`/api/${declaration.name.replace('.', '/')}`] = { get: { ...common, parameters, responses: { 200: { description: 'The answer', ...json(schemaOf(declaration.output, 'input')) }, default: problem } } };
    } else {
      const header = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 200 } };
      const envelope = { type: 'object', properties: { status: { const: 'succeeded' }, commandId: { type: 'string', format: 'uuid' }, replayed: { type: 'boolean' }, value: schemaOf(declaration.output, 'input') } };
      const pending = { 202: { description: 'Waits for approval', ...json({ type: 'object', properties: { status: { const: 'pending' }, commandId: { type: 'string' }, batchId: { type: 'string' } } }) } };
      paths[`/api/${declaration.name.replace('.', '/')}`] = { post: { ...common, parameters: [header], requestBody: { required: true, ...json(schemaOf(declaration.input, 'input')) }, responses: { 200: { description: 'Done', ...json(envelope) }, ...(declaration.approval ? pending : {}), default: problem }, 'x-channels': declaration.channels } };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Gongbi 工笔', version: '0.1.0', description: 'Every service of the bank is a command or a query. Amounts are strings of minor units (fen).', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'gongbi_session' }, token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: { type: 'object', required: ['type', 'title', 'status', 'code', 'zh', 'en'], properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string' }, zh: { type: 'string' }, en: { type: 'string' }, fields: { type: 'object' }, facts: { type: 'object' }, commandId: { type: 'string' } } } },
    },
    security: [{ session: [] }, { token: [] }],
  };
}

const escape = (value: string) => value.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!);

/** The page at /api/docs: every command and query with its words, schema and refusals. No script. */
export function apiPage(declarations: readonly Declaration[], nonce: string): string {
  const rooms = Map.groupBy(declarations, (declaration) => declaration.name.split('.')[0]!);
  const section = (declaration: Declaration) => `<details id="${declaration.name}"><summary><b>${declaration.kind === 'query' ? 'GET' : 'POST'}</b> <code>/api/${declaration.name.replace('.', '/')}</code> ${escape(declaration.summary.zh)} <small>${escape(declaration.summary.en)}</small></summary>
<p>${declaration.roles.map((role) => roles[role].zh).join('、') || '公开'}</p><pre>${escape(JSON.stringify(schemaOf(declaration.input, 'input'), null, 1))}</pre>
<table>${Object.entries(declaration.refusals).map(([code, text]) => `<tr><td><code>${code}</code><td>${text.status}<td>${escape(text.zh)}<td>${escape(text.en)}`).join('')}</table></details>`;
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>工笔 API</title><style nonce="${nonce}">
body{font:14px/1.55 "PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif;color:#1C1F24;background:#FAF7F0;max-width:960px;margin:0 auto;padding:24px}h2{border-bottom:1px solid #DDD6C8}summary{cursor:pointer;padding:6px 0}pre{background:#fff;border:1px solid #DDD6C8;padding:8px;overflow:auto}td{padding:2px 10px 2px 0;vertical-align:top}a,b{color:#1B5A8C}small{color:#565C64}</style>
<h1>工笔 Gongbi API</h1><p><a href="/api/openapi.json">openapi.json</a> · POST 需带 <code>Idempotency-Key</code>；金额以分为单位的字符串。</p>
${[...rooms].map(([room, list]) => `<h2>${room}</h2>${list.map(section).join('')}`).join('')}</html>`;
}
