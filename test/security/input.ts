// The smallest input a declaration accepts, made from its own schema: identifiers of rows of the fixture by field name, the rest by type.
import type { z } from 'zod';
import type { Declaration } from '#declare';

type Walked = z.ZodType & { def: { type: string; format?: string; innerType?: Walked; in?: Walked; element?: Walked; shape?: Record<string, Walked>; entries?: Record<string, string>; checks?: unknown[] }; minValue?: number | null };
/** Values by field name, or by `room.verb.field` where one command needs another. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * Builds a minimal valid input on the wire. Optional fields and fields with a default are left out unless `values` names them for this
 * declaration. Throws a sentence that says what to add where an identifier has no row or the schema asks for something unknown.
 */
export function inputFor(declaration: Declaration, values: Values): Record<string, unknown> {
  const input = walk(declaration.input as unknown as Walked, declaration.name, '', values) as Record<string, unknown>;
  const parsed = declaration.input.safeParse(input);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => `"${issue.path.join('.')}" (${issue.message})`).join(', ');
    throw new Error(`${declaration.name}: the access test cannot fill ${fields}. Add a value for it to "values" in test/security/world.ts.`);
  }
  return input;
}

function walk(schema: Walked, declaration: string, field: string, values: Values): unknown {
  const special = values[`${declaration}.${field}`];
  if (special !== undefined) return special;
  const { type, format, innerType, element, shape, entries, checks, in: wire } = schema.def;
  if (type === 'optional' || type === 'default' || type === 'prefault') return undefined;
  if (Object.hasOwn(values, field)) return values[field];
  if (shape) {
    const filled = Object.entries(shape).map(([name, part]) => [name, walk(part, declaration, name, values)] as const);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  }
  if (type === 'nullable') return null;
  if (innerType) return walk(innerType, declaration, field, values);
  if (type === 'array') return (checks as { _zod: { def: { minimum?: number } } }[] | undefined)?.some((check) => (check._zod.def.minimum ?? 0) > 0) ? [walk(element!, declaration, field, values)] : [];
  if (entries) return Object.keys(entries)[0];
  if (type === 'boolean') return true;
  if (type === 'number') return Math.max(1, schema.minValue ?? 1);
  if (type === 'pipe') return field.endsWith('Minor') ? '100' : walk(wire!, declaration, field, values);
  if (format === 'uuid') throw new Error(`${declaration}: the access test has no row for "${field}". Add its id to "values" in test/security/world.ts, so that reading and changing it from another unit is tried.`);
  if (format === 'date') return values['date'];
  return '访问测试';
}
