import { z } from 'zod';
import { businessRoles, command, date, id, list, query, refusals, staffRoles, text } from '#declare';
import { organisationRefusals } from './errors.ts';

export const units = list({
  name: 'organisation.units', summary: { zh: '机构', en: 'Units' }, roles: staffRoles, filters: { parent: z.string().max(200).optional() },
  item: z.object({ id: id(), code: z.string(), path: z.string(), nameZh: z.string(), nameEn: z.string(), kind: z.string(), tier: z.int() }), sorts: ['path', 'tier'],
});

export const declarations = list({
  name: 'organisation.declarations', summary: { zh: '灾害与停业公告', en: 'Declarations' }, roles: businessRoles, filters: {},
  item: z.object({ id: id(), kind: z.string(), title: z.string(), unitPath: z.string(), declaredOn: date(), validUntil: date().nullable(), source: z.string() }), sorts: ['declaredOn'],
});

export const businessDay = query({
  name: 'organisation.businessDay', summary: { zh: '营业日', en: 'Business day' }, roles: staffRoles, input: z.strictObject({}),
  output: z.object({ businessDate: date(), simulated: z.boolean() }),
});

export const daySteps = list({
  name: 'organisation.daySteps', summary: { zh: '日终步骤', en: 'Steps of the turn of the day' }, roles: staffRoles, filters: { businessDate: date().optional() },
  item: z.object({ id: z.string(), unitPath: z.string(), unitNameZh: z.string(), businessDate: date(), step: z.string(), affected: z.int(), doneAt: z.date() }), sorts: ['doneAt', 'businessDate', 'unitPath'],
});

export const declareEvent = command({
  name: 'organisation.declareEvent', summary: { zh: '登记灾害公告', en: 'Record a declared disaster' }, roles: ['head_of_unit'],
  input: z.strictObject({ kind: z.enum(['drought', 'flood', 'epidemic', 'outlet_closure']), title: text(120), unitPath: text(200), declaredOn: date(), validUntil: date().optional(), source: text(300) }),
  output: z.object({ declarationId: id() }),
  refusals: refusals(organisationRefusals, 'unit_not_found', 'ends_before_it_begins'),
  reversedBy: { never: { zh: '公告是事实；以新的公告更正', en: 'A declaration is a fact; a new one corrects it' } },
});

export const advanceDay = command({
  name: 'organisation.advanceDay', summary: { zh: '切换营业日', en: 'Move the business day' }, roles: ['system_administrator'],
  input: z.strictObject({ unitPath: text(200), to: date() }), output: z.object({ businessDate: date(), units: z.int() }),
  refusals: refusals(organisationRefusals, 'unit_not_found', 'not_a_simulation', 'date_moves_back'),
  reversedBy: { never: { zh: '营业日只能向前', en: 'The business day only moves forward' } },
});

export const contract = { units, declarations, businessDay, daySteps, declareEvent, advanceDay };
