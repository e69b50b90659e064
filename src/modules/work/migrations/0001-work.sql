-- Tasks: what somebody has still to do. Personal data stay with their owners; a task names its subject by id.
create schema work;
grant usage on schema work to gongbi_app, gongbi_jobs;

create table work.task (
  id uuid primary key,
  kind text not null,
  title text not null,
  unit_path text not null,
  role text not null,
  principal_id uuid,
  subject_kind text not null,
  subject_id text not null,
  due_on date,
  status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
  closes text not null check (closes in ('by_hand', 'by_business')),
  detail jsonb not null default '{}',
  created_command_id uuid not null,
  closed_command_id uuid,
  created_at timestamptz not null,
  constraint task_once unique (kind, subject_id),
  constraint task_closed_by_a_command check ((status = 'open') = (closed_command_id is null))
);
comment on column work.task.role is 'Whoever holds this role at the unit may do it, unless principal_id names one person.';
comment on column work.task.subject_id is 'What it is about; with the kind it makes the task once. A task that returns puts its period here: <contract id>:2027-03.';
comment on column work.task.closes is 'by_hand: a person says it is done. by_business: only the business it waits for closes it.';
comment on column work.task.detail is 'Plain facts for the list. No personal data.';
create index task_open_by_unit on work.task (unit_path text_pattern_ops, due_on) where status = 'open';
create index task_open_by_person on work.task (principal_id, due_on) where status = 'open' and principal_id is not null;
create index task_by_subject on work.task (subject_id);
grant select, insert on work.task to gongbi_app, gongbi_jobs;
grant update (principal_id, status, closed_command_id) on work.task to gongbi_app, gongbi_jobs;

create view work.tasks as select id, kind, title, unit_path, role, principal_id, subject_kind, subject_id, due_on, status, closes, created_at from work.task;
grant select on work.tasks to gongbi_app, gongbi_jobs;
