// The store of bytes: addressed by content, sealed under a data key per content (file:<sha256>), written before the row that names them.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert, must } from '#kernel';
import { seal, sha256Hex, sql, transaction, unseal, type Db, type Reader, type Sealer, type Tx } from '#platform';
import type { MediaType } from './media.ts';

export type FileParts = { readonly db: Db; readonly sealer: Sealer; readonly filesDirectory: string };
export type NewFile = { readonly bytes: Buffer; readonly mediaType: MediaType; readonly name: string; readonly unitPath: string; readonly uploadedBy: string | null; readonly at: Date };

const subjectOf = (sha256: string) => `file:${sha256}`;
const pathOf = (directory: string, sha256: string) => join(directory, sha256.slice(0, 2), sha256);

/**
 * Keeps the bytes and returns their SHA-256 in hex. The same content is kept once; a unit that stores it again gets the same address.
 * `also` runs in the transaction that writes the row.
 */
export async function storeFile(parts: FileParts, file: NewFile, also?: (tx: Tx, sha256: string) => Promise<void>): Promise<string> {
  const sha256 = sha256Hex(file.bytes);
  const subject = subjectOf(sha256);
  // The key is committed first: bytes under a key that a rollback took away could never be read.
  const key = must((await transaction(parts.db, (tx) => parts.sealer.keysFor(tx, [subject]))).get(subject), 'a file has its data key');
  if (!(await readSealed(parts.filesDirectory, sha256, key))) await writeSealed(parts.filesDirectory, sha256, seal(key, file.bytes, subject));
  await transaction(parts.db, async (tx) => {
    await tx.run(sql`insert into documents.file (sha256, unit_path, media_type, bytes, name, uploaded_by, uploaded_at)
      values (${sha256}, ${file.unitPath}, ${file.mediaType}, ${file.bytes.length}, ${file.name}, ${file.uploadedBy}, ${file.at}) on conflict do nothing`);
    await also?.(tx, sha256);
  });
  return sha256;
}

/** The bytes of a stored file; undefined where the key was dropped (erased). Throws where they are missing or not what their address says. */
export async function loadFile(reader: Reader, parts: Pick<FileParts, 'sealer' | 'filesDirectory'>, sha256: string): Promise<Buffer | undefined> {
  const key = (await parts.sealer.keysOf(reader, [subjectOf(sha256)])).get(subjectOf(sha256));
  if (!key) return undefined;
  const bytes = await readSealed(parts.filesDirectory, sha256, key);
  assert(bytes, `the file ${sha256} is in its place and whole`);
  return bytes;
}

async function readSealed(directory: string, sha256: string, key: Buffer): Promise<Buffer | undefined> {
  const sealed = await readFile(pathOf(directory, sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!sealed) return undefined;
  try {
    const bytes = unseal(key, sealed, subjectOf(sha256));
    return sha256Hex(bytes) === sha256 ? bytes : undefined;
  } catch {
    // Sealed under a key that was dropped since, or damaged: as good as absent.
    return undefined;
  }
}

/** Temporary file, fsync, rename, fsync of the folder: after a power cut the file is whole or not there. */
async function writeSealed(directory: string, sha256: string, sealed: Buffer): Promise<void> {
  const path = pathOf(directory, sha256);
  const partial = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(partial, 'wx', 0o600);
    try {
      await handle.writeFile(sealed);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try { await folder.sync(); } finally { await folder.close(); }
}
