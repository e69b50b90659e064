// Approval and batches: one mechanism. A batch holds the rows of one command, the facts its approvers were shown, and the steps of
// people who must agree. Once agreed, jobs run its rows as commands of their own: restartable, each with its own record.
import type { Command } from '#declare';
import { assert, must, type Refusal } from '#kernel';
import { canonicalJson, deriveId, sha256Hex, toJson } from '../ids.ts';
import type { Principal } from '../scope.ts';
import { seal, unseal, type Sealer } from '../sealing.ts';
import { sql, type Db, type Reader, type Tx } from '../sql.ts';
import { sealFields, unsealFields } from './fields.ts';
import type { ApprovalPlan, Item, Registry } from './registry.ts';
import type { Caller, Runner } from './runner.ts';
import { insertOutbox } from './sql.ts';

/** Raised when a stored payload's shape changes; a start migrates what still waits. */
export const payloadVersion = 1;
const subject = (batchId: string) => `command:${batchId}`;
/** What an approver approves: the rows and the facts, as one hash. */
export const seenHash = (facts: unknown, contentHashes: readonly string[]): string => sha256Hex(canonicalJson({ facts, contentHashes }));

const sealJson = (key: Buffer, value: unknown, context: string) => toJson({ $sealed: seal(key, Buffer.from(toJson(value)), context).toString('base64') });
function openJson<T>(key: Buffer | undefined, value: unknown, context: string): T | undefined {
  return key && JSON.parse(unseal(key, Buffer.from((value as { $sealed: string }).$sealed, 'base64'), context).toString());
}

/** Writes a batch that waits for its approvers. */
export async function openBatch(tx: Tx, sealer: Sealer, batch: {
  batchId: string; declaration: Command; title: string; plan: ApprovalPlan; caller: Caller; now: Date;
  rows: readonly { key: string; input: unknown; hash: string }[];
}): Promise<void> {
  const { batchId, declaration, plan, caller, rows } = batch;
  assert(plan.steps.length > 0 && plan.facts.items.length === rows.length, 'an approval plan has steps, and facts for every row');
  const key = must((await sealer.keysFor(tx, [subject(batchId)])).get(subject(batchId)), 'a batch has its data key');
  await tx.run(sql`insert into commands.batch (id, command_name, payload_version, title, maker_id, channel, session_id, unit_path, status, facts, seen_hash, created_at)
    values (${batchId}, ${declaration.name}, ${payloadVersion}, ${batch.title}, ${caller.principal.id}, ${caller.channel}, ${caller.sessionId}, ${plan.unitPath}, 'awaiting_approval',
      ${sealJson(key, plan.facts.summary, subject(batchId))}::jsonb, ${seenHash(JSON.parse(toJson(plan.facts)), rows.map((row) => row.hash))}, ${batch.now})`);
  await tx.run(sql`insert into commands.batch_item (batch_id, ordinal, idempotency_key, payload, content_hash, facts, status)
    select ${batchId}, ordinal, key, payload::jsonb, decode(hash, 'hex'), facts::jsonb, 'waiting'
    from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => toJson(sealFields(declaration.input, row.input, key, subject(batchId))))}::text[],
      ${rows.map((row) => row.hash)}::text[], ${plan.facts.items.map((item) => sealJson(key, item, subject(batchId)))}::text[]) with ordinality u(key, payload, hash, facts, ordinal)`);
  await tx.run(sql`insert into commands.approval_step (batch_id, ordinal, role, unit_path)
    select ${batchId}, ordinal, role, unit_path from unnest(${plan.steps.map((step) => step.role)}::text[], ${plan.steps.map((step) => step.unitPath)}::text[]) with ordinality u(role, unit_path, ordinal)`);
}

export type BatchItem = { ordinal: number; key: string; input: unknown; contentHash: string; facts: Record<string, unknown> | undefined; status: 'waiting' | 'struck' | 'succeeded' | 'refused'; struckBy: string | null; strikeReason: string | null; commandId: string | null; outcome: { refusal?: Refusal; value?: unknown } | null };
export type BatchStep = { ordinal: number; role: string; unitPath: string; decision: 'approved' | 'rejected' | null; decidedBy: string | null; comment: string | null; decidedAt: Date | null };
export type Batch = {
  id: string; commandName: string; title: string; makerId: string; unitPath: string; status: 'awaiting_approval' | 'approved' | 'done' | 'rejected' | 'withdrawn';
  summary: Record<string, unknown> | undefined; seenHash: string; createdAt: Date; closedAt: Date | null; channel: Caller['channel']; sessionId: string | null; items: BatchItem[]; steps: BatchStep[];
};

