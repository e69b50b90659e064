import { refuse, succeed, type Outcome } from '#kernel';
import { sql, type Reader, type Tx } from '#platform';
import type { LprTenor } from '../content.ts';
import type { Lpr } from '../rules.ts';

const columns = sql`published_on as "publishedOn", tenor, rate_percent as "ratePercent", source`;

/**
 * The LPR a contract of this reference date follows: the latest published on or before the day before it, so that a rate published on the 20th is
 * used from the 21st. Refuses 'lpr_not_loaded' where there is none. Months that kept the value need no row.
 */
export async function lprOn(reader: Reader, tenor: LprTenor, referenceDate: string): Promise<Outcome<Lpr>> {
  const row = await reader.maybe<Lpr>(sql`select ${columns} from catalogue.lpr where tenor = ${tenor} and published_on <= ${referenceDate}::date - 1 order by published_on desc limit 1`);
  return row ? succeed(row) : refuse('lpr_not_loaded', { tenor, referenceDate });
}

/** Rates on record for these days and tenors, by `day tenor`. */
export async function recordedLpr(reader: Reader, rows: readonly { publishedOn: string; tenor: string }[]): Promise<Map<string, Lpr>> {
  const found = await reader.rows<Lpr>(sql`select ${columns} from catalogue.lpr join unnest(${rows.map((row) => row.publishedOn)}::date[], ${rows.map((row) => row.tenor)}::text[]) asked(day, of) on published_on = day and tenor = of`);
  return new Map(found.map((row) => [lprKey(row), row]));
}
export const lprKey = (row: { publishedOn: string; tenor: string }): string => `${row.publishedOn} ${row.tenor}`;

/** Writes rates; a day and tenor that is on record stays as it is. Returns how many were new. */
export function insertLpr(tx: Tx, rows: readonly Lpr[], commandId: string | null): Promise<number> {
  return tx.run(sql`insert into catalogue.lpr (published_on, tenor, rate_percent, source, command_id)
    select day, tenor, rate, source, ${commandId}::uuid from unnest(${rows.map((r) => r.publishedOn)}::date[], ${rows.map((r) => r.tenor)}::text[], ${rows.map((r) => r.ratePercent)}::text[], ${rows.map((r) => r.source)}::text[]) u(day, tenor, rate, source)
    on conflict do nothing`);
}
