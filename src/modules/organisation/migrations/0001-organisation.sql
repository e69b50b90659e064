create schema organisation;
grant usage on schema organisation to gongbi_app, gongbi_jobs;

create table organisation.unit (
  id uuid primary key,
  code text not null unique,
  path text not null unique check (path ~ '^([A-Z0-9]+\.)+$'),
  name_zh text not null,
  name_en text not null,
  kind text not null,
  tier int not null,
  valid_from date not null,
  valid_until date
);
comment on column organisation.unit.path is 'Codes from the root down, each closed by a dot: a prefix is a unit with all below it.';
create index unit_by_path on organisation.unit (path text_pattern_ops);
grant select, insert on organisation.unit to gongbi_app, gongbi_jobs;
grant update (valid_until) on organisation.unit to gongbi_app;

create table organisation.staff (
  id uuid primary key,
  employee_number text not null unique,
  name text not null,
  unit_path text not null references organisation.unit (path),
  duty text not null
);
grant select, insert on organisation.staff to gongbi_app, gongbi_jobs;

create table organisation.calendar_day (
  date date primary key,
  kind text not null check (kind in ('holiday', 'workday')),
  name_zh text not null,
  source text not null
);
comment on table organisation.calendar_day is 'Where a day is not what its weekday says. A year without rows is not loaded, and asking about it is refused.';
grant select, insert on organisation.calendar_day to gongbi_app, gongbi_jobs;

create table organisation.business_day (
  unit_path text primary key references organisation.unit (path),
  business_date date not null,
  status text not null default 'open' check (status in ('open', 'cut_off', 'running', 'closed'))
);
comment on table organisation.business_day is 'The open day of each book. Days belong to the bank: no rule reads a clock.';
grant select, insert, update on organisation.business_day to gongbi_app, gongbi_jobs;

create table organisation.declaration (
  id uuid primary key,
  kind text not null check (kind in ('drought', 'flood', 'epidemic', 'outlet_closure')),
  title text not null,
  unit_path text not null references organisation.unit (path),
  declared_on date not null,
  valid_until date,
  source text not null,
  command_id uuid not null
);
grant select, insert on organisation.declaration to gongbi_app, gongbi_jobs;

create table organisation.day_step (
  unit_path text not null references organisation.unit (path),
  business_date date not null,
  step text not null,
  affected int not null,
  done_at timestamptz not null default clock_timestamp(),
  primary key (unit_path, business_date, step)
);
comment on table organisation.day_step is 'What the turn of the day did in each book. A step that is here is done; one that is missing runs again.';
grant select, insert on organisation.day_step to gongbi_app, gongbi_jobs;

-- Views are plural: what other rooms may read.
create view organisation.units as select path, code, name_zh, name_en, kind, tier from organisation.unit;
create view organisation.staff_members as select id, employee_number, name, unit_path, duty from organisation.staff;
create view organisation.business_days as select unit_path, business_date, status from organisation.business_day;
create view organisation.declarations as select id, kind, title, unit_path, declared_on, valid_until, source from organisation.declaration;
grant select on organisation.units, organisation.staff_members, organisation.business_days, organisation.declarations to gongbi_app, gongbi_jobs;
