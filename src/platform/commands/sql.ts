import type { Command } from '#declare';
import { canonicalJson, toJson } from '../ids.ts';
import type { Sealer } from '../sealing.ts';
import { sql, type Tx } from '../sql.ts';
import { hasPii, sealFields } from './fields.ts';

export type CommandRow = {
  readonly id: string; readonly principalId: string; readonly approvedBy: readonly string[]; readonly channel: string; readonly sessionId: string | null;
  readonly key: string; readonly hash: string; readonly payload: Record<string, unknown>; readonly unitPath: string | null; readonly businessDate: string;
  readonly status: 'succeeded' | 'refused' | 'pending'; readonly outcome: unknown; readonly parentId: string | null; readonly receivedAt: Date;
};

/** What was recorded under these keys before, by "principal key". */
export async function selectCommands(tx: Tx, name: string, keys: readonly { principalId: string; key: string }[]) {
  type Row = { id: string; principal_id: string; idempotency_key: string; content_hash: string; status: CommandRow['status']; outcome: unknown };
  const rows = await tx.rows<Row>(sql`
    select c.id, c.principal_id, c.idempotency_key, encode(c.content_hash, 'hex') as content_hash, c.status, c.outcome
    from unnest(${keys.map((key) => key.principalId)}::uuid[], ${keys.map((key) => key.key)}::text[]) as asked(principal_id, key)
    join commands.command c on c.principal_id = asked.principal_id and c.name = ${name} and c.idempotency_key = asked.key`);
  return new Map(rows.map((row) => [`${row.principal_id} ${row.idempotency_key}`, row]));
}

/** Appends to the log. Personal fields of the payload are sealed under a key of the command's own. */
export async function insertCommands(tx: Tx, sealer: Sealer, declaration: Command, rows: readonly CommandRow[]): Promise<void> {
  const personal = hasPii(declaration.input);
  const keys = personal ? await sealer.keysFor(tx, rows.map((row) => `command:${row.id}`)) : undefined;
  const payloads = rows.map((row) => toJson(keys ? sealFields(declaration.input, row.payload, keys.get(`command:${row.id}`)!, `command:${row.id}`) : row.payload));
  const column = <T>(pick: (row: CommandRow) => T) => rows.map(pick);
  await tx.run(sql`
    insert into commands.command (id, name, principal_id, approved_by, channel, session_id, idempotency_key, content_hash, payload, unit_path, business_date, status, outcome, parent_id, received_at)
    select r.id, ${declaration.name}, r.principal_id, string_to_array(r.approved_by, ',')::uuid[], r.channel, r.session_id, r.key, decode(r.hash, 'hex'), r.payload::jsonb, r.unit_path, r.business_date, r.status, r.outcome::jsonb, r.parent_id, r.received_at
    from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.principalId)}::uuid[], ${column((row) => row.approvedBy.join(','))}::text[], ${column((row) => row.channel)}::text[],
      ${column((row) => row.sessionId)}::uuid[], ${column((row) => row.key)}::text[], ${column((row) => row.hash)}::text[], ${payloads}::text[], ${column((row) => row.unitPath)}::text[],
      ${column((row) => row.businessDate)}::date[], ${column((row) => row.status)}::text[], ${column((row) => toJson(row.outcome))}::text[], ${column((row) => row.parentId)}::uuid[], ${column((row) => row.receivedAt)}::timestamptz[])
      as r(id, principal_id, approved_by, channel, session_id, key, hash, payload, unit_path, business_date, status, outcome, parent_id, received_at)`);
}

export async function insertOutbox(tx: Tx, rows: readonly { kind: string; payload: unknown }[]): Promise<void> {
  await tx.run(sql`insert into commands.outbox (kind, payload)
    select kind, payload::jsonb from unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => canonicalJson(row.payload))}::text[]) u(kind, payload)`);
}
