// Pictures drawn by the generator: a hillside orchard, an invoice's paper, a signature. Real PNG files, each its own.
import { crc32, deflateSync } from 'node:zlib';
import { random } from './farms.ts';

type Rgb = readonly [number, number, number];
/** Encodes an image of w × h pixels, given by a function, as a PNG without a palette. */
function png(width: number, height: number, pixel: (x: number, y: number) => Rgb): Buffer {
  const raw = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) raw.set(pixel(x, y), y * (width * 3 + 1) + 1 + x * 3);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(raw, { level: 6 })), chunk('IEND', Buffer.alloc(0))]);
}

/** An orchard in a dry summer: ridges under a pale sky, rows of trees with a few oranges. */
export function orchard(seed: number): Buffer {
  const next = random(seed + 77);
  const ridges = [0, 1, 2].map((index) => ({ base: 70 + index * 32 + next(10), height: 10 + next(16), length: 40 + next(50), shift: next(200) }));
  const hue: Rgb[] = [[150, 168, 150], [126, 146, 104], [116, 122, 66]];
  return png(240, 160, (x, y) => {
    for (let index = 2; index >= 0; index--) {
      const ridge = ridges[index]!;
      const top = ridge.base - ridge.height * Math.sin((x + ridge.shift) / ridge.length) - (ridge.height / 3) * Math.sin((x + ridge.shift) / 11);
      if (y < top) continue;
      const [r, g, b] = hue[index]!;
      if (index === 2 && (x + ((y / 9) | 0) * 5) % 12 < 5 && y % 9 < 5) return (x * 7 + y * 13 + seed) % 11 === 0 ? [214, 122, 30] : [58, 92, 48];
      return [r - ((y - top) >> 2), g - ((y - top) >> 2), b];
    }
    return [236 - (y >> 3), 226 - (y >> 4), 206 + (y >> 3)];
  });
}

/** Paper with ruled lines, as a photographed invoice. */
export function paper(seed: number): Buffer {
  const next = random(seed + 991);
  const lines = Array.from({ length: 9 }, () => 30 + next(120));
  return png(200, 130, (x, y) => (y % 13 === 6 && x > 14 && x < 14 + lines[Math.floor(y / 13) % 9]! ? [70, 74, 84] : (x - 165) ** 2 + (y - 28) ** 2 < 200 && (x - 165) ** 2 + (y - 28) ** 2 > 140 ? [179, 54, 30] : [248, 245, 236]));
}

/** One stroke of a pen. */
export function signature(seed: number): Buffer {
  const next = random(seed + 5);
  const waves = [6 + next(8), 14 + next(14), 20 + next(30)];
  return png(180, 60, (x, y) => {
    const line = 30 + 12 * Math.sin(x / waves[0]!) * Math.sin(x / waves[2]!) + 6 * Math.sin(x / waves[1]!);
    return x > 16 && x < 164 && Math.abs(y - line) < 1.6 ? [28, 31, 36] : [255, 255, 255];
  });
}
