import { must } from '#kernel';
import { seal, sql, unseal, type Reader, type Sealer, type Tx } from '#platform';

export type PersonFields = { readonly name: string; readonly idNumber: string; readonly mobile: string; readonly address: string };
export type PartyRow = { id: string; kind: 'person' | 'household' | 'village' | 'firm'; unitPath: string; publicName: string | null; nameSealed: Buffer | null; idNumberSealed: Buffer | null; mobileSealed: Buffer | null; addressSealed: Buffer | null; creditCode: string | null; attributes: Record<string, unknown>; registeredOn: string };

export const partyColumns = sql`p.id, p.kind, p.unit_path as "unitPath", p.public_name as "publicName", p.name_sealed as "nameSealed", p.id_number_sealed as "idNumberSealed", p.mobile_sealed as "mobileSealed",
  p.address_sealed as "addressSealed", p.credit_code as "creditCode", p.attributes, p.registered_on as "registeredOn"`;
export const subjectOf = (partyId: string) => `party:${partyId}`;

/** Persons: every personal field sealed under the person's own key; hashes for search and for the signs of one person behind many. */
export async function insertPersons(tx: Tx, sealer: Sealer, persons: readonly (PersonFields & { id: string; unitPath: string; attributes: unknown; registeredOn: string; commandId: string })[]): Promise<void> {
  if (persons.length === 0) return;
  const keys = await sealer.keysFor(tx, persons.map((person) => subjectOf(person.id)));
  const sealed = (pick: (person: PersonFields) => string) => persons.map((person) => seal(must(keys.get(subjectOf(person.id)), 'a key'), Buffer.from(pick(person)), subjectOf(person.id)));
  const hashed = (purpose: string, pick: (person: PersonFields) => string) => persons.map((person) => sealer.searchHash(purpose, pick(person)));
  await tx.run(sql`insert into parties.party (id, kind, unit_path, name_sealed, name_hash, id_number_sealed, id_number_hash, mobile_sealed, mobile_hash, address_sealed, address_hash, attributes, registered_on, command_id)
    select id, 'person', unit_path, name_sealed, name_hash, id_number_sealed, id_number_hash, mobile_sealed, mobile_hash, address_sealed, address_hash, attributes::jsonb, registered_on, command_id
    from unnest(${persons.map((p) => p.id)}::uuid[], ${persons.map((p) => p.unitPath)}::text[], ${sealed((p) => p.name)}::bytea[], ${hashed('name', (p) => p.name)}::bytea[], ${sealed((p) => p.idNumber)}::bytea[], ${hashed('id_number', (p) => p.idNumber)}::bytea[],
      ${sealed((p) => p.mobile)}::bytea[], ${hashed('mobile', (p) => p.mobile)}::bytea[], ${sealed((p) => p.address)}::bytea[], ${hashed('address', (p) => p.address)}::bytea[], ${persons.map((p) => JSON.stringify(p.attributes))}::text[],
      ${persons.map((p) => p.registeredOn)}::date[], ${persons.map((p) => p.commandId)}::uuid[]) u(id, unit_path, name_sealed, name_hash, id_number_sealed, id_number_hash, mobile_sealed, mobile_hash, address_sealed, address_hash, attributes, registered_on, command_id)`);
}

/** Firms, villages, households: nothing sealed. */
export async function insertPublicParties(tx: Tx, rows: readonly { id: string; kind: 'household' | 'village' | 'firm'; unitPath: string; publicName: string | null; creditCode: string | null; divisionCode: string | null; attributes: unknown; registeredOn: string; commandId: string }[]): Promise<void> {
  await tx.run(sql`insert into parties.party (id, kind, unit_path, public_name, credit_code, division_code, attributes, registered_on, command_id)
    select id, kind, unit_path, public_name, credit_code, division_code, attributes::jsonb, registered_on, command_id from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.unitPath)}::text[], ${rows.map((r) => r.publicName)}::text[],
      ${rows.map((r) => r.creditCode)}::text[], ${rows.map((r) => r.divisionCode)}::text[], ${rows.map((r) => JSON.stringify(r.attributes))}::text[], ${rows.map((r) => r.registeredOn)}::date[], ${rows.map((r) => r.commandId)}::uuid[])
      u(id, kind, unit_path, public_name, credit_code, division_code, attributes, registered_on, command_id)`);
}

export async function insertRelations(tx: Tx, rows: readonly { from: string; to: string | null; staffId: string | null; kind: string; since: string; commandId: string }[]): Promise<void> {
  await tx.run(sql`insert into parties.relation (from_party_id, to_party_id, staff_id, kind, since, command_id)
    select * from unnest(${rows.map((r) => r.from)}::uuid[], ${rows.map((r) => r.to)}::uuid[], ${rows.map((r) => r.staffId)}::uuid[], ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.since)}::date[], ${rows.map((r) => r.commandId)}::uuid[]) on conflict do nothing`);
}

export async function loadParties(reader: Reader, ids: readonly string[]): Promise<Map<string, { id: string; kind: PartyRow['kind']; unitPath: string }>> {
  const rows = await reader.rows<{ id: string; kind: PartyRow['kind']; unitPath: string }>(sql`select id, kind, unit_path as "unitPath" from parties.party where id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Unseals the rows' personal fields. A person whose key was dropped reads as erased. */
export async function openParties(reader: Reader, sealer: Sealer, rows: readonly PartyRow[]) {
  const keys = await sealer.keysOf(reader, rows.filter((row) => row.kind === 'person').map((row) => subjectOf(row.id)));
  return rows.map((row) => {
    const key = keys.get(subjectOf(row.id));
    const open = (sealed: Buffer | null) => (sealed && key ? unseal(key, sealed, subjectOf(row.id)).toString() : null);
    return { ...row, name: row.publicName ?? open(row.nameSealed) ?? '（已删除）', idNumber: open(row.idNumberSealed), mobile: open(row.mobileSealed), address: open(row.addressSealed), erased: row.kind === 'person' && !key };
  });
}

/** Names by party id; a household is called after its head. */
export async function namesOf(reader: Reader, sealer: Sealer, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.rows<PartyRow & { asked: string }>(sql`select asked.id as asked, ${partyColumns} from unnest(${[...new Set(ids)]}::uuid[]) asked(id)
    left join parties.relation r on r.to_party_id = asked.id and r.kind = 'head_of' join parties.party p on p.id = coalesce(r.from_party_id, asked.id)`);
  const opened = await openParties(reader, sealer, rows);
  return new Map(opened.map((row, index) => [rows[index]!.asked, row.name]));
}

/** Personal details for documents and decisions, by person id. */
export async function personsOf(reader: Reader, sealer: Sealer, ids: readonly string[]) {
  const rows = await reader.rows<PartyRow>(sql`select ${partyColumns} from parties.party p where p.id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map((await openParties(reader, sealer, rows)).map((row) => [row.id, row]));
}
