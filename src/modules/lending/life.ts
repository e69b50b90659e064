// The life of a loan as one line with nodes: what was done, by whom, when; what is next; where it was refused.
import type { WireOutputOf } from '#declare';
import { sql, type Reader } from '#platform';
import type * as contract from './contract.ts';

type Node = WireOutputOf<typeof contract.application>['life'][number];
const steps = [
  ['applied', '受理', 'Applied'], ['surveyed', '现场调查', 'Surveyed'], ['interviewed', '面谈面签', 'Interviewed'], ['decided', '决策', 'Decided'], ['approved', '审批', 'Approved'], ['signed', '签约', 'Signed'], ['cleared', '放款审核', 'Checked'], ['disbursed', '放款', 'Paid out'], ['settled', '结清', 'Settled'],
] as const;

/** The nodes of an application and its contract. Each done node names the command behind it. */
export async function lifeOf(reader: Reader, applicationId: string): Promise<Node[]> {
  type Row = { key: string; command_id: string; note: string | null; refused: boolean };
  const rows = await reader.rows<Row & { who: string | null; at: string | null; approvers: string[] }>(sql`
    with done as (
      select 'applied' as key, command_id, null::text as note, false as refused from lending.application where id = ${applicationId}
      union all select 'surveyed', command_id, note, false from lending.survey where application_id = ${applicationId}
      union all select 'interviewed', command_id, null, false from lending.interview where application_id = ${applicationId}
      union all select 'decided', command_id, reasons->0->>'zh', not recommended from lending.decision where application_id = ${applicationId}
      union all select 'approved', command_id, null, false from lending.credit where application_id = ${applicationId}
      union all select 'signed', command_id, number, false from lending.contract where application_id = ${applicationId}
      union all select 'disbursed', f.command_id, null, false from lending.fact f join lending.contract c on c.id = f.contract_id where c.application_id = ${applicationId} and f.kind = 'disbursed'
      union all (select 'settled', f.command_id, null, false from lending.fact f join lending.contract c on c.id = f.contract_id where c.application_id = ${applicationId} and c.state = 'settled' order by f.sequence desc limit 1)
    )
    select d.*, p.name as who, to_char(k.received_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, (select coalesce(array_agg(a.name), '{}') from access.principals a where a.id = any(k.approved_by)) as approvers
    from done d left join commands.command k on k.id = d.command_id left join access.principals p on p.id = k.principal_id`);
  const cleared = await reader.maybe<{ who: string }>(sql`select p.name as who from lending.contract c join access.principals p on p.id = c.cleared_by where c.application_id = ${applicationId}`);
  const ended = await reader.maybe<{ state: string; state_reason: string | null }>(sql`select state, state_reason from lending.application where id = ${applicationId} and state in ('withdrawn', 'rejected')`);
  let current = false;
  return steps.map(([key, zh, en]): Node => {
    // Credit is granted by those who approved it; whoever sent it in stands at the steps before.
    const row = rows.find((candidate) => candidate.key === key);
    const node = { key, zh, en, at: row?.at ?? null, who: (key === 'approved' ? (row?.approvers ?? []) : [row?.who, ...(row?.approvers ?? [])]).filter(Boolean).join('、') || null, note: row?.note ?? null, commandId: row?.command_id ?? null };
    if (key === 'cleared' && cleared) return { ...node, who: cleared.who, state: 'done' };
    if (row) return { ...node, state: row.refused ? 'refused' : 'done' };
    if (current || rows.some((candidate) => candidate.refused)) return { ...node, state: 'ahead' };
    current = true;
    return ended ? { ...node, state: 'refused', note: ended.state_reason } : { ...node, state: 'now' };
  });
}
