import type { z } from 'zod';

type Walked = z.ZodType & { def: { type: string; innerType?: Walked; in?: Walked; element?: Walked } };
function base(schema: Walked): Walked {
  return schema.def.innerType ? base(schema.def.innerType) : schema;
}

/** Query strings are text; numbers, booleans and arrays become what the schema asks for, everything else stays text. */
export function coerceQuery(schema: z.ZodObject, raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => {
    const field = schema.shape[name] as Walked | undefined;
    return [name, field ? coerce(base(field), value) : value];
  }));
}

function coerce(schema: Walked, value: unknown): unknown {
  if (schema.def.type === 'array') return (Array.isArray(value) ? value : [value]).map((item) => coerce(base(schema.def.element!), item));
  if (schema.def.type === 'number' && typeof value === 'string' && value.trim() !== '') return Number(value);
  if (schema.def.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}
