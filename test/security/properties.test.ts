// What every declaration promises, read from the declarations themselves: words, reversals, statuses, personal data, the OpenAPI document.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { contracts, declarations } from '#contracts';
import { channels, roles, type Command, type Declaration, type Query } from '#declare';
import { hasPii } from '../../src/platform/commands/fields.ts';
import { runnerRefusals } from '../../src/platform/commands/refusals.ts';
import { openApi } from '../../src/platform/http/openapi.ts';

const commands = declarations.filter((declaration): declaration is Command => declaration.kind === 'command');
const queries = declarations.filter((declaration): declaration is Query => declaration.kind === 'query');
const named = <D extends Declaration>(list: readonly D[]) => list.map((declaration) => [declaration.name, declaration] as const);
const statuses = [400, 403, 404, 409, 410, 422, 423];
const chinese = /\p{Script=Han}/u;

describe.each(named(declarations))('%s', (name, declaration) => {
  test('is named after its room, and is spoken of in both languages', () => {
    const rooms = Object.entries(contracts).filter(([, room]) => Object.values(room).includes(declaration as never)).map(([room]) => room);
    expect(rooms).toEqual([name.split('.')[0]]);
    expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
    expect(declaration.summary.zh).toMatch(chinese);
    expect(declaration.summary.en).toMatch(/^[^\p{Script=Han}]{3,}$/u);
  });
  test('says who may, and only known roles', () => {
    expect(declaration.open ?? declaration.roles.length > 0).toBe(true);
    expect(declaration.roles.filter((role) => !Object.hasOwn(roles, role))).toEqual([]);
    expect(new Set(declaration.roles).size).toBe(declaration.roles.length);
  });
  test('refuses in both languages, with a status of the closed set, and without taking a code of the runner', () => {
    for (const [code, refusal] of Object.entries(declaration.refusals)) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(refusal, `${code} is in the room's list`).toBeDefined();
      expect(refusal.zh, code).toMatch(chinese);
      expect(refusal.en, code).toMatch(/^[A-Z“][^\p{Script=Han}]+$/u);
      expect(statuses, code).toContain(refusal.status);
      expect(Object.keys(runnerRefusals), code).not.toContain(code);
    }
  });
  test('takes no field it does not know', () => {
    const parsed = declaration.input.safeParse({ unknownField: 1 });
    expect(parsed.error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
  });
});

describe.each(named(commands))('%s', (_, declaration) => {
  test('is reversed by a command, or says in both languages why by none', () => {
    const { reversedBy } = declaration;
    if (typeof reversedBy === 'string') expect(commands.map((command) => command.name)).toContain(reversedBy);
    else expect(reversedBy.never.zh.match(chinese) && reversedBy.never.en.length > 3).toBeTruthy();
  });
  test('comes in by channels that exist', () => {
    expect(declaration.channels.length).toBeGreaterThan(0);
    expect(declaration.channels.filter((channel) => !channels.includes(channel))).toEqual([]);
  });
  test('answers without personal data: outcomes are kept in clear in the log', () => expect(hasPii(declaration.output)).toBe(false));
  test('carries no bytes and no float', () => expect(kindsIn(declaration.input)).not.toEqual(expect.arrayContaining(['file'])));
});

describe.each(named(queries.filter((query) => query.list)))('%s', (_, declaration) => {
  test('is sorted by columns its items have, and its items have an id', () => {
    const { sort } = declaration.input.shape as { sort: z.ZodDefault<z.ZodEnum> };
    const { items } = (declaration.output as unknown as z.ZodObject<{ items: z.ZodArray<z.ZodObject> }>).shape;
    const columns = Object.keys(items.element.shape);
    expect(sort.unwrap().options.length).toBeGreaterThan(0);
    expect(columns).toEqual(expect.arrayContaining([...sort.unwrap().options, 'id']));
    for (const column of sort.unwrap().options) expect(hasPii(items.element.shape[column as string]!), `${String(column)} is sealed and has no order`).toBe(false);
  });
});

type Walked = z.ZodType & { def: { type: string; innerType?: Walked; element?: Walked; in?: Walked; shape?: Record<string, Walked>; options?: Walked[] }; format?: string };
function* fieldsIn(schema: z.ZodType, name = ''): Generator<[name: string, schema: Walked]> {
  const walked = schema as Walked;
  yield [name, walked];
  const { innerType, element, in: input, shape, options } = walked.def;
  for (const next of [innerType, element, ...(options ?? [])]) if (next) yield* fieldsIn(next, name);
  if (input && !innerType) yield* fieldsIn(input, name);
  for (const [key, field] of Object.entries(shape ?? {})) yield* fieldsIn(field, key);
}
const kindsIn = (schema: z.ZodType) => [...fieldsIn(schema)].map(([, field]) => field.def.type);

