import { newId } from '#kernel';
import type { Role } from '#declare';
import { sql, type Tx } from '#platform';
import { hashPassword } from './session.ts';

export type NewPrincipal = { readonly id: string; readonly realm: 'staff' | 'customer'; readonly login: string; readonly name: string; readonly password: string | null; readonly staffId: string | null; readonly partyId: string | null; readonly unitPath: string | null; readonly card: { zh: string; en: string; order: number } | null; readonly grants: readonly { role: Role; unitPath: string }[] };

/** Users made when a bank is set up; afterwards they come by command. */
export async function createPrincipals(tx: Tx, people: readonly NewPrincipal[], now: Date): Promise<void> {
  for (const person of people) {
    await tx.run(sql`insert into access.principal (id, realm, login, name, password_hash, staff_id, party_id, unit_path, card_hint)
      values (${person.id}, ${person.realm}, ${person.login}, ${person.name}, ${person.password === null ? null : await hashPassword(person.password)}, ${person.staffId}, ${person.partyId}, ${person.unitPath}, ${person.card === null ? null : JSON.stringify(person.card)}::jsonb)`);
    for (const grant of person.grants) await tx.run(sql`insert into access.role_grant (id, principal_id, role, unit_path, valid_from) values (${newId()}, ${person.id}, ${grant.role}, ${grant.unitPath}, ${now})`);
  }
}
