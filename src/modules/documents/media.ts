// What may be uploaded, told by its first bytes and not by its name.

/** Media types a file may have. */
export const mediaTypes = ['image/jpeg', 'image/png', 'application/pdf', 'text/csv'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** The largest upload. */
export const largestBytes = 10 * 1024 * 1024;

const begins = (bytes: Buffer, hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
const fits: Readonly<Record<MediaType, (bytes: Buffer) => boolean>> = {
  'image/jpeg': (bytes) => begins(bytes, 'ffd8ff'),
  'image/png': (bytes) => begins(bytes, '89504e470d0a1a0a'),
  'application/pdf': (bytes) => begins(bytes, '255044462d'),
  'text/csv': isText,
};

/** UTF-8 or GB 18030 (what Chinese spreadsheets save) without control characters. */
function isText(bytes: Buffer): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  return ['utf-8', 'gb18030'].some((encoding) => {
    try { new TextDecoder(encoding, { fatal: true }).decode(bytes); return true; } catch { return false; }
  });
}

/** The media type of a content-type header, parameters aside; undefined where it is not one of ours. */
export function mediaTypeOf(header: string | undefined): MediaType | undefined {
  const type = header?.split(';')[0]!.trim().toLowerCase();
  return mediaTypes.find((known) => known === type);
}

/** Whether the bytes are what their type says. */
export const isWhatItSays = (type: MediaType, bytes: Buffer): boolean => fits[type](bytes);

/** A file name without path and control characters, at most 120 characters; undefined where nothing is left. */
export function cleanName(name: string): string | undefined {
  const cleaned = Array.from(name.normalize('NFC').replaceAll(/[\p{C}]/gu, '').split(/[/\\]/).at(-1)!.trim()).slice(0, 120).join('');
  return cleaned === '' || /^\.+$/.test(cleaned) ? undefined : cleaned;
}
