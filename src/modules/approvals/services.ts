import type { RefusalText } from '#declare';
import { refuse, succeed, type Outcome } from '#kernel';
import { answers, decide, handles, loadBatch, page, sql, visible, withdraw, type Principal, type Reader, type Registry, type Scope, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { approvalRefusals } from './errors.ts';

type Parts = { readonly registry: () => Registry; readonly sealer: Sealer; readonly principalOf: (reader: Reader, id: string) => Promise<Principal | undefined> };

/** Steps the caller may take: roles and units held, one text each, for SQL. */
const stepsOf = (principal: Principal) => sql`exists (select 1 from unnest(${principal.grants.map((grant) => grant.role)}::text[], ${principal.grants.map((grant) => grant.unitPath)}::text[]) held(role, path) where held.role = s.role and s.unit_path ^@ held.path)`;

async function namesOf(reader: Reader, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const rows = await reader.rows<{ id: string; name: string }>(sql`select id, name from access.principals where id = any(${ids.filter((id) => id !== null)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Steps lie at the batch's unit or above it, so an approver higher up sees what waits for them below. */
const batchVisible = (scope: Scope, principal: Principal) => sql`(${visible(scope, sql`b.unit_path`)} or b.maker_id = ${principal.id} or exists (select 1 from commands.approval_step s where s.batch_id = b.id and ${stepsOf(principal)}))`;

async function blockedFor(batch: { makerId: string; status: string; steps: readonly { ordinal: number; role: string; unitPath: string; decision: string | null; decidedBy: string | null }[] }, principal: Principal) {
  const say = (code: keyof typeof approvalRefusals) => { const { zh, en }: RefusalText = approvalRefusals[code]; return { code, zh, en }; };
  if (batch.status !== 'awaiting_approval') return say('already_decided');
  if (batch.makerId === principal.id) return say('maker_may_not_approve');
  if (batch.steps.some((step) => step.decidedBy === principal.id)) return say('decided_before');
  const step = batch.steps.find((candidate) => candidate.decision === null);
  return step && principal.grants.some((grant) => grant.role === step.role && step.unitPath.startsWith(grant.unitPath)) ? null : say('not_your_step');
}

/** A batch lies in its unit; the unit of an open step is that one or one above it. */
async function batchTargets(tx: Tx, ids: readonly string[]) {
  const rows = await tx.rows<{ id: string; unit_path: string }>(sql`select id, unit_path from commands.batch where id = any(${ids as string[]}::uuid[])`);
  const found = new Map(rows.map((row) => [row.id, row.unit_path]));
  return ids.map((id) => (found.has(id) ? { unitPath: found.get(id)! } : null));
}

export function approvalServices(parts: Parts) {
  return [
    answers(contract.batches, async (reader, input, scope, { principal }) => {
      const open = sql`(select s.role from commands.approval_step s where s.batch_id = b.id and s.decision is null order by s.ordinal limit 1)`;
      return succeed(await page<never>(reader, sql`
        select b.id, b.command_name as "commandName", b.title, b.status, p.name as "makerName", b.unit_path as "unitPath", b.created_at as "createdAt", b.closed_at as "closedAt",
          (select count(*)::int from commands.batch_item i where i.batch_id = b.id) as rows, case when b.status = 'awaiting_approval' then ${open} end as "nextRole",
          (select count(*)::int from commands.approval_step s where s.batch_id = b.id and s.decision is not null) as "stepsDone", (select count(*)::int from commands.approval_step s where s.batch_id = b.id) as steps
        from commands.batch b join access.principals p on p.id = b.maker_id where ${batchVisible(scope, principal)} and (${input.status ?? null}::text is null or b.status = ${input.status ?? null})
          ${input.mine === 'made' ? sql`and b.maker_id = ${principal.id}` : sql``}
          ${input.mine === 'to_decide' ? sql`and b.status = 'awaiting_approval' and b.maker_id <> ${principal.id} and not exists (select 1 from commands.approval_step d where d.batch_id = b.id and d.decided_by = ${principal.id})
            and exists (select 1 from commands.approval_step s where s.batch_id = b.id and s.decision is null and not exists (select 1 from commands.approval_step e where e.batch_id = b.id and e.decision is null and e.ordinal < s.ordinal) and ${stepsOf(principal)})` : sql``}`,
        input, { createdAt: 'timestamptz', title: 'text' }));
    }),

    answers(contract.batch, async (reader, input, scope, { principal }) => {
      const seen = await reader.maybe(sql`select 1 from commands.batch b where b.id = ${input.batchId} and ${batchVisible(scope, principal)}`);
      const batch = seen ? await loadBatch(reader, parts.sealer, input.batchId) : undefined;
      if (!batch) return refuse('batch_not_found');
      const names = await namesOf(reader, [batch.makerId, ...batch.steps.map((step) => step.decidedBy), ...batch.items.map((item) => item.struckBy)]);
      const words = parts.registry().command(batch.commandName)!.declaration.refusals;
      return succeed({
        id: batch.id, commandName: batch.commandName, title: batch.title, status: batch.status, makerName: names.get(batch.makerId) ?? '', unitPath: batch.unitPath, seenHash: batch.seenHash, createdAt: batch.createdAt, closedAt: batch.closedAt,
        summary: batch.summary ?? {},
        items: batch.items.map((item) => {
          const code = item.outcome?.refusal?.code;
          return {
            ordinal: item.ordinal, facts: item.facts ?? {}, status: item.status, struckByName: item.struckBy && (names.get(item.struckBy) ?? ''), strikeReason: item.strikeReason, commandId: item.commandId,
            refusal: code ? { code, zh: words[code]?.zh ?? code, en: words[code]?.en ?? code } : null,
          };
        }),
        steps: batch.steps.map(({ decidedBy, ...step }) => ({ ...step, decidedByName: decidedBy && (names.get(decidedBy) ?? '') })),
        blocked: await blockedFor(batch, principal),
      });
    }),

    handles(contract.decideBatch, {
      scope: (tx, inputs) => batchTargets(tx, inputs.map((input) => input.batchId)),
      async handle(tx, items) {
        const outcomes: Outcome<{ status: 'awaiting_approval' | 'approved' | 'done' | 'rejected' | 'withdrawn' }>[] = [];
        for (const { input, principal, now, businessDate } of items) {
          const decided = await decide(tx, { registry: parts.registry(), sealer: parts.sealer, principalOf: parts.principalOf }, principal, { ...input, comment: input.comment ?? null }, { now, businessDate });
          outcomes.push(decided.ok ? succeed({ status: decided.status }) : refuse(decided.code));
        }
        return outcomes;
      },
    }),

    handles(contract.withdrawBatch, {
      scope: (tx, inputs) => batchTargets(tx, inputs.map((input) => input.batchId)),
      async handle(tx, items) {
        const outcomes: Outcome<{ status: 'withdrawn' }>[] = [];
        for (const { input, principal, now } of items) {
          const no = await withdraw(tx, input.batchId, principal, now);
          outcomes.push(no ? refuse(no) : succeed({ status: 'withdrawn' as const }));
        }
        return outcomes;
      },
    }),

    answers(contract.commands, async (reader, input, scope) => succeed(await page<never>(reader, sql`
      select c.id, c.name, p.name as "principalName", (select coalesce(array_agg(a.name), '{}') from access.principals a where a.id = any(c.approved_by)) as "approvedBy", c.channel, c.unit_path as "unitPath", c.business_date as "businessDate", c.status,
        c.outcome->'refusal'->>'code' as "refusalCode", coalesce(c.parent_id, (c.outcome->>'batchId')::uuid) as "batchId", c.recorded_at as "recordedAt"
      from commands.command c join access.principals p on p.id = c.principal_id
      where ${visible(scope, sql`c.unit_path`)} and (${input.name ?? null}::text is null or c.name ^@ ${input.name ?? null}) and (${input.principalId ?? null}::uuid is null or c.principal_id = ${input.principalId ?? null})
        and (${input.commandId ?? null}::uuid is null or c.id = ${input.commandId ?? null}) and (${input.batchId ?? null}::uuid is null or c.parent_id = ${input.batchId ?? null})
        and (${input.text ?? null}::text is null or c.payload::text like '%' || ${input.text ?? null} || '%' or c.outcome::text like '%' || ${input.text ?? null} || '%')`,
      input, { recordedAt: 'timestamptz', name: 'text' }))),

    answers(contract.commandDetail, async (reader, input, scope) => {
      type Row = { id: string; name: string; principalId: string; principalName: string; approvedBy: string[]; channel: string; address: string | null; businessDate: string; status: string; payload: unknown; outcome: unknown; batchId: string | null; receivedAt: Date; recordedAt: Date };
      const row = await reader.maybe<Row>(sql`
        select c.id, c.name, c.principal_id as "principalId", p.name as "principalName", (select coalesce(array_agg(a.name), '{}') from access.principals a where a.id = any(c.approved_by)) as "approvedBy", c.channel,
          (select e.detail->>'address' from commands.audit_event e where e.principal_id = c.principal_id and e.kind = 'signed_in' and e.recorded_at <= c.recorded_at order by e.recorded_at desc limit 1) as address,
          c.business_date as "businessDate", c.status, c.payload, c.outcome, coalesce(c.parent_id, (c.outcome->>'batchId')::uuid) as "batchId", c.received_at as "receivedAt", c.recorded_at as "recordedAt"
        from commands.command c join access.principals p on p.id = c.principal_id where c.id = ${input.commandId} and ${visible(scope, sql`c.unit_path`)}`);
      if (!row) return refuse('command_not_found');
      // Personal fields stay sealed here; they are shown where they belong, masked.
      return succeed({ ...row, summary: parts.registry().command(row.name.split('#')[0]!)?.declaration.summary ?? { zh: row.name, en: row.name } });
    }),
  ];
}
