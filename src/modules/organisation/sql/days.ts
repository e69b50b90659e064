import { must } from '#kernel';
import { sql, type Reader } from '#platform';

/** The open business date of each unit path: its own book's, or that of the nearest unit above; null means the bank's root. */
export async function businessDates(reader: Reader, unitPaths: readonly (string | null)[]): Promise<string[]> {
  const rows = await reader.rows<{ unit_path: string; business_date: string }>(sql`select unit_path, business_date from organisation.business_day order by length(unit_path) desc`);
  const root = must(rows.at(-1), 'the bank has an open business day').business_date;
  return unitPaths.map((path) => (path === null ? root : (rows.find((row) => path.startsWith(row.unit_path))?.business_date ?? root)));
}

/** Days that are not what their weekday says, and the years that are loaded. */
export async function loadCalendar(reader: Reader): Promise<{ days: Map<string, { date: string; kind: 'holiday' | 'workday' }>; years: Set<number> }> {
  const rows = await reader.rows<{ date: string; kind: 'holiday' | 'workday' }>(sql`select date, kind from organisation.calendar_day`);
  return { days: new Map(rows.map((row) => [row.date, row])), years: new Set(rows.map((row) => Number(row.date.slice(0, 4)))) };
}
