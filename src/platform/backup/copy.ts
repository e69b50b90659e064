import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Reads a file to its end, piece by piece; returns what went by. */
export async function hashFile(path: string, take: (piece: Buffer) => Promise<unknown> = async () => undefined): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 ** 2 }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    sizeBytes += piece.length;
    await take(piece);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** Copies a file that may change meanwhile: what is returned describes the copy. Forcing it to disk is left to the caller, for many at once. */
export async function copyFile(from: string, to: string): Promise<{ sizeBytes: number; sha256: string }> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const target = await open(to, 'wx', 0o600);
  try {
    return await hashFile(from, (piece) => target.writeFile(piece));
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  } finally {
    await target.close();
  }
}
