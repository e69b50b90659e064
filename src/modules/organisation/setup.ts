// Reference data written when a bank is set up: units, staff, calendar, the first business day.
import { newId } from '#kernel';
import { sql, type Tx } from '#platform';

export type NewUnit = { readonly code: string; readonly path: string; readonly nameZh: string; readonly nameEn: string; readonly kind: string; readonly tier: number; readonly validFrom: string };
export type NewStaff = { readonly id: string; readonly employeeNumber: string; readonly name: string; readonly unitPath: string; readonly duty: string };
export type CalendarRow = { readonly date: string; readonly kind: 'holiday' | 'workday'; readonly nameZh: string; readonly source: string };

export async function createUnits(tx: Tx, units: readonly NewUnit[]): Promise<void> {
  await tx.run(sql`insert into organisation.unit (id, code, path, name_zh, name_en, kind, tier, valid_from)
    select * from unnest(${units.map(() => newId())}::uuid[], ${units.map((u) => u.code)}::text[], ${units.map((u) => u.path)}::text[], ${units.map((u) => u.nameZh)}::text[], ${units.map((u) => u.nameEn)}::text[],
      ${units.map((u) => u.kind)}::text[], ${units.map((u) => u.tier)}::int[], ${units.map((u) => u.validFrom)}::date[])`);
}

export async function createStaff(tx: Tx, staff: readonly NewStaff[]): Promise<void> {
  await tx.run(sql`insert into organisation.staff (id, employee_number, name, unit_path, duty)
    select * from unnest(${staff.map((s) => s.id)}::uuid[], ${staff.map((s) => s.employeeNumber)}::text[], ${staff.map((s) => s.name)}::text[], ${staff.map((s) => s.unitPath)}::text[], ${staff.map((s) => s.duty)}::text[])`);
}

export async function importCalendar(tx: Tx, days: readonly CalendarRow[]): Promise<void> {
  await tx.run(sql`insert into organisation.calendar_day (date, kind, name_zh, source)
    select * from unnest(${days.map((d) => d.date)}::date[], ${days.map((d) => d.kind)}::text[], ${days.map((d) => d.nameZh)}::text[], ${days.map((d) => d.source)}::text[]) on conflict (date) do nothing`);
}

export async function openBusinessDay(tx: Tx, unitPaths: readonly string[], businessDate: string): Promise<void> {
  await tx.run(sql`insert into organisation.business_day (unit_path, business_date) select path, ${businessDate}::date from unnest(${unitPaths as string[]}::text[]) u(path)`);
}
