import { businessRoles, type Role } from '#declare';
import { refuse, succeed, type Outcome } from '#kernel';
import { answers, deriveId, handles, page, sql, visible, type Tx } from '#platform';
import * as contract from './contract.ts';
import { separated } from './rules.ts';

type Target = { id: string; unit_path: string; roles: Role[] };
/** Principals by id, with the roles they hold now. */
async function loadPrincipals(tx: Tx, ids: readonly string[]): Promise<Map<string, Target>> {
  const rows = await tx.rows<Target>(sql`select p.id, p.unit_path, coalesce((select array_agg(g.role) from access.role_grant g where g.principal_id = p.id and (g.valid_until is null or g.valid_until > clock_timestamp())), '{}') as roles
    from access.principal p where p.id = any(${ids as string[]}::uuid[]) and p.realm = 'staff'`);
  return new Map(rows.map((row) => [row.id, row]));
}
async function loadGrants(tx: Tx, ids: readonly string[]): Promise<Map<string, { unit_path: string }>> {
  const rows = await tx.rows<{ id: string; unit_path: string }>(sql`select id, unit_path from access.role_grant where id = any(${ids as string[]}::uuid[]) and (valid_until is null or valid_until > clock_timestamp())`);
  return new Map(rows.map((row) => [row.id, row]));
}
const insertGrant = (tx: Tx, grant: { id: string; principalId: string; role: string; unitPath: string; from: Date; until: Date | null; delegatedBy: string | null; commandId: string }) =>
  tx.run(sql`insert into access.role_grant (id, principal_id, role, unit_path, valid_from, valid_until, delegated_by, command_id)
    values (${grant.id}, ${grant.principalId}, ${grant.role}, ${grant.unitPath}, ${grant.from}, ${grant.until}, ${grant.delegatedBy}, ${grant.commandId})`);