/** A batch with its rows and steps, facts unsealed; `lock` keeps other deciders out until the transaction ends. */
export async function loadBatch(reader: Reader, sealer: Sealer, batchId: string, lock = false): Promise<Batch | undefined> {
  type Row = Omit<Batch, 'items' | 'steps' | 'summary'> & { facts: unknown };
  const found = await reader.maybe<Row>(sql`select id, command_name as "commandName", title, maker_id as "makerId", unit_path as "unitPath", status, facts, seen_hash as "seenHash",
    created_at as "createdAt", closed_at as "closedAt", channel, session_id as "sessionId" from commands.batch where id = ${batchId} ${lock ? sql`for update` : sql``}`);
  if (!found) return undefined;
  const items = await reader.rows<Omit<BatchItem, 'input'> & { payload: unknown }>(sql`select ordinal, idempotency_key as key, payload, encode(content_hash, 'hex') as "contentHash", facts, status, struck_by as "struckBy",
    strike_reason as "strikeReason", command_id as "commandId", outcome from commands.batch_item where batch_id = ${batchId} order by ordinal`);
  const steps = await reader.rows<BatchStep>(sql`select ordinal, role, unit_path as "unitPath", decision, decided_by as "decidedBy", comment, decided_at as "decidedAt" from commands.approval_step where batch_id = ${batchId} order by ordinal`);
  const key = (await sealer.keysOf(reader, [subject(batchId)])).get(subject(batchId));
  const { facts, ...rest } = found;
  return {
    ...rest, summary: openJson(key, facts, subject(batchId)), steps,
    items: items.map(({ payload, facts: itemFacts, ...item }) => ({ ...item, input: unsealFields(payload, key, subject(batchId)), facts: openJson(key, itemFacts, subject(batchId)) })),
  };
}

export type Decision = { readonly batchId: string; readonly seenHash: string; readonly decision: 'approved' | 'rejected'; readonly comment: string | null; readonly strikes: readonly { ordinal: number; reason: string }[] };
export const decisionRefusals = ['batch_not_found', 'already_decided', 'maker_may_not_approve', 'decided_before', 'not_your_step', 'facts_changed', 'unknown_row'] as const;

/**
 * One person's decision on one step. Everything is checked again on the rows as they are now: where the facts moved since they were
 * shown, the decision is refused and the new facts are kept for the next look.
 */
export async function decide(tx: Tx, parts: { registry: Registry; sealer: Sealer; principalOf: (reader: Reader, id: string) => Promise<Principal | undefined> }, by: Principal, decision: Decision, item: { now: Date; businessDate: string }):
  Promise<{ ok: true; status: Batch['status'] } | { ok: false; code: (typeof decisionRefusals)[number] }> {
  const no = (code: (typeof decisionRefusals)[number]) => ({ ok: false as const, code });
  const batch = await loadBatch(tx, parts.sealer, decision.batchId, true);
  if (!batch) return no('batch_not_found');
  if (batch.status !== 'awaiting_approval') return no('already_decided');
  if (batch.makerId === by.id) return no('maker_may_not_approve');
  if (batch.steps.some((step) => step.decidedBy === by.id)) return no('decided_before');
  const step = must(batch.steps.find((candidate) => candidate.decision === null), 'a waiting batch has an open step');
  if (!by.grants.some((grant) => grant.role === step.role && step.unitPath.startsWith(grant.unitPath))) return no('not_your_step');

  const { declaration, handler } = must(parts.registry.command(batch.commandName), `${batch.commandName} is known`);
  const maker = await parts.principalOf(tx, batch.makerId);
  const waiting = batch.items.filter((row) => row.status === 'waiting');
  const items = waiting.map((row): Item<Record<string, unknown>> => ({
    commandId: deriveId(batch.id, row.ordinal), input: declaration.input.parse(row.input), principal: must(maker, 'the maker is known'), channel: batch.channel, unitPath: batch.unitPath, businessDate: item.businessDate, now: item.now, approvedBy: [], batchId: null,
  }));
  const plan = await handler.approval?.(tx, items);
  const current = plan && seenHash(JSON.parse(toJson(plan.facts)), waiting.map((row) => row.contentHash));
  if (plan && current !== batch.seenHash) {
    await refreshFacts(tx, parts.sealer, batch, plan, waiting, current!);
    return no('facts_changed');
  }
  if (decision.seenHash !== batch.seenHash) return no('facts_changed');
  if (decision.strikes.some((strike) => !waiting.some((row) => row.ordinal === strike.ordinal))) return no('unknown_row');

  await tx.run(sql`update commands.approval_step set decision = ${decision.decision}, decided_by = ${by.id}, comment = ${decision.comment}, seen_hash = ${decision.seenHash}, decided_at = ${item.now}
    where batch_id = ${batch.id} and ordinal = ${step.ordinal}`);
  if (decision.strikes.length > 0) {
    await tx.run(sql`update commands.batch_item set status = 'struck', struck_by = ${by.id}, strike_reason = s.reason
      from unnest(${decision.strikes.map((strike) => strike.ordinal)}::int[], ${decision.strikes.map((strike) => strike.reason)}::text[]) s(ordinal, reason)
      where batch_id = ${batch.id} and batch_item.ordinal = s.ordinal`);
    const struck = new Set(decision.strikes.map((strike) => strike.ordinal));
    const left = items.filter((_, index) => !struck.has(waiting[index]!.ordinal));
    const remaining = waiting.filter((row) => !struck.has(row.ordinal));
    const next = left.length > 0 ? await handler.approval?.(tx, left) : undefined;
    if (next) await refreshFacts(tx, parts.sealer, batch, { ...next, steps: batch.steps }, remaining, seenHash(JSON.parse(toJson(next.facts)), remaining.map((row) => row.contentHash)));
  }
  const last = batch.steps.every((candidate) => candidate.decision !== null || candidate === step);
  const status = decision.decision === 'rejected' ? 'rejected' : last ? 'approved' : 'awaiting_approval';
  if (status !== 'awaiting_approval') {
    await tx.run(sql`update commands.batch set status = ${status}, closed_at = ${status === 'rejected' ? item.now : null} where id = ${batch.id}`);
    if (status === 'approved') await insertOutbox(tx, [{ kind: 'batch.run', payload: { batchId: batch.id } }]);
  }
  return { ok: true, status };
}

