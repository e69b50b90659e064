// Walks a value along its schema to the fields marked as personal data.
import type { z } from 'zod';
import type { PiiKind } from '#declare';
import { maskIdNumber, maskMobile } from '#kernel';
import { seal, unseal } from '../sealing.ts';

type Walked = z.ZodType & { def: { type: string; innerType?: Walked; element?: Walked; in?: Walked; shape?: Record<string, Walked>; options?: Walked[] } };

const marks = (schema: Walked): PiiKind | undefined => schema.meta()?.['x-pii'] as PiiKind | undefined;
const inside = (schema: Walked): Walked[] => {
  const { innerType, element, in: input, shape, options } = schema.def;
  return [innerType, element, input, ...(options ?? []), ...Object.values(shape ?? {})].filter((next) => next !== undefined);
};
const memory = new WeakMap<z.ZodType, boolean>();
/** Whether any field of the schema is personal data. */
export function hasPii(schema: z.ZodType): boolean {
  let known = memory.get(schema);
  if (known === undefined) {
    memory.set(schema, false); // a schema that contains itself
    memory.set(schema, (known = marks(schema as Walked) !== undefined || inside(schema as Walked).some(hasPii)));
  }
  return known;
}

/** A copy of `value` in which every personal field was replaced by change(text, kind). Absent fields stay absent. */
export function mapPii(schema: z.ZodType, value: unknown, change: (text: string, kind: PiiKind) => unknown): unknown {
  if (value === null || value === undefined || !hasPii(schema)) return value;
  const walked = schema as Walked;
  const kind = marks(walked);
  if (kind) return change(typeof value === 'string' ? value : JSON.stringify(value), kind);
  const { innerType, element, in: input, shape, options } = walked.def;
  if (innerType) return mapPii(innerType, value, change);
  if (input) return mapPii(input, value, change);
  if (element) return (value as unknown[]).map((item) => mapPii(element, item, change));
  if (shape) return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shape[key] ? mapPii(shape[key], field, change) : field]));
  if (options) return mapPii(options.find(hasPii)!, value, change);
  return value;
}

const sealedKey = '$sealed';
type Sealed = { [sealedKey]: string; json?: true };

/** Replaces personal fields by sealed ones, for storage. */
export function sealFields(schema: z.ZodType, value: unknown, key: Buffer, context: string): unknown {
  return mapPii(schema, value, (text): Sealed => ({ [sealedKey]: seal(key, Buffer.from(text), context).toString('base64') }));
}

/** The inverse of sealFields. Without the key (erased), sealed fields read as `undefined`. */
export function unsealFields(value: unknown, key: Buffer | undefined, context: string): unknown {
  if (Array.isArray(value)) return value.map((item) => unsealFields(item, key, context));
  if (value === null || typeof value !== 'object') return value;
  const sealed = (value as Sealed)[sealedKey];
  if (typeof sealed === 'string') return key && unseal(key, Buffer.from(sealed, 'base64'), context).toString();
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, unsealFields(field, key, context)]));
}

/** Masks what JR/T 0171 class C2 hides on a screen: identity and mobile numbers. They are revealed one at a time, with a reason. */
export function maskFields(schema: z.ZodType, value: unknown): unknown {
  return mapPii(schema, value, (text, kind) => (kind === 'id_number' ? maskIdNumber(text) : kind === 'mobile' ? maskMobile(text) : text));
}
