// The session as a resource: POST signs in, DELETE signs out, GET tells who you are and what you may do.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { scopeOf, sessionCookie, sql, type Db, type HttpTools, type Registry } from '#platform';
import { signIn, signOut, type SignInResult } from './session.ts';

const words = {
  wrong_login: { status: 403, zh: '用户名或密码不正确。', en: 'The user name or password is not right.' },
  locked: { status: 423, zh: '连续输错五次，已锁定十五分钟；可联系安全管理员。', en: 'Five wrong passwords: locked for fifteen minutes.' },
  no_cards: { status: 403, zh: '只有演示环境可以用角色卡登录。', en: 'Only a demo bank signs in by card.' },
} as const;
const passwordBody = z.strictObject({ login: z.string().min(1).max(60), password: z.string().min(1).max(200), channel: z.enum(['console', 'api']).default('console') });
const cardBody = z.strictObject({ cardOf: z.uuid(), channel: z.enum(['console', 'api']).default('console') });

export function sessionRoutes(parts: { db: Db; registry: () => Registry; now: () => Date; secure: boolean }) {
  return (app: FastifyInstance, http: HttpTools) => {
    app.post('/api/session', { config: { rateLimit: { max: 600, timeWindow: '1 minute' } } }, async (request, reply) => {
      const card = cardBody.safeParse(request.body);
      const password = card.success ? undefined : passwordBody.safeParse(request.body);
      if (!card.success && !password!.success) return http.sendProblem(request, reply, { code: 'invalid_input', detail: { login: 'login and password, or a demo card' } });
      const credential = card.success ? card.data : password!.data!;
      const result: SignInResult = await signIn(parts.db, credential, { now: parts.now(), channel: credential.channel, address: request.ip, userAgent: request.headers['user-agent'] ?? '' });
      if (!result.ok) return http.sendProblem(request, reply, { code: result.code }, words);
      // A program keeps the token itself; a browser never sees it.
      if (credential.channel === 'api') return { token: result.token, expiresAt: result.expiresAt };
      return reply.setCookie(sessionCookie, result.token, { path: '/', httpOnly: true, sameSite: 'strict', secure: parts.secure, expires: result.expiresAt }).send({ expiresAt: result.expiresAt });
    });
    app.delete('/api/session', async (request, reply) => {
      const token = request.headers.authorization?.match(/^Bearer (\S+)$/)?.[1] ?? request.cookies[sessionCookie];
      if (token) await signOut(parts.db, token, parts.now());
      return reply.clearCookie(sessionCookie, { path: '/' }).code(204).send();
    });
    app.get('/api/session', async (request, reply) => {
      const who = await http.caller(request);
      if (!who) return http.sendProblem(request, reply, { code: 'not_signed_in' });
      const { principal } = who;
      const unit = await parts.db.maybe(sql`select u.path, u.name_zh as "nameZh", u.name_en as "nameEn" from access.principal p join organisation.units u on u.path = p.unit_path where p.id = ${principal.id}`);
      return reply.header('cache-control', 'no-store').send({
        id: principal.id, name: principal.name, realm: principal.realm, partyId: principal.partyId, grants: principal.grants, channel: who.channel, unit: unit ?? null,
        services: parts.registry().all.filter(({ declaration }) => declaration.open || scopeOf(principal, declaration.roles)).map(({ declaration }) => declaration.name),
      });
    });
    // What the sign-in page shows before anyone has signed in.
    app.get('/api/bank', async () => {
      const settings = new Map((await parts.db.rows<{ name: string; value: unknown }>(sql`select name, value from platform.setting where name in ('bank_name', 'demo', 'clock')`)).map((row) => [row.name, row.value]));
      const demo = settings.get('demo') === true;
      const cards = demo ? await parts.db.rows(sql`select p.id as "principalId", p.name, p.login, u.name_zh as "unitZh", u.name_en as "unitEn", p.card_hint as hint, (select json_agg(g.role) from access.role_grant g where g.principal_id = p.id) as roles
        from access.principal p left join organisation.units u on u.path = p.unit_path where p.card_hint is not null and p.status = 'active' order by (p.card_hint->>'order')::int`) : [];
      const day = await parts.db.maybe<{ business_date: string }>(sql`select business_date from organisation.business_days order by length(unit_path) limit 1`);
      return { bankName: settings.get('bank_name') ?? { zh: '工笔', en: 'Gongbi' }, demo, simulatedClock: settings.get('clock') === 'simulated', businessDate: day?.business_date ?? null, cards };
    });
  };
}
