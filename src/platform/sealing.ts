// Personal data at rest: AES-256-GCM under a data key per subject, the data key wrapped by the master key.
// Erasure (PIPL art. 47) drops the subject's key; what it sealed can never be read again.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { assert, must } from '#kernel';
import { sql, type Reader, type Tx } from './sql.ts';

export type MasterKey = { readonly id: string; readonly key: Buffer };
export type KeyRing = { readonly current: MasterKey; byId(id: string): MasterKey | undefined };

/** iv (12) · tag (16) · ciphertext. `context` is authenticated with it, so a sealed value cannot be moved to another row. */
export function seal(key: Buffer, plain: Buffer, context: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** The inverse of seal; throws when key, context or bytes do not belong together. */
export function unseal(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

export type Sealer = {
  /** New data keys for subjects that have none; returns the key of every subject. */
  keysFor(tx: Tx, subjects: readonly string[]): Promise<Map<string, Buffer>>;
  /** Existing data keys; a subject whose key was dropped is absent. */
  keysOf(reader: Reader, subjects: readonly string[]): Promise<Map<string, Buffer>>;
  /** A keyed hash for equality search and duplicate detection; says nothing without the master key. */
  searchHash(purpose: string, value: string): Buffer;
  drop(tx: Tx, subject: string): Promise<void>;
};

export function createSealer(ring: KeyRing): Sealer {
  const searchKey = createHmac('sha256', ring.current.key).update('search').digest();
  const open = (row: { subject: string; master_key_id: string; wrapped: Buffer }) =>
    unseal(must(ring.byId(row.master_key_id), `Master key ${row.master_key_id} is missing from the key ring.`).key, row.wrapped, row.subject);
  const keysOf = async (reader: Reader, subjects: readonly string[]) => {
    const rows = await reader.rows<{ subject: string; master_key_id: string; wrapped: Buffer }>(
      sql`select subject, master_key_id, wrapped from commands.data_key where subject = any(${subjects as string[]}::text[])`);
    return new Map(rows.map((row) => [row.subject, open(row)]));
  };
  return {
    keysOf,
    async keysFor(tx, subjects) {
      const wanted = [...new Set(subjects)].sort();
      const found = await keysOf(tx, wanted);
      const missing = wanted.filter((subject) => !found.has(subject));
      if (missing.length === 0) return found;
      const wrapped = missing.map((subject) => seal(ring.current.key, randomBytes(32), subject));
      await tx.run(sql`insert into commands.data_key (subject, master_key_id, wrapped)
        select s, ${ring.current.id}, w from unnest(${missing}::text[], ${wrapped}::bytea[]) u(s, w) on conflict do nothing`);
      const all = await keysOf(tx, wanted);
      assert(all.size === wanted.length, 'every subject has a data key');
      return all;
    },
    searchHash: (purpose, value) => createHmac('sha256', searchKey).update(purpose).update('\0').update(value).digest(),
    async drop(tx, subject) {
      await tx.run(sql`delete from commands.data_key where subject = ${subject}`);
    },
  };
}
