-- ledger.post: many entries in one call, one verdict each, in the order of types.ts. Locks the limited accounts in (book, id) order
-- first, so that two calls never wait for each other in a ring. The common case (all fresh, all within limits in any order) is one
-- set-based statement; anything else is undone to the savepoint and walked entry by entry under the same locks.
create function ledger.post(
  p_id uuid[], p_book int[], p_kind text[], p_value_date date[], p_booked_on date[], p_command uuid[], p_narrative text[], p_reverses uuid[], p_hash bytea[], p_link int[],
  l_entry int[], l_account bigint[], l_amount bigint[]
) returns table (entry int, verdict text) language plpgsql as $$
declare
  fresh int; fitting int; touched int; expected int; overdrawn int; locked int;
begin
  -- Shared by all who post in a book; closing a period takes it alone, so that no entry slips in behind it.
  perform pg_advisory_xact_lock_shared(7, b) from (select distinct b from unnest(p_book) b order by b) books;
  perform 1 from ledger.account a where a.id = any(l_account) and a.balance_mode = 'limited' order by a.book_id, a.id for no key update;
  begin
    insert into ledger.entry_key (id, content_hash, book_id) select i, h, b from unnest(p_id, p_hash, p_book) u(i, h, b) on conflict do nothing;
    get diagnostics fresh = row_count;
    select count(*) into locked from unnest(p_book, p_value_date) u(book, value_date) join ledger.period p on p.book_id = u.book and p.month = date_trunc('month', u.value_date)::date;
    -- A reversal looks at what it reverses; it is rare enough to walk.
    if fresh <> cardinality(p_id) or locked > 0 or array_remove(p_reverses, null) <> '{}' then raise exception using errcode = 'GB001'; end if;

    insert into ledger.entry (book_id, id, kind, value_date, booked_on, command_id, narrative, reverses)
      select * from unnest(p_book, p_id, p_kind, p_value_date, p_booked_on, p_command, p_narrative, p_reverses);

    with legs as (
      select u.entry, u.account, u.amount, u.position, p_id[u.entry] as entry_id, a.book_id, a.currency, a.balance_mode, a.normal_side, a.status, a.book_id = p_book[u.entry] as right_book
      from unnest(l_entry, l_account, l_amount) with ordinality u(entry, account, amount, position)
      join ledger.account a on a.id = u.account
    ), sums as (
      select account, book_id, sum(amount)::bigint as net, count(*) as n,
        sum(case when normal_side = 'debit' then least(amount, 0) else -greatest(amount, 0) end)::bigint as worst
      from legs where balance_mode = 'limited' group by account, book_id
    ), updated as (
      update ledger.account a set balance_minor = a.balance_minor + s.net, version = a.version + s.n
      from sums s where a.book_id = s.book_id and a.id = s.account
      returning a.id, a.balance_minor - s.net as before, a.version - s.n as version_before,
        -- Worst case: all that takes away comes first. Then no order of the entries can overdraw.
        s.worst < 0 and a.overdraft_minor is not null
          and (case a.normal_side when 'debit' then a.balance_minor - s.net else -(a.balance_minor - s.net) end) + s.worst - a.held_minor < -a.overdraft_minor as bad
    ), inserted as (
      insert into ledger.leg (book_id, account_id, entry_id, amount_minor, balance_after_minor, account_version)
      select l.book_id, l.account, l.entry_id, l.amount,
        u.before + sum(l.amount) over each_account, u.version_before + row_number() over each_account
      from legs l left join updated u on u.id = l.account
      window each_account as (partition by l.account order by l.position)
      order by l.position
      returning 1
    )
    select (select count(*) from legs where right_book and (status = 'open' or balance_mode = 'summed' and status <> 'closed')),
      (select count(*) from updated), (select count(*) from sums), (select count(*) from updated where bad)
        + (select count(*) from (select 1 from legs group by legs.entry, currency having sum(amount) <> 0) x)
        + (cardinality(l_account) - (select count(*) from inserted))
    into fitting, touched, expected, overdrawn;
    if fitting <> cardinality(l_account) or touched <> expected or overdrawn <> 0 then raise exception using errcode = 'GB001'; end if;
    return query select g, 'posted'::text from generate_subscripts(p_id, 1) g;
    return;
  exception when sqlstate 'GB001' or check_violation then
    null; -- walked one by one below, for the exact verdict of each
  end;
  return query select * from ledger.post_one_by_one(p_id, p_book, p_kind, p_value_date, p_booked_on, p_command, p_narrative, p_reverses, p_hash, p_link, l_entry, l_account, l_amount);
end $$;

-- Entries in order; those of one link group post together or not at all.
create function ledger.post_one_by_one(
  p_id uuid[], p_book int[], p_kind text[], p_value_date date[], p_booked_on date[], p_command uuid[], p_narrative text[], p_reverses uuid[], p_hash bytea[], p_link int[],
  l_entry int[], l_account bigint[], l_amount bigint[]
) returns table (entry int, verdict text) language plpgsql as $$
declare
  first int; member int; members int[]; verdicts text[] := array_fill(null::text, array[cardinality(p_id)]); one text;
