import { z } from 'zod';
import { businessRoles, command, id, list, refusals, roles, staffRoles, text, type Role } from '#declare';
import { accessRefusals } from './errors.ts';

const role = z.enum(Object.keys(roles) as [Role, ...Role[]]);

export const principals = list({
  name: 'access.principals', summary: { zh: '用户与授权', en: 'Users and their authority' }, roles: ['security_administrator', 'audit_administrator', 'head_of_unit', 'auditor'], filters: { search: z.string().max(40).optional() },
  item: z.object({ id: id(), login: z.string(), name: z.string(), unitPath: z.string().nullable(), status: z.string(), lockedUntil: z.date().nullable(), grants: z.array(z.object({ id: id(), role, unitPath: z.string(), validUntil: z.string().nullable(), delegatedBy: z.string().nullable() })) }),
  sorts: ['name', 'login'],
});

export const grantRole = command({
  name: 'access.grantRole', summary: { zh: '授予岗位', en: 'Grant a role' }, roles: ['security_administrator'],
  input: z.strictObject({ principalId: id(), role, unitPath: text(200) }), output: z.object({ grantId: id() }),
  refusals: refusals(accessRefusals, 'principal_not_found', 'own_authority', 'unit_not_found', 'administrators_are_apart'), reversedBy: 'access.endGrant',
  approval: { zh: '须审计管理员复核', en: 'The audit administrator agrees' },
});

export const endGrant = command({
  name: 'access.endGrant', summary: { zh: '收回岗位', en: 'End a role' }, roles: ['security_administrator'], input: z.strictObject({ grantId: id() }), output: z.object({ grantId: id() }),
  refusals: refusals(accessRefusals, 'grant_not_found'), reversedBy: 'access.grantRole',
});

export const delegate = command({
  name: 'access.delegate', summary: { zh: '转授权（请假）', en: 'Delegate while absent' }, roles: businessRoles,
  input: z.strictObject({ toPrincipalId: id(), role, unitPath: text(200), days: z.int().min(1).max(366) }), output: z.object({ grantId: id() }),
  refusals: refusals(accessRefusals, 'principal_not_found', 'own_authority', 'not_yours_to_delegate', 'administrators_are_apart', 'period_too_long'), reversedBy: 'access.endGrant',
});

export const endSessions = command({
  name: 'access.endSessions', summary: { zh: '强制下线', en: 'End all sessions of a user' }, roles: ['security_administrator'], input: z.strictObject({ principalId: id() }), output: z.object({ ended: z.int() }),
  refusals: refusals(accessRefusals, 'principal_not_found'), reversedBy: { never: { zh: '用户可重新登录', en: 'The user signs in again' } },
});

export const colleagues = list({
  name: 'access.colleagues', summary: { zh: '同事', en: 'Colleagues' }, roles: businessRoles, filters: { role: role.optional() },
  item: z.object({ id: id(), name: z.string(), unitPath: z.string(), roles: z.array(role) }), sorts: ['name', 'unitPath'],
});

export const contract = { principals, colleagues, grantRole, endGrant, delegate, endSessions };
export { staffRoles };
