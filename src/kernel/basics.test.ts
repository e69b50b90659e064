import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { assert, InvariantBroken, isId, must, newId, refuse, succeed, unreachable } from '#kernel';

it('ids are unique, of version 7, and begin with the time', () => {
  const before = Date.now();
  const ids = Array.from({ length: 2_000 }, newId);
  expect(new Set(ids).size).toBe(2_000);
  for (const id of ids) expect(isId(id) && id[14] === '7').toBe(true);
  const millis = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16);
  expect(millis >= before && millis <= Date.now()).toBe(true);
});

it.each(['', 'abc', '0190b5a0-0000-7000-8000-00000000000G', '0190B5A0-0000-7000-8000-000000000000', '0190b5a0-0000-0000-8000-000000000000', "0190b5a0-0000-7000-8000-000000000000'"])(
  '%j is no id', (text) => expect(isId(text)).toBe(false),
);

it('broken promises throw, refusals are values', () => {
  expect(() => assert(false, 'why')).toThrow(new InvariantBroken('why'));
  expect(must(0, 'zero is a value')).toBe(0);
  expect(() => must(null, 'gone')).toThrow(InvariantBroken);
  expect(() => unreachable('x' as never)).toThrow(InvariantBroken);
  expect(succeed(1)).toEqual({ ok: true, value: 1 });
  expect(refuse('too_much', { limit: '5' })).toEqual({ ok: false, refusal: { code: 'too_much', detail: { limit: '5' } } });
});

it('the kernel uses nothing but itself, so that a browser can run it', () => {
  const folder = new URL('.', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    for (const [, from] of readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)) expect(from, file).toMatch(/^\.\/[a-z]+\.ts$/);
  }
});
