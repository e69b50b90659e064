create schema access;
grant usage on schema access to gongbi_app, gongbi_jobs;

create table access.principal (
  id uuid primary key,
  realm text not null check (realm in ('staff', 'customer', 'system')),
  login text not null unique,
  name text not null,
  password_hash text,
  staff_id uuid,
  party_id uuid,
  unit_path text,
  status text not null default 'active' check (status in ('active', 'disabled')),
  failed_count int not null default 0,
  locked_until timestamptz,
  card_hint jsonb
);
comment on column access.principal.card_hint is 'Shown on a demo bank''s sign-in page; null: no card.';
create index principal_by_party on access.principal (party_id) where party_id is not null;
grant select, insert on access.principal to gongbi_app, gongbi_jobs;
grant update (password_hash, status, failed_count, locked_until) on access.principal to gongbi_app;

create table access.role_grant (
  id uuid primary key,
  principal_id uuid not null references access.principal,
  role text not null,
  unit_path text not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  delegated_by uuid references access.principal,
  command_id uuid
);
create index role_grant_by_principal on access.role_grant (principal_id);
grant select, insert on access.role_grant to gongbi_app, gongbi_jobs;
grant update (valid_until) on access.role_grant to gongbi_app;

create table access.session (
  token_hash bytea primary key,
  id uuid not null unique,
  principal_id uuid not null references access.principal,
  channel text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text,
  user_agent text
);
create index session_by_principal on access.session (principal_id);
grant select, insert on access.session to gongbi_app, gongbi_jobs;
grant update (revoked_at) on access.session to gongbi_app;

insert into access.principal (id, realm, login, name) values ('00000000-0000-8000-8000-000000000001', 'system', '(system)', '系统');

create view access.principals as select id, realm, name, staff_id, party_id, unit_path from access.principal;
grant select on access.principals to gongbi_app, gongbi_jobs;
create view access.current_grants as select principal_id, role, unit_path from access.role_grant where valid_from <= clock_timestamp() and (valid_until is null or valid_until > clock_timestamp());
grant select on access.current_grants to gongbi_app, gongbi_jobs;
