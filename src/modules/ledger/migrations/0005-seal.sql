-- Sealing: committed entries get the book's gapless sequence and a hash chain, in the background, so that posting waits for no chain.
-- An entry that commits late simply gets a later sequence; once sealed, its place never changes.

create table ledger.seal (
  book_id int not null,
  sequence bigint not null check (sequence > 0),
  entry_id uuid not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (book_id, sequence),
  constraint entry_sealed_once unique (book_id, entry_id)
);
comment on table ledger.seal is 'hash = sha256(previous_hash || content_hash), 64 bytes in; the previous hash of a book''s first seal is 32 zero bytes. What content_hash covers: ledger.entry_contents.';
grant select, insert on ledger.seal to gongbi_app, gongbi_jobs;

-- One row for each statement that inserted entries, not one for each entry: the cost for post is one short row per batch.
create table ledger.unsealed (
  id bigint generated always as identity primary key,
  book_id int not null,
  entries int not null,
  entry_ids uuid[] not null
);
comment on table ledger.unsealed is 'Entries that wait for their seal. A trigger on ledger.entry fills it, ledger.seal_entries empties it; npm run verify finds an entry that neither waits nor is sealed.';
-- Random ids do not compress; trying costs more than it saves.
alter table ledger.unsealed alter column entry_ids set storage external;
grant select, insert, delete on ledger.unsealed to gongbi_app, gongbi_jobs;

create function ledger.note_unsealed() returns trigger language plpgsql as $$
begin
  insert into ledger.unsealed (book_id, entries, entry_ids) select f.book_id, count(*), array_agg(f.id) from fresh f group by f.book_id;
  return null;
end $$;
create trigger entry_waits_for_its_seal after insert on ledger.entry referencing new table as fresh for each statement execute function ledger.note_unsealed();

-- The content of an entry, byte for byte: UTF-8 lines that end in a line feed, absent values written as "-". Kind and narrative are
-- free text, so their length in bytes stands before them: two different entries cannot have one content.
--   gongbi entry 1
--   book <book id>
--   id <uuid>
--   value <YYYY-MM-DD>
--   booked <YYYY-MM-DD>
--   command <uuid>
--   reverses <uuid>
--   recorded <microseconds since 1970-01-01 UTC>
--   leg <account id> <amount> <balance after> <account version>      one line per leg, in the order of leg.id
--   kind <bytes> <text>
--   narrative <bytes> <text>
create view ledger.entry_contents as
select x.book_id, x.entry_id, x.content, sha256(convert_to(x.content, 'UTF8')) as content_hash from (
  select e.book_id, e.id as entry_id, concat('gongbi entry 1', chr(10), 'book ', e.book_id, chr(10), 'id ', e.id, chr(10),
    'value ', to_char(e.value_date, 'YYYY-MM-DD'), chr(10), 'booked ', to_char(e.booked_on, 'YYYY-MM-DD'), chr(10),
    'command ', e.command_id, chr(10), 'reverses ', coalesce(e.reverses::text, '-'), chr(10), 'recorded ', (extract(epoch from e.recorded_at) * 1000000)::bigint, chr(10),
    (select string_agg(concat('leg ', l.account_id, ' ', l.amount_minor, ' ', coalesce(l.balance_after_minor::text, '-'), ' ', coalesce(l.account_version::text, '-'), chr(10)), '' order by l.id)
      from ledger.leg l where l.book_id = e.book_id and l.entry_id = e.id),
    'kind ', octet_length(e.kind), ' ', e.kind, chr(10), 'narrative ', octet_length(e.narrative), ' ', e.narrative, chr(10)) as content
  from ledger.entry e) x;
grant select on ledger.entry_contents to gongbi_app, gongbi_jobs;

-- Seals what waits, at most about p_limit entries per book and call; returns how many. One sealer per book at a time: a second one passes
-- the book by. Every statement here sees what was committed when it began, so an entry is sealed only after its commit.
-- Planned anew on each call: a plan made while the tables were small reads all of them for every entry once they are not.
create function ledger.seal_entries(p_limit int) returns int language plpgsql set plan_cache_mode = force_custom_plan as $$
declare
  book int; head_sequence bigint; head_hash bytea; link bytea; content bytea; ids uuid[]; contents bytea[]; hashes bytea[]; total int := 0;
begin
  for book in select distinct u.book_id from ledger.unsealed u order by 1 loop
    -- 0x7365616c spells "seal".
    continue when not pg_try_advisory_xact_lock(1936023916, book);
    select s.sequence, s.hash into head_sequence, head_hash from ledger.seal s where s.book_id = book order by s.sequence desc limit 1;
    if not found then head_sequence := 0; head_hash := decode(repeat('00', 32), 'hex'); end if;

    with waiting as (
      select u.id, sum(u.entries) over (order by u.id) - u.entries as before from ledger.unsealed u where u.book_id = book order by u.id limit 1000
    ), taken as (
      delete from ledger.unsealed u using waiting w where u.id = w.id and w.before < p_limit returning u.id, u.entry_ids
    ), entries as (
      select x.entry_id, row_number() over (order by min(t.id), min(x.position)) as position
      from taken t cross join unnest(t.entry_ids) with ordinality x(entry_id, position)
      where not exists (select 1 from ledger.seal s where s.book_id = book and s.entry_id = x.entry_id) group by x.entry_id
    )
    select array_agg(n.entry_id order by n.position), array_agg(c.content_hash order by n.position) into ids, contents
    from entries n join ledger.entry_contents c on c.book_id = book and c.entry_id = n.entry_id;
    continue when ids is null;

    hashes := '{}'; link := head_hash;
    foreach content in array contents loop
      link := sha256(link || content);
      hashes := hashes || link;
    end loop;
    insert into ledger.seal (book_id, sequence, entry_id, content_hash, previous_hash, hash)
      select book, head_sequence + u.position, u.entry_id, u.content_hash, lag(u.hash, 1, head_hash) over (order by u.position), u.hash
      from unnest(ids, contents, hashes) with ordinality u(entry_id, content_hash, hash, position);
    total := total + cardinality(ids);
  end loop;
  return total;
end $$;
grant execute on function ledger.seal_entries to gongbi_app, gongbi_jobs;

-- Entries posted before there were seals, or whose waiting row was lost.
create function ledger.queue_unsealed() returns bigint language sql as $$
  with missing as (
    select e.book_id, e.id, (row_number() over (partition by e.book_id order by e.id) - 1) / 1000 as part from ledger.entry e
    where not exists (select 1 from ledger.seal s where s.book_id = e.book_id and s.entry_id = e.id)
  ), queued as (
    insert into ledger.unsealed (book_id, entries, entry_ids) select book_id, count(*), array_agg(id order by id) from missing group by book_id, part returning entries
  )
  select coalesce(sum(entries), 0)::bigint from queued
$$;
revoke execute on function ledger.queue_unsealed from public;
select ledger.queue_unsealed();
