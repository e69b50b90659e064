-- The command log is also the audit trail: what came in, from whom, what became of it. It only grows.
grant usage on schema platform to gongbi_app, gongbi_jobs;
grant select on platform.migration to gongbi_app, gongbi_jobs;

create table platform.setting (
  name text primary key,
  value jsonb not null
);
comment on table platform.setting is 'Facts about this database itself: bank name, whether it was created as a demo.';
grant select on platform.setting to gongbi_app, gongbi_jobs;

create schema commands;
grant usage on schema commands to gongbi_app, gongbi_jobs;

create table commands.command (
  id uuid primary key,
  name text not null,
  principal_id uuid not null,
  approved_by uuid[] not null default '{}',
  channel text not null,
  session_id uuid,
  idempotency_key text not null,
  content_hash bytea not null,
  payload jsonb not null,
  unit_path text,
  business_date date not null,
  status text not null check (status in ('succeeded', 'refused', 'pending')),
  outcome jsonb not null,
  parent_id uuid,
  received_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint command_once unique (principal_id, name, idempotency_key)
);
comment on column commands.command.payload is 'The input as sent; personal data are sealed under the data key named command:<id>.';
comment on column commands.command.parent_id is 'The batch this command was a row of.';
create index command_by_time on commands.command (recorded_at);
create index command_by_parent on commands.command (parent_id) where parent_id is not null;
grant select, insert on commands.command to gongbi_app, gongbi_jobs;

create table commands.audit_event (
  id uuid primary key,
  kind text not null,
  principal_id uuid,
  session_id uuid,
  unit_path text,
  subject text,
  detail jsonb not null default '{}',
  recorded_at timestamptz not null default clock_timestamp()
);
comment on table commands.audit_event is 'What is not a command yet must be known later: sign-ins, refused access, personal data revealed, exports.';
create index audit_event_by_time on commands.audit_event (recorded_at);
grant select, insert on commands.audit_event to gongbi_app, gongbi_jobs;

create table commands.data_key (
  subject text primary key,
  master_key_id text not null,
  wrapped bytea not null
);
comment on table commands.data_key is 'Data keys by subject (party:<id>, command:<id>, file:<sha256>), wrapped by the master key. Dropping one erases what it sealed.';
grant select, insert, delete on commands.data_key to gongbi_app, gongbi_jobs;

-- A batch waits for approval, runs its rows as commands of their own, and may have rows struck out. A single command that needs
-- approval is a batch of one.
create table commands.batch (
  id uuid primary key,
  command_name text not null,
  payload_version int not null,
  title text not null,
  maker_id uuid not null,
  channel text not null,
  session_id uuid,
  unit_path text not null,
  status text not null check (status in ('awaiting_approval', 'approved', 'done', 'rejected', 'withdrawn')),
  facts jsonb not null,
  seen_hash text not null,
  created_at timestamptz not null,
  closed_at timestamptz
);
create index batch_open on commands.batch (unit_path text_pattern_ops) where status = 'awaiting_approval';
grant select, insert, update on commands.batch to gongbi_app, gongbi_jobs;

create table commands.batch_item (
  batch_id uuid not null references commands.batch,
  ordinal int not null,
  idempotency_key text not null,
  payload jsonb not null,
  content_hash bytea not null,
  facts jsonb not null,
  status text not null check (status in ('waiting', 'struck', 'succeeded', 'refused')),
  struck_by uuid,
  strike_reason text,
  command_id uuid,
  outcome jsonb,
  primary key (batch_id, ordinal)
);
grant select, insert, update on commands.batch_item to gongbi_app, gongbi_jobs;

create table commands.approval_step (
  batch_id uuid not null references commands.batch,
  ordinal int not null,
  role text not null,
  unit_path text not null,
  decision text check (decision in ('approved', 'rejected')),
  decided_by uuid,
  comment text,
  seen_hash text,
  decided_at timestamptz,
  primary key (batch_id, ordinal)
);
grant select, insert, update on commands.approval_step to gongbi_app, gongbi_jobs;

create table commands.outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table commands.outbox is 'Announcements written with the effect they announce; a poller hands them to the jobs.';
-- update: taking rows with "for update skip locked" asks for it.
grant select, insert, update, delete on commands.outbox to gongbi_app, gongbi_jobs;
