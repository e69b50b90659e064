import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId, isId } from '#kernel';
import { canonicalJson, deriveId } from './ids.ts';

describe('deriveId', () => {
  const parent = newId();
  test('the same parent and name make the same id; another name or parent another', () => {
    expect(deriveId(parent, 0)).toBe(deriveId(parent, 0));
    expect(new Set([deriveId(parent, 0), deriveId(parent, 1), deriveId(newId(), 0), deriveId(parent, '0 ')]).size).toBe(4);
  });
  test('it is a UUID, and begins with the time of its parent, and so does what is derived from it', () => {
    const child = deriveId(parent, 'entry');
    expect(isId(child)).toBe(true);
    expect(child.slice(0, 13)).toBe(parent.slice(0, 13));
    expect(deriveId(child, 'again').slice(0, 13)).toBe(parent.slice(0, 13));
  });
  test('a parent that is no UUID works as well', () => expect(isId(deriveId('same_mobile', 'a b'))).toBe(true));
});

test('canonical JSON is the same for the same content, whatever the order of its keys', () => fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.constant(null))), (content) => {
  const reversed = Object.fromEntries(Object.entries(content).reverse());
  expect(canonicalJson(reversed)).toBe(canonicalJson(content));
  expect(JSON.parse(canonicalJson(content))).toEqual(content);
})));
