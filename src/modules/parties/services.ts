import { checkUnifiedSocialCreditCode, isMobileNumber, isResidentIdNumber, normaliseResidentIdNumber, refuse, succeed, type BusinessDate, type Outcome } from '#kernel';
import { knownUnits } from '#organisation';
import { answers, deriveId, handles, inScope, page, sql, toJson, visible, type Item, type Sealer, type Tx } from '#platform';
import { newId } from '#kernel';
import * as contract from './contract.ts';
import { insertPersons, insertPublicParties, insertRelations, loadParties, openParties, partyColumns, type PartyRow } from './sql/parties.ts';

type Made = Outcome<{ partyId: string }>;
const made = (commandId: string): Made => succeed({ partyId: deriveId(commandId, 'party') });
/** The items whose outcome is a success, with the id made. */
const kept = <I>(items: readonly Item<I>[], outcomes: readonly Made[]) => items.flatMap((item, index) => { const outcome = outcomes[index]!; return outcome.ok ? [{ item, id: outcome.value.partyId }] : []; });
const byUnit = { scope: async (_tx: Tx, inputs: readonly { unitPath: string }[]) => inputs.map(({ unitPath }) => ({ unitPath })) };

export function partyServices(sealer: Sealer) {
  const byParty = (pick: (input: never) => string) => async (tx: Tx, inputs: readonly unknown[]) => {
    const found = await loadParties(tx, inputs.map((input) => pick(input as never)));
    return inputs.map((input) => { const party = found.get(pick(input as never)); return party ? { unitPath: party.unitPath } : null; });
  };
  /** Values that exist already, and those repeated inside the batch, by position. */
  async function taken(tx: Tx, column: 'id_number_hash' | 'credit_code' | 'division_code', values: readonly (Buffer | string)[]): Promise<boolean[]> {
    const text = (value: Buffer | string) => (typeof value === 'string' ? value : value.toString('hex'));
    const stored = column === 'id_number_hash' ? sql`encode(id_number_hash, 'hex')` : column === 'credit_code' ? sql`credit_code` : sql`division_code`;
    const match = column === 'id_number_hash' ? sql`id_number_hash = any(${values as Buffer[]}::bytea[])` : sql`${stored} = any(${values as string[]}::text[])`;
    const seen = new Set((await tx.rows<{ value: string }>(sql`select ${stored} as value from parties.party where ${match}`)).map((row) => row.value));
    return values.map((value) => { const before = seen.has(text(value)); seen.add(text(value)); return before; });
  }

  return [
    handles(contract.registerPerson, {
      ...byUnit,
      async handle(tx, items) {
        const units = await knownUnits(tx, items.map((item) => item.input.unitPath));
        const idNumbers = items.map((item) => normaliseResidentIdNumber(item.input.idNumber));
        const repeated = await taken(tx, 'id_number_hash', idNumbers.map((number) => sealer.searchHash('id_number', number)));
        const outcomes = items.map((item, index): Made => {
          if (!units.has(item.input.unitPath)) return refuse('unit_not_found');
          if (!isResidentIdNumber(idNumbers[index]!, item.businessDate as BusinessDate)) return refuse('id_number_invalid');
          if (!isMobileNumber(item.input.mobile)) return refuse('mobile_invalid');
          return repeated[index] ? refuse('already_registered') : made(item.commandId);
        });
        await insertPersons(tx, sealer, kept(items, outcomes).map(({ item, id }) => ({ ...item.input, idNumber: normaliseResidentIdNumber(item.input.idNumber), id, registeredOn: item.businessDate, commandId: item.commandId })));
        return outcomes;
      },
    }),
    handles(contract.registerFirm, {
      ...byUnit,
      async handle(tx, items) {
        const units = await knownUnits(tx, items.map((item) => item.input.unitPath));
        const repeated = await taken(tx, 'credit_code', items.map((item) => item.input.creditCode));
        const outcomes = items.map((item, index): Made => {
          if (!units.has(item.input.unitPath)) return refuse('unit_not_found');
          const { valid, warning } = checkUnifiedSocialCreditCode(item.input.creditCode);
          if (!valid && !(warning && item.input.overrideReason)) return refuse('credit_code_invalid');
          if (warning && !item.input.overrideReason) return refuse('credit_code_invalid');
          return repeated[index] ? refuse('already_registered') : made(item.commandId);
        });
        await insertPublicParties(tx, kept(items, outcomes).map(({ item, id }) => ({ id, kind: 'firm', unitPath: item.input.unitPath, publicName: item.input.name, creditCode: item.input.creditCode, divisionCode: null, attributes: { trade: item.input.trade }, registeredOn: item.businessDate, commandId: item.commandId })));
        return outcomes;
      },
    }),
    handles(contract.registerVillage, {
      ...byUnit,
      async handle(tx, items) {
        const units = await knownUnits(tx, items.map((item) => item.input.unitPath));
        const repeated = await taken(tx, 'division_code', items.map((item) => item.input.divisionCode));
        const outcomes = items.map((item, index): Made => (!units.has(item.input.unitPath) ? refuse('unit_not_found') : repeated[index] ? refuse('already_registered') : made(item.commandId)));
        await insertPublicParties(tx, kept(items, outcomes).map(({ item, id }) => ({ id, kind: 'village', unitPath: item.input.unitPath, publicName: item.input.name, creditCode: null, divisionCode: item.input.divisionCode, attributes: {}, registeredOn: item.businessDate, commandId: item.commandId })));
        return outcomes;
      },
    }),
    handles(contract.registerHousehold, {
      scope: byParty((input: { villageId: string }) => input.villageId),
      async handle(tx, items) {
        const found = await loadParties(tx, items.flatMap(({ input }) => [input.villageId, input.headId, ...input.memberIds]));
        const heads = new Set((await tx.rows<{ id: string }>(sql`select from_party_id as id from parties.relation where kind = 'head_of' and from_party_id = any(${items.map((item) => item.input.headId)}::uuid[])`)).map((row) => row.id));
        const outcomes = items.map(({ input, commandId, unitPath }): Made => {
          if (found.get(input.villageId)?.kind !== 'village') return refuse('village_not_found');
          if ([input.headId, ...input.memberIds].some((id) => found.get(id)?.kind !== 'person' || !found.get(id)!.unitPath.startsWith(unitPath!))) return refuse('person_not_found');
          if (heads.has(input.headId)) return refuse('already_in_a_household');
          heads.add(input.headId);
          return made(commandId);
        });
        const households = kept(items, outcomes);
        await insertPublicParties(tx, households.map(({ item, id }) => ({ id, kind: 'household', unitPath: item.unitPath!, publicName: null, creditCode: null, divisionCode: null, attributes: {}, registeredOn: item.businessDate, commandId: item.commandId })));
        await insertRelations(tx, households.flatMap(({ item, id }) => {
          const common = { staffId: null, since: item.businessDate, commandId: item.commandId };
          return [{ from: item.input.headId, to: id, kind: 'head_of', ...common }, { from: id, to: item.input.villageId, kind: 'belongs_to', ...common }, ...item.input.memberIds.map((member) => ({ from: member, to: id, kind: 'member_of', ...common }))];
        }));
        return outcomes;
      },
    }),
    handles(contract.relateToStaff, {
      scope: byParty((input: { personId: string }) => input.personId),
      async handle(tx, items) {
        const found = await loadParties(tx, items.map((item) => item.input.personId));
        const staff = new Set((await tx.rows<{ id: string }>(sql`select id from organisation.staff_members where id = any(${items.map((item) => item.input.staffId)}::uuid[])`)).map((row) => row.id));
        const outcomes = items.map(({ input }): Made => {
          if (found.get(input.personId)?.kind !== 'person') return refuse('person_not_found');
          return staff.has(input.staffId) ? succeed({ partyId: input.personId }) : refuse('staff_not_found');
        });
        await insertRelations(tx, items.filter((_, index) => outcomes[index]!.ok).map(({ input, businessDate, commandId }) => ({ from: input.personId, to: null, staffId: input.staffId, kind: 'relative_of_staff', since: businessDate, commandId })));
        return outcomes;
      },
    }),

    answers(contract.parties, async (reader, input, scope) => {
      const hash = (purpose: string, value: string | undefined) => (value ? sealer.searchHash(purpose, value) : null);
      const found = await page<PartyRow & { id: string }>(reader, sql`select ${partyColumns} from parties.party p where ${visible(scope, sql`p.unit_path`, sql`p.id`)}
        and (${input.kind ?? null}::text is null or p.kind = ${input.kind ?? null})
        and (${input.name ?? null}::text is null or p.name_hash = ${hash('name', input.name)}::bytea or p.public_name ilike '%' || ${input.name ?? null} || '%')
        and (${input.idNumber ?? null}::text is null or p.id_number_hash = ${hash('id_number', input.idNumber && normaliseResidentIdNumber(input.idNumber))}::bytea)
        and (${input.mobile ?? null}::text is null or p.mobile_hash = ${hash('mobile', input.mobile)}::bytea)`, input, { registeredOn: 'date', kind: 'text' });
      const items = (await openParties(reader, sealer, found.items)).map(({ id, kind, name, idNumber, mobile, unitPath, registeredOn, attributes }) => ({ id, kind, name, idNumber, mobile, unitPath, registeredOn, attributes }));
      return succeed({ ...found, items });
    }),
    answers(contract.party, async (reader, input, scope) => {
      const row = await reader.maybe<PartyRow>(sql`select ${partyColumns} from parties.party p where p.id = ${input.partyId} and ${visible(scope, sql`p.unit_path`, sql`p.id`)}`);
      if (!row) return refuse('party_not_found');
      const [party] = await openParties(reader, sealer, [row]);
      const related = await reader.rows<PartyRow & { relation: string; direction: 'to' | 'from' }>(sql`
        select r.kind as relation, 'to' as direction, ${partyColumns} from parties.relation r join parties.party p on p.id = r.to_party_id where r.from_party_id = ${input.partyId}
        union all select r.kind, 'from', ${partyColumns} from parties.relation r join parties.party p on p.id = r.from_party_id where r.to_party_id = ${input.partyId} limit 500`);
      const relations = (await openParties(reader, sealer, related)).map(({ id, name }, index) => ({ kind: related[index]!.relation, partyId: id, name, direction: related[index]!.direction }));
      const { id, kind, name, idNumber, mobile, address, unitPath, registeredOn, attributes, creditCode } = party!;
      return succeed({ id, kind, name, idNumber, mobile, address, unitPath, registeredOn, attributes, creditCode, relations });
    }),
    answers(contract.reveal, async (reader, input, scope, { principal }) => {
      const row = await reader.maybe<PartyRow>(sql`select ${partyColumns} from parties.party p where p.id = ${input.partyId}`);
      if (!row || !inScope(scope, { unitPath: row.unitPath, partyId: row.id })) return refuse('party_not_found');
      const [party] = await openParties(reader, sealer, [row]);
      const value = party![input.field];
      if (value === null) return refuse('erased');
      await reader.run(sql`insert into commands.audit_event (id, kind, principal_id, session_id, unit_path, subject, detail)
        values (${newId()}, 'revealed', ${principal.id}, ${principal.sessionId}, ${row.unitPath}, ${input.partyId}, ${toJson({ field: input.field, reason: input.reason })}::jsonb)`);
      return succeed({ value });
    }),
  ];
}

