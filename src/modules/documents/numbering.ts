import { must } from '#kernel';
import { sql, type Tx } from '#platform';

/** Whose number, of which business year, for what: a kind of documents.number_kind. */
export type NumberSeries = { readonly unitPath: string; readonly year: number; readonly kind: string };

/**
 * The next `count` numbers of a series, in order, such as 'FJ-2026-贷合-000123'. Gapless: the series stays locked until the transaction
 * ends and a rollback gives the numbers back; therefore drawn last, just before the post. Several series are drawn in the order of unit,
 * year, kind. Throws InvariantBroken for a kind or unit that is not known.
 */
export async function nextNumbers(tx: Tx, { unitPath, year, kind }: NumberSeries, count: number): Promise<string[]> {
  if (count === 0) return [];
  const found = must(await tx.maybe<{ template: string; digits: number; unit: string }>(sql`
    select k.template, k.digits, u.code as unit from documents.number_kind k cross join organisation.units u where k.kind = ${kind} and u.path = ${unitPath}`), `numbers of ${kind} for ${unitPath} are set up`);
  const { last } = await tx.one<{ last: number }>(sql`
    insert into documents.number_counter (unit_path, year, kind, last) values (${unitPath}, ${year}, ${kind}, ${count})
    on conflict (unit_path, year, kind) do update set last = number_counter.last + ${count} returning last`);
  return Array.from({ length: count }, (_, index) => formatNumber(found.template, found.unit, year, last - count + 1 + index, found.digits));
}

/** '{unit}-{year}-贷合-{serial}' → 'FJ-2026-贷合-000123'. A serial longer than `digits` is not cut. */
export function formatNumber(template: string, unit: string, year: number, serial: number, digits: number): string {
  return template.replace('{unit}', unit).replace('{year}', String(year)).replace('{serial}', String(serial).padStart(digits, '0'));
}
