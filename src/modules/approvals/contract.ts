import { z } from 'zod';
import { businessRoles, command, date, id, list, query, refusals, text, type Role } from '#declare';
import { approvalRefusals } from './errors.ts';

const deciders: readonly Role[] = [...businessRoles, 'security_administrator', 'audit_administrator'];
const status = z.enum(['awaiting_approval', 'approved', 'done', 'rejected', 'withdrawn']);
const facts = z.record(z.string(), z.unknown());
const step = z.object({ ordinal: z.int(), role: z.string(), unitPath: z.string(), decision: z.enum(['approved', 'rejected']).nullable(), decidedByName: z.string().nullable(), comment: z.string().nullable(), decidedAt: z.date().nullable() });

export const batches = list({
  name: 'approvals.batches', summary: { zh: '审批事项', en: 'Approvals' }, roles: deciders, filters: { status: status.optional(), mine: z.enum(['to_decide', 'made']).optional() },
  item: z.object({ id: id(), commandName: z.string(), title: z.string(), status, makerName: z.string(), unitPath: z.string(), createdAt: z.date(), closedAt: z.date().nullable(), rows: z.int(), nextRole: z.string().nullable(), stepsDone: z.int(), steps: z.int() }),
  sorts: ['createdAt', 'title'],
});

export const batch = query({
  name: 'approvals.batch', summary: { zh: '审批详情', en: 'One approval' }, roles: deciders, input: z.strictObject({ batchId: id() }),
  output: z.object({
    id: id(), commandName: z.string(), title: z.string(), status, makerName: z.string(), unitPath: z.string(), seenHash: z.string(), createdAt: z.date(), closedAt: z.date().nullable(), summary: facts,
    items: z.array(z.object({ ordinal: z.int(), facts, status: z.enum(['waiting', 'struck', 'succeeded', 'refused']), struckByName: z.string().nullable(), strikeReason: z.string().nullable(), commandId: id().nullable(), refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable() })),
    steps: z.array(step),
    /** Why the caller may not decide now; null where they may. */
    blocked: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  }),
  refusals: refusals(approvalRefusals, 'batch_not_found'),
});

export const decideBatch = command({
  name: 'approvals.decide', summary: { zh: '审批', en: 'Decide' }, roles: deciders, channels: ['console', 'phone', 'doorstep', 'api'],
  input: z.strictObject({ batchId: id(), seenHash: z.string().length(64), decision: z.enum(['approved', 'rejected']), comment: text(500).optional(), strikes: z.array(z.strictObject({ ordinal: z.int(), reason: text(200) })).max(10_000).default([]) }),
  output: z.object({ status }),
  refusals: refusals(approvalRefusals, 'batch_not_found', 'already_decided', 'maker_may_not_approve', 'decided_before', 'not_your_step', 'facts_changed', 'unknown_row'),
  reversedBy: { never: { zh: '审批意见不可撤销；业务本身按其冲正办法处理', en: 'A decision stands; the effect is reversed as its command says' } },
});

export const withdrawBatch = command({
  name: 'approvals.withdraw', summary: { zh: '撤回', en: 'Take back' }, roles: deciders, input: z.strictObject({ batchId: id() }), output: z.object({ status }),
  refusals: refusals(approvalRefusals, 'batch_not_found', 'already_decided', 'not_the_maker'), reversedBy: { never: { zh: '可重新提交', en: 'It can be submitted again' } },
});

/** The audit trail: who did what, when, through which channel, with what outcome. */
export const commands = list({
  name: 'approvals.commands', summary: { zh: '指令日志', en: 'Command log' }, roles: [...businessRoles, 'audit_administrator'],
  filters: { name: z.string().max(80).optional(), principalId: id().optional(), commandId: id().optional(), batchId: id().optional(), text: z.string().max(80).optional() },
  item: z.object({ id: id(), name: z.string(), principalName: z.string(), approvedBy: z.array(z.string()), channel: z.string(), unitPath: z.string().nullable(), businessDate: date(), status: z.string(), refusalCode: z.string().nullable(), batchId: id().nullable(), recordedAt: z.date() }),
  sorts: ['recordedAt', 'name'],
});

export const commandDetail = query({
  name: 'approvals.command', summary: { zh: '一条指令', en: 'One command: person, device, content, outcome' }, roles: [...businessRoles, 'audit_administrator'], input: z.strictObject({ commandId: id() }),
  output: z.object({
    id: id(), name: z.string(), summary: z.object({ zh: z.string(), en: z.string() }), principalId: id(), principalName: z.string(), approvedBy: z.array(z.string()), channel: z.string(), address: z.string().nullable(), businessDate: date(),
    status: z.string(), payload: z.unknown(), outcome: z.unknown(), batchId: id().nullable(), receivedAt: z.date(), recordedAt: z.date(),
  }),
  refusals: refusals(approvalRefusals, 'command_not_found'),
});

export const contract = { batches, batch, decideBatch, withdrawBatch, commands, commandDetail };