test('money is a codec of minor units, and no number has decimals', () => {
  const wrong: string[] = [];
  for (const { name, input, output } of declarations) for (const [field, schema] of [...fieldsIn(input), ...fieldsIn(output)]) {
    if (schema.def.type === 'number' && !/int/.test(schema.format ?? '')) wrong.push(`${name}.${field} may have decimals`);
    if (/Minor$/.test(field) && ['number', 'boolean'].includes(schema.def.type)) wrong.push(`${name}.${field} is a number`);
  }
  expect(wrong).toEqual([]);
});

test('a field that holds personal data by its name carries the mark', () => {
  const names: Readonly<Record<string, string>> = { idNumber: 'id_number', mobile: 'mobile', address: 'address', location: 'location', borrowerName: 'name', ownerName: 'name' };
  const wrong: string[] = [];
  // The address of a command's detail is the network address of a member of staff.
  const allowed = new Set(['approvals.command.address', 'parties.parties.idNumber', 'parties.parties.mobile']);
  for (const declaration of declarations) for (const schema of [declaration.input, declaration.output]) for (const [field, part] of fieldsIn(schema)) {
    if (names[field] && part.def.type === 'string' && !allowed.has(`${declaration.name}.${field}`) && part.meta()?.['x-pii'] !== names[field]) wrong.push(`${declaration.name}.${field}`);
  }
  expect(wrong).toEqual([]);
});

test('every refusal of a room is declared by one of its commands, and is given somewhere in its source', async () => {
  const source = (directory: string): string => readdirSync(directory).map((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? source(path) : /(?<!test)\.ts$|\.sql$/.test(name) && !['contract.ts', 'errors.ts'].includes(name) ? readFileSync(path, 'utf8') : '';
  }).join('\n');
  const platform = source(join(import.meta.dirname, '../../src/platform/commands'));
  // Verdicts of the ledger's post become refusals of the same name.
  const ledger = source(join(import.meta.dirname, '../../src/modules/ledger'));
  const silent: string[] = [];
  for (const [room, contract] of Object.entries(contracts)) {
    const own = source(join(import.meta.dirname, '../../src/modules', room));
    const codes = new Set((Object.values(contract) as Declaration[]).flatMap((declaration) => Object.keys(declaration.refusals)));
    for (const code of codes) if (![own, ledger, platform].some((text) => new RegExp(`['"]${code}['"]`).test(text))) silent.push(`${room}: ${code} is declared and nothing gives it`);
  }
  expect(silent).toEqual([]);
});

test('the OpenAPI document has one path per declaration, resolves, and describes its personal fields', () => {
  const document = JSON.parse(JSON.stringify(openApi(declarations))) as { openapi: string; paths: Record<string, Record<string, { operationId: string; responses: object; parameters: { name: string; in: string; schema: object }[]; requestBody?: object; description: string }>>; components: { schemas: object; securitySchemes: object }; security: object[] };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(declarations.map(({ name }) => `/api/${name.replace('.', '/')}`));
  const operations = Object.values(document.paths).flatMap((path) => Object.entries(path));
  expect(new Set(operations.map(([, operation]) => operation.operationId)).size).toBe(declarations.length);
  for (const [method, operation] of operations) {
    expect(method).toBe(declarations.find(({ name }) => name === operation.operationId)!.kind === 'query' ? 'get' : 'post');
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', 'default']));
    expect(operation.parameters.every((parameter) => parameter.name && parameter.in && parameter.schema)).toBe(true);
    expect(Boolean(operation.requestBody)).toBe(method === 'post');
  }
  const text = JSON.stringify(document);
  expect(text).not.toMatch(/undefined|\[object Object\]|NaN/);
  for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(reference!.split('/').slice(1).reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], document), reference).toBeDefined();
  expect(text).toContain('"x-pii":"id_number"');
  for (const { name, refusals } of declarations) for (const code of Object.keys(refusals)) expect(document.paths[`/api/${name.replace('.', '/')}`]!['post']?.description ?? document.paths[`/api/${name.replace('.', '/')}`]!['get']!.description).toContain(`\`${code}\``);
});
