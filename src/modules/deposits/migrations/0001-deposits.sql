-- Customers' accounts. The number names no book: outlets may merge and the number stays.
create schema deposits;
grant usage on schema deposits to gongbi_app, gongbi_jobs;
create sequence deposits.account_serial;
grant usage on sequence deposits.account_serial to gongbi_app, gongbi_jobs;

create table deposits.account (
  number text primary key check (number ~ '^\d{18}$'),
  ledger_account_id bigint not null unique,
  book_id int not null,
  party_id uuid not null,
  unit_path text not null,
  kind text not null check (kind in ('personal', 'corporate')),
  opened_on date not null,
  command_id uuid not null
);
create index account_by_party on deposits.account (party_id);
create index account_by_unit on deposits.account (unit_path text_pattern_ops);
grant select, insert on deposits.account to gongbi_app, gongbi_jobs;

create view deposits.accounts as select number, ledger_account_id, book_id, party_id, unit_path, kind, opened_on from deposits.account;
grant select on deposits.accounts to gongbi_app, gongbi_jobs;