begin
  for first in select generate_subscripts(p_id, 1) loop
    if verdicts[first] is not null then continue; end if;
    select case when p_link[first] is null then array[first] else array_agg(g order by g) filter (where p_link[g] = p_link[first]) end into members from generate_subscripts(p_id, 1) g;
    begin
      foreach member in array members loop
        select ledger.post_single(p_id[member], p_book[member], p_kind[member], p_value_date[member], p_booked_on[member], p_command[member], p_narrative[member], p_reverses[member], p_hash[member],
          array_agg(account order by position), array_agg(amount order by position)) into one
          from unnest(l_entry, l_account, l_amount) with ordinality u(e, account, amount, position) where u.e = member;
        verdicts[member] := one;
        if one not in ('posted', 'duplicate') and cardinality(members) > 1 then raise exception using errcode = 'GB002'; end if;
      end loop;
    exception when sqlstate 'GB002' then
      -- Undone to before the group; whoever said no keeps its verdict.
      foreach member in array members loop
        if verdicts[member] is null or verdicts[member] in ('posted', 'duplicate') then verdicts[member] := 'linked_not_posted'; end if;
      end loop;
    end;
  end loop;
  return query select g, verdicts[g] from generate_subscripts(p_id, 1) g;
end $$;

create function ledger.post_single(
  p_id uuid, p_book int, p_kind text, p_value_date date, p_booked_on date, p_command uuid, p_narrative text, p_reverses uuid, p_hash bytea, l_account bigint[], l_amount bigint[]
) returns text language plpgsql as $$
declare
  known bytea; found_legs int; wrong_book int; unbalanced int; closed int; frozen int; overdrawn int; verdict text;
begin
  select k.content_hash into known from ledger.entry_key k where k.id = p_id;
  if found then return case when known = p_hash then 'duplicate' else 'entry_conflict' end; end if;
  select count(*), count(*) filter (where a.book_id <> p_book), count(*) filter (where a.status = 'closed'),
      count(*) filter (where a.status = 'frozen' or (a.status = 'debit_frozen' and (case a.normal_side when 'debit' then u.amount else -u.amount end) < 0))
    into found_legs, wrong_book, closed, frozen from unnest(l_account, l_amount) u(account, amount) join ledger.account a on a.id = u.account;
  select count(*) into unbalanced from (select 1 from unnest(l_account, l_amount) u(account, amount) join ledger.account a on a.id = u.account group by a.currency having sum(u.amount) <> 0) s;
  select count(*) into overdrawn from (select u.account, sum(u.amount)::bigint as net from unnest(l_account, l_amount) u(account, amount) group by u.account) s
    join ledger.account a on a.id = s.account and a.balance_mode = 'limited' and a.overdraft_minor is not null
    where (case a.normal_side when 'debit' then s.net else -s.net end) < 0
      and (case a.normal_side when 'debit' then a.balance_minor + s.net else -(a.balance_minor + s.net) end) - a.held_minor < -a.overdraft_minor;
  verdict := case
    when found_legs < cardinality(l_account) then 'account_not_found'
    when wrong_book > 0 then 'wrong_book'
    when unbalanced > 0 then 'not_balanced'
    when exists (select 1 from ledger.period p where p.book_id = p_book and p.month = date_trunc('month', p_value_date)::date) then 'period_closed'
    when closed > 0 then 'account_closed'
    when frozen > 0 then 'account_frozen'
    when p_reverses is not null and not exists (select 1 from ledger.entry x where x.book_id = p_book and x.id = p_reverses) then 'reversed_not_found'
    when p_reverses is not null and exists (select 1 from ledger.entry x where x.book_id = p_book and x.reverses = p_reverses) then 'reversed_before'
    when overdrawn > 0 then 'insufficient_funds'
    else 'posted' end;
  if verdict <> 'posted' then return verdict; end if;
  insert into ledger.entry_key (id, content_hash, book_id) values (p_id, p_hash, p_book);
  insert into ledger.entry (book_id, id, kind, value_date, booked_on, command_id, narrative, reverses) values (p_book, p_id, p_kind, p_value_date, p_booked_on, p_command, p_narrative, p_reverses);
  with legs as (
    select u.account, u.amount, u.position, a.book_id, a.balance_mode from unnest(l_account, l_amount) with ordinality u(account, amount, position) join ledger.account a on a.id = u.account
  ), sums as (
    select account, book_id, sum(amount)::bigint as net, count(*) as n from legs where balance_mode = 'limited' group by account, book_id
  ), updated as (
    update ledger.account a set balance_minor = a.balance_minor + s.net, version = a.version + s.n from sums s where a.book_id = s.book_id and a.id = s.account
    returning a.id, a.balance_minor - s.net as before, a.version - s.n as version_before
  )
  insert into ledger.leg (book_id, account_id, entry_id, amount_minor, balance_after_minor, account_version)
  select l.book_id, l.account, p_id, l.amount, u.before + sum(l.amount) over each_account, u.version_before + row_number() over each_account
  from legs l left join updated u on u.id = l.account
  window each_account as (partition by l.account order by l.position) order by l.position;
  return 'posted';
end $$;
grant execute on function ledger.post, ledger.post_one_by_one, ledger.post_single to gongbi_app, gongbi_jobs;
