import { assert } from '#kernel';
import type { Terms } from './terms.ts';

const moneyFields = new Set(['principalMinor', 'amountMinor']);

/** Terms as plain JSON, money as strings of digits: what a contract freezes. */
export function encodeTerms(terms: Terms): unknown {
  return JSON.parse(JSON.stringify(terms, (_, field: unknown) => (typeof field === 'bigint' ? field.toString() : field)));
}

/** The terms that `encodeTerms` wrote; money that is not a string of digits throws InvariantBroken. */
export function decodeTerms(json: unknown): Terms {
  return JSON.parse(JSON.stringify(json), (key, field: unknown) => {
    if (!moneyFields.has(key)) return field;
    assert(typeof field === 'string' && /^\d+$/.test(field), `money on the wire is a string of digits: ${key}`);
    return BigInt(field);
  }) as Terms;
}