async function refreshFacts(tx: Tx, sealer: Sealer, batch: Batch, plan: ApprovalPlan, rows: readonly BatchItem[], hash: string): Promise<void> {
  const key = must((await sealer.keysOf(tx, [subject(batch.id)])).get(subject(batch.id)), 'a waiting batch keeps its data key');
  await tx.run(sql`update commands.batch set facts = ${sealJson(key, plan.facts.summary, subject(batch.id))}::jsonb, seen_hash = ${hash} where id = ${batch.id}`);
  await tx.run(sql`update commands.batch_item set facts = f.facts::jsonb
    from unnest(${rows.map((row) => row.ordinal)}::int[], ${plan.facts.items.map((facts) => sealJson(key, facts, subject(batch.id)))}::text[]) f(ordinal, facts)
    where batch_id = ${batch.id} and batch_item.ordinal = f.ordinal`);
}

/** The maker takes a waiting batch back. */
export async function withdraw(tx: Tx, batchId: string, by: Principal, now: Date): Promise<'batch_not_found' | 'already_decided' | 'not_the_maker' | undefined> {
  const row = await tx.maybe<{ maker_id: string; status: string }>(sql`select maker_id, status from commands.batch where id = ${batchId} for update`);
  if (!row) return 'batch_not_found';
  if (row.status !== 'awaiting_approval') return 'already_decided';
  if (row.maker_id !== by.id) return 'not_the_maker';
  await tx.run(sql`update commands.batch set status = 'withdrawn', closed_at = ${now} where id = ${batchId}`);
  return undefined;
}

/** Job: runs the rows of an approved batch that still wait. Safe to repeat: each row's command has a key of its own. */
export async function runBatch(parts: { db: Db; sealer: Sealer; runner: Runner; principalOf: (reader: Reader, id: string) => Promise<Principal | undefined> }, batchId: string): Promise<void> {
  const batch = await loadBatch(parts.db, parts.sealer, batchId);
  if (!batch || batch.status !== 'approved') return;
  const maker = must(await parts.principalOf(parts.db, batch.makerId), 'the maker of a batch is known');
  const approvedBy = batch.steps.map((step) => step.decidedBy).filter((person) => person !== null);
  await Promise.all(batch.items.filter((item) => item.status === 'waiting').map(async (item) => {
    const commandId = deriveId(batch.id, item.ordinal);
    const reply = await parts.runner.execute({
      name: batch.commandName, input: item.input, key: `batch:${batch.id}:${item.ordinal}`, caller: { principal: maker, channel: batch.channel, sessionId: batch.sessionId },
      approved: { batchId: batch.id, commandId, approvedBy },
    });
    assert(reply.status !== 'pending', 'an approved row does not wait again');
    const outcome = reply.status === 'succeeded' ? { value: reply.value } : { refusal: reply.refusal };
    await parts.db.run(sql`update commands.batch_item set status = ${reply.status}, command_id = ${reply.commandId ?? null}, outcome = ${toJson(outcome)}::jsonb
      where batch_id = ${batch.id} and ordinal = ${item.ordinal} and status = 'waiting'`);
  }));
  await parts.db.run(sql`update commands.batch set status = 'done', closed_at = clock_timestamp() where id = ${batch.id} and status = 'approved'
    and not exists (select 1 from commands.batch_item where batch_id = ${batch.id} and status = 'waiting')`);
}
