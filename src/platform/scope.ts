// Who sees what: one predicate for lists, counts and exports.
import type { Role } from '#declare';
import { sql, type Sql } from './sql.ts';

/** One role on one unit and all below it. */
export type Grant = { readonly role: Role; readonly unitPath: string };

/** The person behind a call, read from the credential on every request so that a revoked grant ends at once. */
export type Principal = {
  readonly id: string;
  readonly realm: 'staff' | 'customer' | 'system';
  readonly name: string;
  readonly grants: readonly Grant[];
  /** A customer's own party. */
  readonly partyId: string | null;
  readonly staffId: string | null;
  readonly sessionId: string | null;
};

/** What a caller may see with the roles a declaration asks for: unit paths, or one party's own rows. */
export type Scope = { readonly paths: readonly string[]; readonly partyId: string | null };

/** Everything below the root: for the house's own jobs. */
export const wholeBank: Scope = { paths: [''], partyId: null };

/** The scope of a principal under the given roles; undefined where none of them is held. */
export function scopeOf(principal: Principal, allowed: readonly Role[]): Scope | undefined {
  if (principal.realm === 'system') return wholeBank;
  const held = principal.grants.filter((grant) => allowed.includes(grant.role));
  if (held.length === 0) return undefined;
  const paths = held.filter((grant) => grant.role !== 'customer').map((grant) => grant.unitPath);
  return { paths, partyId: held.some((grant) => grant.role === 'customer') ? principal.partyId : null };
}

/** Whether a loaded target lies inside a scope. */
export function inScope(scope: Scope, target: { unitPath?: string | null; partyId?: string | null }): boolean {
  if (target.unitPath != null && scope.paths.some((path) => target.unitPath!.startsWith(path))) return true;
  return scope.partyId != null && target.partyId === scope.partyId;
}

/** SQL: the row's unit path lies in scope, or the row belongs to the caller's own party. */
export function visible(scope: Scope, unitPath: Sql, partyId: Sql = sql`null::uuid`): Sql {
  return sql`(${unitPath} ^@ any(${scope.paths as string[]}::text[]) or ${partyId} = ${scope.partyId}::uuid)`;
}
