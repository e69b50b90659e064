// A character the font lacks must not vanish from a contract: it is drawn as its code point instead.
import { assert } from '#kernel';

/**
 * The code points a TrueType font can draw, read from its Unicode character map (OpenType `cmap`, platform 3 encoding 1, format 4:
 * the Basic Multilingual Plane). Throws InvariantBroken when the font has no such map.
 */
export function glyphsOf(font: Buffer): ReadonlySet<number> {
  const map = cmapOffset(font);
  const segments = font.readUInt16BE(map + 6) / 2;
  const [ends, starts] = [map + 14, map + 16 + segments * 2];
  const [deltas, ranges] = [starts + segments * 2, starts + segments * 4];
  const found = new Set<number>();
  for (let segment = 0; segment < segments; segment++) {
    const [end, start] = [font.readUInt16BE(ends + segment * 2), font.readUInt16BE(starts + segment * 2)];
    const delta = font.readUInt16BE(deltas + segment * 2);
    const range = font.readUInt16BE(ranges + segment * 2);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed = range === 0 ? code : font.readUInt16BE(ranges + segment * 2 + range + (code - start) * 2);
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) found.add(code);
    }
  }
  return found;
}

function cmapOffset(font: Buffer): number {
  const tables = font.readUInt16BE(4);
  for (let table = 0; table < tables; table++) {
    const record = 12 + 16 * table;
    if (font.toString('latin1', record, record + 4) !== 'cmap') continue;
    const cmap = font.readUInt32BE(record + 8);
    for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
      const entry = cmap + 4 + 8 * index;
      const map = cmap + font.readUInt32BE(entry + 4);
      if (font.readUInt16BE(entry) === 3 && font.readUInt16BE(entry + 2) === 1 && font.readUInt16BE(map) === 4) return map;
    }
  }
  return assert(false, 'the font has a Unicode character map') as never;
}

/** Characters that shape or break a line and are not drawn. */
const isInvisible = (code: number): boolean => [0x09, 0x0a, 0x200b, 0x200c, 0x200d, 0x2060].includes(code) || (code >= 0xfe00 && code <= 0xfe0f);

/** Text as the font can draw it: a character it lacks becomes 〔U+4DAE〕. */
export function showMissing(text: string, glyphs: ReadonlySet<number>): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    return glyphs.has(code) || isInvisible(code) ? character : `〔U+${code.toString(16).toUpperCase().padStart(4, '0')}〕`;
  }).join('');
}

/** The same for every text inside a value; other values stay as they are. */
export function showMissingIn<T>(value: T, glyphs: ReadonlySet<number>): T {
  if (typeof value === 'string') return showMissing(value, glyphs) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => showMissingIn(item, glyphs)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, showMissingIn(field, glyphs)])) as T;
}
