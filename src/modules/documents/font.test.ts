import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { notoSansPath, unpackWoff } from './font.ts';

/** A WOFF with two tables, the first compressed. */
function smallWoff(options: { statedBytes?: number } = {}): Buffer {
  const tables = [{ tag: 'aaaa', data: Buffer.alloc(101, 'x') }, { tag: 'bbbb', data: Buffer.from('hello') }];
  const header = Buffer.alloc(44 + 20 * tables.length);
  header.write('wOFF', 0, 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt16BE(tables.length, 12);
  header.writeUInt32BE(12 + 16 * tables.length + 104 + 8, 16);
  const bodies: Buffer[] = [];
  let offset = header.length;
  for (const [index, { tag, data }] of tables.entries()) {
    const deflated = deflateSync(data);
    const body = deflated.length < data.length ? deflated : data;
    const entry = 44 + 20 * index;
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(offset, entry + 4);
    header.writeUInt32BE(body.length, entry + 8);
    header.writeUInt32BE(index === 0 ? (options.statedBytes ?? data.length) : data.length, entry + 12);
    header.writeUInt32BE(0xabc0 + index, entry + 16);
    bodies.push(body);
    offset += body.length;
  }
  return Buffer.concat([header, ...bodies]);
}

test('tables come out whole, aligned to four bytes, with their checksums', () => {
  const sfnt = unpackWoff(smallWoff());
  expect(sfnt.readUInt32BE(0)).toBe(0x00010000);
  expect(sfnt.readUInt16BE(4)).toBe(2);
  expect(sfnt.readUInt32BE(12 + 4)).toBe(0xabc0);
  const [first, second] = [sfnt.readUInt32BE(12 + 8), sfnt.readUInt32BE(28 + 8)];
  expect(sfnt.toString('latin1', first, first + 101)).toBe('x'.repeat(101));
  expect(second % 4).toBe(0);
  expect(sfnt.toString('latin1', second, second + 5)).toBe('hello');
});

test.each([
  ['a wrong signature', Buffer.from('OTTO and more bytes'), /not a WOFF/],
  ['a table that is shorter than its directory says', smallWoff({ statedBytes: 102 }), /aaaa is 101 bytes, its directory says 102/],
])('%s is refused', (_, woff, message) => {
  expect(() => unpackWoff(woff)).toThrow(message);
});

test('Noto Sans SC is unpacked once and asked for twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongbi-font-test-'));
  try {
    const [one, two] = await Promise.all([notoSansPath(400, folder), notoSansPath(400, folder)]);
    expect(one).toBe(two);
    const font = await readFile(one);
    expect(font.readUInt32BE(0)).toBe(0x00010000);
    expect(font.length).toBeGreaterThan(2_000_000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
