create schema lending;
grant usage on schema lending to gongbi_app, gongbi_jobs;

-- Filing of a household in its village (整村授信): the farm as told, the panel's blind ratings, the pre-limit that follows.
create table lending.filing (
  id uuid primary key,
  village_id uuid not null,
  household_id uuid not null unique,
  borrower_id uuid not null,
  unit_path text not null,
  acreage_mu_hundredths int not null check (acreage_mu_hundredths > 0),
  trees int not null check (trees >= 0),
  annual_income_minor bigint not null,
  other_debt_minor bigint not null,
  grey_list boolean not null,
  filed_on date not null,
  command_id uuid not null
);
create index filing_by_village on lending.filing (village_id);
grant select, insert on lending.filing to gongbi_app, gongbi_jobs;

create table lending.panel_rating (
  filing_id uuid not null references lending.filing,
  seat text not null,
  score int not null check (score between 0 and 100),
  command_id uuid not null,
  primary key (filing_id, seat)
);
grant select, insert on lending.panel_rating to gongbi_app, gongbi_jobs;

create table lending.pre_limit (
  filing_id uuid primary key references lending.filing,
  product_version_id uuid not null,
  rating int not null,
  limit_minor bigint not null,
  reasons jsonb not null,
  set_on date not null,
  command_id uuid not null
);
grant select, insert on lending.pre_limit to gongbi_app, gongbi_jobs;

create table lending.application (
  id uuid primary key,
  number text not null unique,
  unit_path text not null,
  village_id uuid,
  filing_id uuid references lending.filing,
  borrower_id uuid not null,
  product_version_id uuid not null,
  requested_minor bigint not null check (requested_minor > 0),
  term_months int not null,
  purpose text not null,
  account_number text not null,
  state text not null check (state in ('applied', 'surveyed', 'interviewed', 'recommended', 'declined', 'approved', 'rejected', 'contracted', 'withdrawn')),
  state_reason text,
  applied_on date not null,
  channel text not null,
  made_by uuid not null,
  staff_relation boolean not null,
  command_id uuid not null
);
comment on column lending.application.made_by is 'The member of staff who entered it on the applicant''s behalf; they neither survey nor decide it.';
create index application_by_village on lending.application (village_id);
create index application_by_borrower on lending.application (borrower_id);
create index application_by_unit on lending.application (unit_path text_pattern_ops, state);
grant select, insert on lending.application to gongbi_app, gongbi_jobs;
grant update (state, state_reason) on lending.application to gongbi_app, gongbi_jobs;

-- Whom the money is for: pump shops paid against invoices (受托支付). An invoice serves one loan.
create table lending.application_payee (
  application_id uuid not null references lending.application,
  ordinal int not null,
  payee_id uuid not null,
  account_number text not null,
  amount_minor bigint not null check (amount_minor > 0),
  invoice_number text not null unique,
  invoice_sha256 text,
  primary key (application_id, ordinal)
);
grant select, insert on lending.application_payee to gongbi_app, gongbi_jobs;

create table lending.survey (
  application_id uuid primary key references lending.application,
  acreage_mu_hundredths int not null,
  trees int not null,
  water_need_cubic_metres int not null,
  photo_sha256s text[] not null,
  location_sealed bytea,
  first_investigator uuid not null,
  second_investigator uuid not null,
  surveyed_on date not null,
  note text not null,
  command_id uuid not null,
  check (first_investigator <> second_investigator)
);
grant select, insert on lending.survey to gongbi_app, gongbi_jobs;

create table lending.interview (
  application_id uuid primary key references lending.application,
  confirmed_minor bigint not null,
  own_use_confirmed boolean not null,
  signature_sha256 text not null,
  interviewed_by uuid not null,
  interviewed_on date not null,
  command_id uuid not null
);
grant select, insert on lending.interview to gongbi_app, gongbi_jobs;

create table lending.decision (
  application_id uuid primary key references lending.application,
  recommended boolean not null,
  limit_minor bigint not null,
  annual_rate text not null,
  lpr_published_on date,
  spread_basis_points int not null,
  reasons jsonb not null,
  facts jsonb not null,
  table_hash text not null,
  decided_on date not null,
  command_id uuid not null
);
grant select, insert on lending.decision to gongbi_app, gongbi_jobs;

create table lending.alert (
  id uuid primary key,
  kind text not null,
  unit_path text not null,
  evidence text not null,
  status text not null default 'open' check (status in ('open', 'cleared', 'confirmed')),
  raised_on date not null,
  resolved_by uuid,
  resolution text,
  resolved_on date,
  command_id uuid not null
);
create table lending.alert_application (
  alert_id uuid not null references lending.alert,
  application_id uuid not null references lending.application,
  primary key (alert_id, application_id)
);
create index alert_by_application on lending.alert_application (application_id);
grant select, insert on lending.alert, lending.alert_application to gongbi_app, gongbi_jobs;
grant update (status, resolved_by, resolution, resolved_on) on lending.alert to gongbi_app;

create table lending.credit (
  application_id uuid primary key references lending.application,
  granted_minor bigint not null,
  granted_on date not null,
  approved_by uuid[] not null,
  batch_id uuid,
  command_id uuid not null
);
grant select, insert on lending.credit to gongbi_app, gongbi_jobs;

create table lending.contract (
  id uuid primary key,
  number text not null unique,
  application_id uuid not null unique references lending.application,
  unit_path text not null,
  village_id uuid,
  borrower_id uuid not null,
  product_version_id uuid not null,
  principal_minor bigint not null,
  terms jsonb not null,
  starts_on date not null,
  matures_on date not null,
  account_number text not null,
  ledger_account_id bigint unique,
  regulatory jsonb not null,
  state text not null check (state in ('signed', 'cleared', 'active', 'settled', 'cancelled')),
  signed_on date not null,
  signed_at text not null,
  signature_sha256 text not null,
  cleared_by uuid,
  checklist jsonb,
  settled_on date,
  command_id uuid not null
);
comment on column lending.contract.terms is 'Frozen at signing: what the schedule and every later figure follow.';
create index contract_by_borrower on lending.contract (borrower_id);
create index contract_by_village on lending.contract (village_id);
create index contract_by_unit on lending.contract (unit_path text_pattern_ops, state);
grant select, insert on lending.contract to gongbi_app, gongbi_jobs;
grant update (state, ledger_account_id, cleared_by, checklist, settled_on) on lending.contract to gongbi_app, gongbi_jobs;

-- Dated facts; everything else about a running loan is derived from them and the terms.
create table lending.fact (
  contract_id uuid not null references lending.contract,
  sequence int not null,
  kind text not null,
  on_date date not null,
  amount_minor bigint not null,
  parts jsonb not null default '{}',
  entry_id uuid,
  command_id uuid not null,
  primary key (contract_id, sequence)
);
grant select, insert on lending.fact to gongbi_app, gongbi_jobs;

create view lending.contracts as select id, number, unit_path, borrower_id, principal_minor, state, ledger_account_id from lending.contract;
grant select on lending.contracts to gongbi_app, gongbi_jobs;
