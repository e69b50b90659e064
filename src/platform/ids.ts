import { createHash } from 'node:crypto';

/**
 * A UUID (version 8) that follows from its parent and a name: the same command always makes the same things. It keeps the time its
 * parent began with, so that what is made together lies together in an index; 74 bits of hash tell them apart.
 */
export function deriveId(parent: string, name: string | number): string {
  const bytes = createHash('sha256').update(parent).update('\0').update(String(name)).digest().subarray(0, 16);
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[78]/.test(parent)) bytes.write(parent.slice(0, 8) + parent.slice(9, 13), 0, 'hex');
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** JSON with sorted keys: equal content gives equal text. bigint becomes a string of digits, as on the wire. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

export const sha256Hex = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
/** JSON for the wire: bigint as a string of digits. */
export const toJson = (value: unknown): string => JSON.stringify(value, (_, field: unknown) => (typeof field === 'bigint' ? String(field) : field));
