import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKeyRing } from './keys.ts';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'gongbi-keys-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('the first run makes one private key; later runs read the same', () => {
  const { current } = loadKeyRing(data);
  expect(current.key.length).toBe(32);
  expect(statSync(join(data, 'keys')).mode & 0o777).toBe(0o700);
  expect(statSync(join(data, 'keys', '0001.key')).mode & 0o777).toBe(0o600);
  expect(loadKeyRing(data, { dataExist: true }).current).toEqual(current);
});

test('a second key becomes the current one and the first stays on the ring', () => {
  const first = loadKeyRing(data).current;
  writeFileSync(join(data, 'keys', '0002.key'), Buffer.alloc(32, 7));
  const ring = loadKeyRing(data);
  expect(ring.current.id).toBe('0002');
  expect(ring.byId(first.id)).toEqual(first);
  expect(() => ring.byId('0003')).toThrow('0003');
});

test.for<[string, () => void, boolean, string]>([
  ['data without a key', () => undefined, true, 'key file is missing'],
  ['a cut key', () => { loadKeyRing(data); truncateSync(join(data, 'keys', '0001.key'), 31); }, false, 'key file is damaged'],
])('%s is refused', ([, arrange, dataExist, message]) => {
  arrange();
  expect(() => loadKeyRing(data, { dataExist })).toThrow(message);
});
