import type { InputOf } from '#declare';
import { refuse, succeed, toBeijingDate } from '#kernel';
import { answers, deriveId, handles, insertOutbox, page, sql, visible, type Reader, type Scope, type Tx } from '#platform';
import * as contract from './contract.ts';
import { businessDates } from './sql/days.ts';
import { knownUnits } from './sql/units.ts';

const isSimulation = async (reader: Reader) => Boolean(await reader.maybe(sql`select 1 from platform.setting where name = 'clock' and value = '"simulated"'`));

export const organisationServices = [
  answers(contract.units, async (reader, input, scope) => succeed(await page<never>(reader, sql`
    select u.id, u.code, u.path, u.name_zh as "nameZh", u.name_en as "nameEn", u.kind, u.tier from organisation.unit u
    where ${visible(scope, sql`u.path`)} and (${input.parent ?? null}::text is null or u.path ^@ ${input.parent ?? null}::text)`, input, { path: 'text', tier: 'int' }))),
  answers(contract.declarations, async (reader, input, scope) => succeed(await page<never>(reader, declarationsOf(scope), input, { declaredOn: 'date' }))),
  answers(contract.daySteps, async (reader, input, scope) => succeed(await page<never>(reader, sql`
    select s.unit_path || ' ' || s.business_date || ' ' || s.step as id, s.unit_path as "unitPath", u.name_zh as "unitNameZh", s.business_date as "businessDate", s.step, s.affected, s.done_at as "doneAt"
    from organisation.day_step s join organisation.unit u on u.path = s.unit_path where ${visible(scope, sql`s.unit_path`)} and (${input.businessDate ?? null}::date is null or s.business_date = ${input.businessDate ?? null})`,
    input, { doneAt: 'timestamptz', businessDate: 'date', unitPath: 'text' }))),
  answers(contract.businessDay, async (reader, _input, scope) => {
    const [businessDate] = await businessDates(reader, [scope.paths.toSorted((a, b) => a.length - b.length)[0] || null]);
    return succeed({ businessDate: businessDate!, simulated: await isSimulation(reader) });
  }),
  handles(contract.declareEvent, {
    scope: async (tx, inputs) => {
      const known = await knownUnits(tx, inputs.map((input) => input.unitPath));
      return inputs.map((input) => (known.has(input.unitPath) ? { unitPath: input.unitPath } : null));
    },
    async handle(tx, items) {
      const known = await knownUnits(tx, items.map((item) => item.input.unitPath));
      const outcomes = items.map(({ input, commandId }) => {
        if (!known.has(input.unitPath)) return refuse('unit_not_found');
        if (input.validUntil && input.validUntil < input.declaredOn) return refuse('ends_before_it_begins');
        return succeed({ declarationId: deriveId(commandId, 'declaration') });
      });
      for (const [index, { input, commandId }] of items.entries()) {
        const outcome = outcomes[index]!;
        if (outcome.ok) await tx.run(sql`insert into organisation.declaration (id, kind, title, unit_path, declared_on, valid_until, source, command_id)
          values (${outcome.value.declarationId}, ${input.kind}, ${input.title}, ${input.unitPath}, ${input.declaredOn}, ${input.validUntil ?? null}, ${input.source}, ${commandId})`);
      }
      return outcomes;
    },
  }),
  handles(contract.advanceDay, {
    scope: async (tx, inputs) => {
      const known = await knownUnits(tx, inputs.map((input) => input.unitPath));
      return inputs.map((input) => (known.has(input.unitPath) ? { unitPath: input.unitPath } : null));
    },
    async handle(tx, items) {
      const simulated = await isSimulation(tx);
      const outcomes = [];
      for (const { input, now } of items) outcomes.push(await advance(tx, input, simulated, now));
      return outcomes;
    },
  }),
];

function declarationsOf(scope: Scope) {
  return sql`select d.id, d.kind, d.title, d.unit_path as "unitPath", d.declared_on as "declaredOn", d.valid_until as "validUntil", d.source from organisation.declaration d
    where ${visible(scope, sql`d.unit_path`)} or exists (select 1 from unnest(${scope.paths as string[]}::text[]) s(path) where s.path ^@ d.unit_path)`;
}

async function advance(tx: Tx, input: InputOf<typeof contract.advanceDay>, simulated: boolean, now: Date) {
  const days = await tx.rows<{ unit_path: string; business_date: string }>(sql`select unit_path, business_date from organisation.business_day where unit_path ^@ ${input.unitPath} order by unit_path for update`);
  if (days.length === 0) return refuse('unit_not_found');
  if (!simulated && input.to > toBeijingDate(now)) return refuse('not_a_simulation');
  if (days.some((day) => day.business_date > input.to)) return refuse('date_moves_back');
  await tx.run(sql`update organisation.business_day set business_date = ${input.to} where unit_path ^@ ${input.unitPath}`);
  await insertOutbox(tx, [{ kind: 'business_day.moved', payload: { unitPaths: days.map((day) => day.unit_path), businessDate: input.to } }]);
  return succeed({ businessDate: input.to, units: days.length });
}
