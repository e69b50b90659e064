import { sql, type Reader } from '#platform';

/** Which of these unit paths exist. */
export async function knownUnits(reader: Reader, paths: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ path: string }>(sql`select path from organisation.unit where path = any(${paths as string[]}::text[])`);
  return new Set(rows.map((row) => row.path));
}
