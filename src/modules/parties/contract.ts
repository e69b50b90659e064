import { z } from 'zod';
import { businessRoles, command, date, id, list, pii, query, refusals, text, type Role } from '#declare';
import { partyRefusals } from './errors.ts';

const registrars: readonly Role[] = ['customer_manager', 'investigator', 'teller', 'head_of_unit'];
const noReversal = { never: { zh: '登记错误以变更登记更正', en: 'A mistake is corrected by a change' } };

export const registerPerson = command({
  name: 'parties.registerPerson', summary: { zh: '个人客户建档', en: 'Register a person' }, roles: registrars,
  input: z.strictObject({
    unitPath: text(200), name: pii(text(60), 'name'), idNumber: pii(text(18), 'id_number'), mobile: pii(text(20), 'mobile'), address: pii(text(200), 'address'),
    attributes: z.strictObject({ povertyRelieved: z.boolean().default(false), monitored: z.boolean().default(false) }).default({ povertyRelieved: false, monitored: false }),
  }),
  output: z.object({ partyId: id() }), refusals: refusals(partyRefusals, 'unit_not_found', 'id_number_invalid', 'mobile_invalid', 'already_registered'), reversedBy: noReversal,
});

export const registerFirm = command({
  name: 'parties.registerFirm', summary: { zh: '企业与商户建档', en: 'Register a firm' }, roles: registrars,
  input: z.strictObject({ unitPath: text(200), name: text(100), creditCode: text(18), overrideReason: text(200).optional(), trade: text(60) }),
  output: z.object({ partyId: id() }), refusals: refusals(partyRefusals, 'unit_not_found', 'credit_code_invalid', 'already_registered'), reversedBy: noReversal,
});

export const registerVillage = command({
  name: 'parties.registerVillage', summary: { zh: '登记村', en: 'Register a village' }, roles: registrars,
  input: z.strictObject({ unitPath: text(200), name: text(60), divisionCode: z.string().regex(/^\d{12}$/) }),
  output: z.object({ partyId: id() }), refusals: refusals(partyRefusals, 'unit_not_found', 'already_registered'), reversedBy: noReversal,
});

export const registerHousehold = command({
  name: 'parties.registerHousehold', summary: { zh: '农户建户', en: 'Register a household' }, roles: registrars,
  input: z.strictObject({ villageId: id(), headId: id(), memberIds: z.array(id()).max(20).default([]) }),
  output: z.object({ partyId: id() }), refusals: refusals(partyRefusals, 'village_not_found', 'person_not_found', 'already_in_a_household'), reversedBy: noReversal,
});

export const relateToStaff = command({
  name: 'parties.relateToStaff', summary: { zh: '登记与员工的亲属关系', en: 'Record a relation to staff' }, roles: registrars,
  input: z.strictObject({ personId: id(), staffId: id() }), output: z.object({ partyId: id() }), refusals: refusals(partyRefusals, 'person_not_found', 'staff_not_found'), reversedBy: noReversal,
});

const person = z.object({ id: id(), kind: z.string(), name: pii(z.string(), 'name'), idNumber: pii(z.string(), 'id_number').nullable(), mobile: pii(z.string(), 'mobile').nullable(), unitPath: z.string(), registeredOn: date(), attributes: z.record(z.string(), z.unknown()) });

export const parties = list({
  name: 'parties.parties', summary: { zh: '客户', en: 'Parties' }, roles: businessRoles,
  filters: { kind: z.enum(['person', 'household', 'village', 'firm']).optional(), name: z.string().max(100).optional(), idNumber: z.string().max(18).optional(), mobile: z.string().max(20).optional() }, item: person, sorts: ['registeredOn', 'kind'],
});

export const party = query({
  name: 'parties.party', summary: { zh: '客户详情', en: 'One party' }, roles: businessRoles, input: z.strictObject({ partyId: id() }),
  output: z.object({ ...person.shape, address: pii(z.string(), 'address').nullable(), creditCode: z.string().nullable(), relations: z.array(z.object({ kind: z.string(), partyId: id(), name: pii(z.string(), 'name'), direction: z.enum(['to', 'from']) })) }),
  refusals: refusals(partyRefusals, 'party_not_found'),
});

export const reveal = query({
  name: 'parties.reveal', summary: { zh: '查看完整号码（留痕）', en: 'Reveal a masked field, with a reason, on record' }, roles: registrars,
  input: z.strictObject({ partyId: id(), field: z.enum(['idNumber', 'mobile']), reason: z.string().trim().min(4).max(200) }), output: z.object({ value: z.string() }),
  refusals: refusals(partyRefusals, 'party_not_found', 'erased'),
});

export const contract = { registerPerson, registerFirm, registerVillage, registerHousehold, relateToStaff, parties, party, reveal };
