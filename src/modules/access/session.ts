// Sign-in: scrypt, lock-out, sessions that end at once when revoked. Not a command: a password never enters the command log.
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Channel, Role } from '#declare';
import { newId } from '#kernel';
import { sql, type Caller, type Db, type Principal, type Reader } from '#platform';

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number, options: object) => Promise<Buffer>;
const cost = { N: 16384, r: 8, p: 1 };
const tokenHash = (token: string) => createHash('sha256').update(token).digest();

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${cost.N}$${salt.toString('base64')}$${(await derive(password, salt, 32, cost)).toString('base64')}`;
}
async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  // An unknown user costs the same time as a wrong password.
  const [, n = String(cost.N), salt = '', hash = ''] = (stored ?? `scrypt$${cost.N}$AAAAAAAAAAAAAAAAAAAAAA==$`).split('$');
  const found = await derive(password, Buffer.from(salt, 'base64'), 32, { ...cost, N: Number(n) });
  const expected = Buffer.from(hash, 'base64');
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** After this many wrong passwords in a row the user waits. */
export const lockOut = { failures: 5, minutes: 15 };
const sessionHours = 10;

export type SignIn = { readonly login: string; readonly password: string } | { readonly cardOf: string };
export type SignInResult = { readonly ok: true; readonly token: string; readonly expiresAt: Date } | { readonly ok: false; readonly code: 'wrong_login' | 'locked' | 'no_cards' };

/** Checks the credential and opens a session on `channel`; every attempt is audited. */
export async function signIn(db: Db, credential: SignIn, at: { now: Date; channel: Channel; address: string; userAgent: string }): Promise<SignInResult> {
  const event = (kind: string, principalId: string | null, detail: object) => db.run(sql`insert into commands.audit_event (id, kind, principal_id, detail) values (${newId()}, ${kind}, ${principalId}, ${JSON.stringify({ ...detail, address: at.address })}::jsonb)`);
  type Row = { id: string; password_hash: string | null; status: string; failed_count: number; locked_until: Date | null; card_hint: unknown; demo: boolean };
  const found = await db.maybe<Row>(sql`
    select id, password_hash, status, failed_count, locked_until, card_hint, exists (select 1 from platform.setting where name = 'demo' and value = 'true') as demo
    from access.principal where realm <> 'system' and ${'login' in credential ? sql`login = ${credential.login}` : sql`id = ${credential.cardOf}::uuid`}`);
  if ('cardOf' in credential) {
    if (!found?.demo || found.card_hint === null || found.status !== 'active') return { ok: false, code: 'no_cards' };
  } else {
    if (found?.locked_until && found.locked_until > at.now) {
      await event('sign_in_refused', found.id, { reason: 'locked' });
      return { ok: false, code: 'locked' };
    }
    const fits = await passwordFits(credential.password, found?.password_hash ?? null);
    if (!found || !fits || found.status !== 'active') {
      if (found) await db.run(sql`update access.principal set failed_count = failed_count + 1,
        locked_until = case when (failed_count + 1) % ${lockOut.failures} = 0 then ${new Date(at.now.getTime() + lockOut.minutes * 60_000)}::timestamptz else locked_until end where id = ${found.id}`);
      await event('sign_in_refused', found?.id ?? null, { reason: 'wrong_login' });
      return { ok: false, code: 'wrong_login' };
    }
    // Asked again with the write: of many attempts sent at once, the right one does not slip in beside those that locked the user.
    const free = await db.run(sql`update access.principal set failed_count = 0, locked_until = null where id = ${found.id} and (locked_until is null or locked_until <= ${at.now})`);
    if (free === 0) {
      await event('sign_in_refused', found.id, { reason: 'locked' });
      return { ok: false, code: 'locked' };
    }
  }
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(at.now.getTime() + sessionHours * 3_600_000);
  await db.run(sql`insert into access.session (token_hash, id, principal_id, channel, created_at, expires_at, address, user_agent)
    values (${tokenHash(token)}, ${newId()}, ${found!.id}, ${at.channel}, ${at.now}, ${expiresAt}, ${at.address}, ${at.userAgent.slice(0, 200)})`);
  await event('signed_in', found!.id, { channel: at.channel });
  return { ok: true, token, expiresAt };
}

export async function signOut(db: Db, token: string, now: Date): Promise<void> {
  await db.run(sql`update access.session set revoked_at = ${now} where token_hash = ${tokenHash(token)} and revoked_at is null`);
}

type PrincipalRow = { id: string; realm: Principal['realm']; name: string; party_id: string | null; staff_id: string | null; grants: { role: Role; unitPath: string }[] | null };
const principalColumns = sql`p.id, p.realm, p.name, p.party_id, p.staff_id,
  (select json_agg(json_build_object('role', g.role, 'unitPath', g.unit_path)) from access.role_grant g where g.principal_id = p.id and g.valid_from <= clock_timestamp() and (g.valid_until is null or g.valid_until > clock_timestamp())) as grants`;
const toPrincipal = (row: PrincipalRow, sessionId: string | null): Principal => ({ id: row.id, realm: row.realm, name: row.name, grants: row.grants ?? [], partyId: row.party_id, staffId: row.staff_id, sessionId });

/** Who a token belongs to, with today's grants: one read by index. Channel comes from the session, never from the request. */
export async function authenticate(reader: Reader, token: string): Promise<Caller | undefined> {
  const row = await reader.maybe<PrincipalRow & { session_id: string; channel: Channel }>(sql`
    select s.id as session_id, s.channel, ${principalColumns} from access.session s join access.principal p on p.id = s.principal_id
    where s.token_hash = ${tokenHash(token)} and s.revoked_at is null and s.expires_at > clock_timestamp() and p.status = 'active'`);
  return row && { principal: toPrincipal(row, row.session_id), channel: row.channel, sessionId: row.session_id };
}

/** A principal with today's grants; undefined where it is unknown or disabled. */
export async function principalOf(reader: Reader, id: string): Promise<Principal | undefined> {
  const row = await reader.maybe<PrincipalRow>(sql`select ${principalColumns} from access.principal p where p.id = ${id} and p.status = 'active'`);
  return row && toPrincipal(row, null);
}

/** The house itself, for jobs. */
export const systemPrincipal: Principal = { id: '00000000-0000-8000-8000-000000000001', realm: 'system', name: '系统', grants: [], partyId: null, staffId: null, sessionId: null };
