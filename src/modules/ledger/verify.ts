import { sql, type Reader } from '#platform';

export type Check = { readonly name: string; readonly zh: string; readonly checked: number; readonly faults: readonly string[] };

/**
 * Recomputes the ledger from its legs. Every check names the first rows that do not fit:
 * entries sum to nothing per currency, balances are the fold of their legs, versions are gapless, limits hold, keys and entries pair up,
 * every entry is as it was sealed, and the seals form one chain.
 */
export async function verifyLedger(reader: Reader): Promise<Check[]> {
  const check = async (name: string, zh: string, count: ReturnType<typeof sql>, faulty: ReturnType<typeof sql>): Promise<Check> => {
    const { checked } = await reader.one<{ checked: number }>(count);
    const rows = await reader.rows<{ fault: string }>(sql`${faulty} limit 10`);
    return { name, zh, checked, faults: rows.map((row) => row.fault) };
  };
  const legs = sql`select count(*)::int as checked from ledger.leg`;
  const entries = sql`select count(*)::int as checked from ledger.entry`;
  const accounts = sql`select count(*)::int as checked from ledger.account`;
  const seals = sql`select count(*)::int as checked from ledger.seal`;
  return [
    await check('entries balance', '每笔分录借贷相等', entries, sql`
      select 'entry ' || l.entry_id || ': legs in ' || a.currency || ' sum to ' || sum(l.amount_minor) as fault
      from ledger.leg l join ledger.account a on a.book_id = l.book_id and a.id = l.account_id group by l.entry_id, a.currency having sum(l.amount_minor) <> 0`),
    await check('entries have legs', '每笔分录至少两方', entries, sql`
      select 'entry ' || e.id || ' has ' || count(l.id) || ' legs' as fault from ledger.entry e left join ledger.leg l on l.book_id = e.book_id and l.entry_id = e.id group by e.id having count(l.id) < 2`),
    await check('legs belong', '发生额均属于存在的账户与分录', legs, sql`
      select 'leg ' || l.id || ' names entry ' || l.entry_id || ' and account ' || l.account_id || ', of which one is not there' as fault from ledger.leg l
      left join ledger.entry e on e.book_id = l.book_id and e.id = l.entry_id left join ledger.account a on a.book_id = l.book_id and a.id = l.account_id where e.id is null or a.id is null`),
    await check('balances are the fold of their legs', '余额等于发生额之和', accounts, sql`
      select 'account ' || a.id || ': balance ' || a.balance_minor || ', legs sum to ' || coalesce(sum(l.amount_minor), 0) as fault
      from ledger.account a left join ledger.leg l on l.book_id = a.book_id and l.account_id = a.id where a.balance_mode = 'limited' group by a.book_id, a.id having a.balance_minor <> coalesce(sum(l.amount_minor), 0)`),
    await check('running balances follow', '逐笔余额连续', legs, sql`
      select 'leg ' || id || ' of account ' || account_id || ': balance after ' || balance_after_minor || ', expected ' || expected as fault from (
        select l.id, l.account_id, l.balance_after_minor, sum(l.amount_minor) over (partition by l.book_id, l.account_id order by l.account_version) as expected
        from ledger.leg l join ledger.account a on a.book_id = l.book_id and a.id = l.account_id where a.balance_mode = 'limited') x where balance_after_minor is distinct from expected`),
    await check('versions are gapless', '账户版本连续', accounts, sql`
      select 'account ' || a.id || ': version ' || a.version || ', ' || count(l.id) || ' legs up to version ' || coalesce(max(l.account_version), 0) as fault
      from ledger.account a left join ledger.leg l on l.book_id = a.book_id and l.account_id = a.id where a.balance_mode = 'limited' group by a.book_id, a.id having a.version <> count(l.id) or a.version <> coalesce(max(l.account_version), 0)`),
    await check('limits hold', '不得透支的账户未透支', accounts, sql`
      select 'account ' || id || ': balance ' || balance_minor || ' below its limit' as fault from ledger.account
      where balance_mode = 'limited' and overdraft_minor is not null and (case normal_side when 'debit' then balance_minor else -balance_minor end) - held_minor < -overdraft_minor`),
    await check('holds add up', '止付金额与账户一致', sql`select count(*)::int as checked from ledger.hold`, sql`
      select 'account ' || a.id || ': holds ' || coalesce(sum(h.amount_minor), 0) || ' open, keeps back ' || a.held_minor as fault from ledger.account a
      left join ledger.hold h on h.account_id = a.id and h.status = 'open' group by a.book_id, a.id having a.held_minor <> coalesce(sum(h.amount_minor), 0)`),
    await check('clearing between units nets to nothing', '机构间清算往来轧平', sql`select count(*)::int as checked from ledger.account where chart_code = '3001'`, sql`
      select 'clearing accounts in ' || a.currency || ' sum to ' || sum(l.amount_minor) as fault from ledger.leg l join ledger.account a on a.book_id = l.book_id and a.id = l.account_id and a.chart_code = '3001' group by a.currency having sum(l.amount_minor) <> 0`),
    await check('keys and entries pair up', '分录与幂等键一一对应', entries, sql`
      select 'entry ' || coalesce(e.id, k.id) || case when e.id is null then ' has a key and no entry' else ' has no key' end as fault
      from ledger.entry e full join ledger.entry_key k on k.id = e.id and k.book_id = e.book_id where e.id is null or k.id is null`),
    // Materialised: asked for ten rows in order, the planner would join by book alone as long as it has no statistics.
    await check('seals fit their entries', '封签与分录内容一致', seals, sql`with faulty as materialized (
      select s.book_id, s.sequence, 'seal ' || s.sequence || ' of book ' || s.book_id || ': entry ' || s.entry_id || case when c.entry_id is null then ' is gone' else ' was changed after it was sealed' end as fault
      from ledger.seal s left join ledger.entry_contents c on c.book_id = s.book_id and c.entry_id = s.entry_id where c.content_hash is distinct from s.content_hash)
      select fault from faulty order by book_id, sequence`),
    await check('seals form one chain', '封签首尾相接', seals, sql`
      select 'seal ' || sequence || ' of book ' || book_id || case
          when sequence <> before + 1 then ': follows ' || before
          when previous_hash <> expected then ': does not carry the hash of the one before'
          else ': hash is not that of its content and the one before' end as fault
      from (select s.*, lag(sequence, 1, 0::bigint) over chain as before, lag(hash, 1, decode(repeat('00', 32), 'hex')) over chain as expected from ledger.seal s window chain as (partition by book_id order by sequence)) s
      where sequence <> before + 1 or previous_hash <> expected or hash <> sha256(previous_hash || content_hash) order by book_id, sequence`),
    await check('entries are sealed', '分录均已封签', entries, sql`with faulty as materialized (
      select 'entry ' || e.id || ' is older than five seconds and has no seal' as fault from ledger.entry e
      where e.recorded_at < clock_timestamp() - interval '5 seconds' and not exists (select 1 from ledger.seal s where s.book_id = e.book_id and s.entry_id = e.id))
      select fault from faulty`),
    await check('entries come from commands', '分录都有指令来源', entries, sql`
      select 'entry ' || e.id || ' comes from no recorded command' as fault from ledger.entry e
      where not exists (select 1 from commands.command c where c.id = e.command_id and c.status = 'succeeded')`),
  ];
}