export const accessServices = [
  answers(contract.principals, async (reader, input, scope) => succeed(await page<never>(reader, sql`
    select p.id, p.login, p.name, p.unit_path as "unitPath", p.status, p.locked_until as "lockedUntil",
      coalesce((select json_agg(json_build_object('id', g.id, 'role', g.role, 'unitPath', g.unit_path, 'validUntil', g.valid_until, 'delegatedBy', d.name) order by g.role) from access.role_grant g left join access.principal d on d.id = g.delegated_by
        where g.principal_id = p.id and (g.valid_until is null or g.valid_until > clock_timestamp())), '[]') as grants
    from access.principal p where p.realm = 'staff' and ${visible(scope, sql`p.unit_path`)} and (${input.search ?? null}::text is null or p.name ilike '%' || ${input.search ?? null} || '%' or p.login ilike '%' || ${input.search ?? null} || '%')`,
    input, { name: 'text', login: 'text' }))),

  // Staff below the caller's units, and above them up to the sub-branch: whom one works with, and nobody of another sub-branch.
  answers(contract.colleagues, async (reader, input, scope) => succeed(await page<never>(reader, sql`
    select p.id, p.name, p.unit_path as "unitPath", held.roles
    from access.principal p cross join lateral (select array_agg(distinct g.role order by g.role) as roles from access.current_grants g where g.principal_id = p.id) held
    where p.realm = 'staff' and p.status = 'active' and p.unit_path is not null and held.roles && ${businessRoles as string[]}::text[]
      and (${visible(scope, sql`p.unit_path`)} or exists (select 1 from unnest(${scope.paths as string[]}::text[]) own (path) where own.path ^@ p.unit_path
        and exists (select 1 from organisation.units s where s.kind = 'sub_branch' and p.unit_path ^@ s.path)))
      and (${input.role ?? null}::text is null or ${input.role ?? null}::text = any(held.roles))`, input, { name: 'text', unitPath: 'text' }))),

  handles(contract.grantRole, {
    scope: async (_tx, inputs) => inputs.map((input) => ({ unitPath: input.unitPath })),
    async approval(tx, items) {
      const people = await loadPrincipals(tx, items.map((item) => item.input.principalId));
      // What cannot succeed does not trouble a second person.
      if (items.every((item) => !people.has(item.input.principalId))) return undefined;
      return {
        title: `授予岗位 ${items.map((item) => item.input.role).join('、')}`, unitPath: items[0]!.input.unitPath,
        steps: [{ role: 'audit_administrator', unitPath: items[0]!.input.unitPath }],
        facts: { summary: { count: items.length }, items: items.map(({ input }) => ({ principalId: input.principalId, role: input.role, unitPath: input.unitPath, holds: people.get(input.principalId)?.roles ?? [] })) },
      };
    },
    async handle(tx, items) {
      const people = await loadPrincipals(tx, items.map((item) => item.input.principalId));
      const units = new Set((await tx.rows<{ path: string }>(sql`select path from organisation.units where path = any(${items.map((item) => item.input.unitPath)}::text[])`)).map((row) => row.path));
      const outcomes = items.map(({ input, principal, commandId }): Outcome<{ grantId: string }> => {
        const person = people.get(input.principalId);
        if (!person) return refuse('principal_not_found');
        if (principal.id === input.principalId) return refuse('own_authority');
        if (!units.has(input.unitPath)) return refuse('unit_not_found');
        if (!separated([...person.roles, input.role])) return refuse('administrators_are_apart');
        return succeed({ grantId: deriveId(commandId, 'grant') });
      });
      for (const [index, { input, commandId, now }] of items.entries()) {
        const outcome = outcomes[index]!;
        if (outcome.ok) await insertGrant(tx, { id: outcome.value.grantId, principalId: input.principalId, role: input.role, unitPath: input.unitPath, from: now, until: null, delegatedBy: null, commandId });
      }
      return outcomes;
    },
  }),

  handles(contract.endGrant, {
    async scope(tx, inputs) {
      const grants = await loadGrants(tx, inputs.map((input) => input.grantId));
      return inputs.map((input) => { const found = grants.get(input.grantId); return found ? { unitPath: found.unit_path } : null; });
    },
    async handle(tx, items) {
      const grants = await loadGrants(tx, items.map((item) => item.input.grantId));
      const outcomes = items.map(({ input }): Outcome<{ grantId: string }> => (grants.has(input.grantId) ? succeed({ grantId: input.grantId }) : refuse('grant_not_found')));
      await tx.run(sql`update access.role_grant set valid_until = clock_timestamp() where id = any(${items.filter((_, index) => outcomes[index]!.ok).map((item) => item.input.grantId)}::uuid[])`);
      return outcomes;
    },
  }),

  handles(contract.delegate, {
    scope: async (_tx, inputs) => inputs.map((input) => ({ unitPath: input.unitPath })),
    async handle(tx, items) {
      const people = await loadPrincipals(tx, items.map((item) => item.input.toPrincipalId));
      const own = await tx.rows<{ principal_id: string; role: string; unit_path: string }>(sql`select principal_id, role, unit_path from access.role_grant where principal_id = any(${items.map((item) => item.principal.id)}::uuid[]) and delegated_by is null and (valid_until is null or valid_until > clock_timestamp())`);
      const outcomes = items.map(({ input, principal, commandId }): Outcome<{ grantId: string }> => {
        const person = people.get(input.toPrincipalId);
        if (!person) return refuse('principal_not_found');
        if (principal.id === input.toPrincipalId) return refuse('own_authority');
        // Only what was granted to them outright: a delegation passed on would have no end.
        if (!own.some((grant) => grant.principal_id === principal.id && grant.role === input.role && input.unitPath.startsWith(grant.unit_path))) return refuse('not_yours_to_delegate');
        if (!separated([...person.roles, input.role])) return refuse('administrators_are_apart');
        if (input.days > 30) return refuse('period_too_long');
        return succeed({ grantId: deriveId(commandId, 'grant') });
      });
      for (const [index, { input, commandId, now, principal }] of items.entries()) {
        const outcome = outcomes[index]!;
        if (outcome.ok) await insertGrant(tx, { id: outcome.value.grantId, principalId: input.toPrincipalId, role: input.role, unitPath: input.unitPath, from: now, until: new Date(now.getTime() + input.days * 86_400_000), delegatedBy: principal.id, commandId });
      }
      return outcomes;
    },
  }),

  handles(contract.endSessions, {
    async scope(tx, inputs) {
      const people = await loadPrincipals(tx, inputs.map((input) => input.principalId));
      return inputs.map((input) => { const found = people.get(input.principalId); return found ? { unitPath: found.unit_path } : null; });
    },
    async handle(tx, items) {
      const people = await loadPrincipals(tx, items.map((item) => item.input.principalId));
      const outcomes: Outcome<{ ended: number }>[] = [];
      for (const { input, now } of items) {
        if (!people.has(input.principalId)) outcomes.push(refuse('principal_not_found'));
        else outcomes.push(succeed({ ended: await tx.run(sql`update access.session set revoked_at = ${now} where principal_id = ${input.principalId} and revoked_at is null and expires_at > ${now}`) }));
      }
      return outcomes;
    },
  }),
];
