// The house font for prints, unpacked from its web packaging: PDF writers and the browsers of the tests read TTF, and the
// woff2 of the same font prints blank pages.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

const woffHeaderBytes = 44;
const woffEntryBytes = 20;
const sfntHeaderBytes = 12;
const sfntEntryBytes = 16;

/**
 * Unpacks a WOFF 1.0 font into the TTF or OTF inside it (W3C WOFF File Format 1.0: every table may be zlib-compressed on its own).
 * Throws when the signature is wrong or a table does not have the length its directory states.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF 1.0 font');
  const tableCount = woff.readUInt16BE(12);
  const sfnt = Buffer.alloc(woff.readUInt32BE(16));
  const entrySelector = Math.floor(Math.log2(tableCount));
  woff.copy(sfnt, 0, 4, 8);
  sfnt.writeUInt16BE(tableCount, 4);
  sfnt.writeUInt16BE(16 * 2 ** entrySelector, 6);
  sfnt.writeUInt16BE(entrySelector, 8);
  sfnt.writeUInt16BE(16 * (tableCount - 2 ** entrySelector), 10);
  let offset = sfntHeaderBytes + sfntEntryBytes * tableCount;
  for (let index = 0; index < tableCount; index += 1) {
    const entry = woffHeaderBytes + woffEntryBytes * index;
    const start = woff.readUInt32BE(entry + 4);
    const packedBytes = woff.readUInt32BE(entry + 8);
    const tableBytes = woff.readUInt32BE(entry + 12);
    const packed = woff.subarray(start, start + packedBytes);
    const table = packedBytes < tableBytes ? inflateSync(packed) : packed;
    if (table.length !== tableBytes) throw new Error(`font table ${woff.toString('latin1', entry, entry + 4)} is ${table.length} bytes, its directory says ${tableBytes}`);
    const record = sfntHeaderBytes + sfntEntryBytes * index;
    woff.copy(sfnt, record, entry, entry + 4);
    sfnt.writeUInt32BE(woff.readUInt32BE(entry + 16), record + 4);
    sfnt.writeUInt32BE(offset, record + 8);
    sfnt.writeUInt32BE(tableBytes, record + 12);
    table.copy(sfnt, offset);
    offset += Math.ceil(tableBytes / 4) * 4;
  }
  return sfnt;
}

/**
 * Path of Noto Sans SC as TTF (the simplified Chinese file, which holds Latin as well), unpacked once into `folder`, by default a
 * folder of this user below the system's temporary one. Weight is 400, 500 or 700. Safe when several ask at once.
 */
export async function notoSansPath(weight: 400 | 500 | 700 = 400, folder = join(tmpdir(), `gongbi-fonts-${process.getuid?.() ?? 0}`)): Promise<string> {
  const path = join(folder, `noto-sans-sc-${weight}.ttf`);
  if (await stat(path).then(() => true, () => false)) return path;
  const woff = await readFile(createRequire(import.meta.url).resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const partial = `${path}.${randomUUID()}`;
  await writeFile(partial, unpackWoff(woff));
  // Renamed into place, so that nobody opens half a font.
  await rename(partial, path);
  return path;
}
