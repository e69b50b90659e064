-- The schema of the database, read back from it after all migrations. Made by a test; do not edit.
-- To renew: npm test -- test/schema.int.test.ts --update

create schema access;
grant usage on schema access to gongbi_app, gongbi_jobs;

create table access.principal (
  id uuid not null,
  realm text not null,
  login text not null,
  name text not null,
  password_hash text,
  staff_id uuid,
  party_id uuid,
  unit_path text,
  status text not null default 'active'::text,
  failed_count integer not null default 0,
  locked_until timestamp with time zone,
  card_hint jsonb,
  constraint principal_realm_check CHECK ((realm = ANY (ARRAY['staff'::text, 'customer'::text, 'system'::text]))),
  constraint principal_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text]))),
  constraint principal_pkey PRIMARY KEY (id),
  constraint principal_login_key UNIQUE (login)
);
CREATE INDEX principal_by_party ON access.principal USING btree (party_id) WHERE (party_id IS NOT NULL);
comment on column access.principal.card_hint is 'Shown on a demo bank''s sign-in page; null: no card.';
grant insert, select on access.principal to gongbi_app, gongbi_jobs;
grant update (failed_count, locked_until, password_hash, status) on access.principal to gongbi_app;

create table access.role_grant (
  id uuid not null,
  principal_id uuid not null,
  role text not null,
  unit_path text not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone,
  delegated_by uuid,
  command_id uuid,
  constraint role_grant_delegated_by_fkey FOREIGN KEY (delegated_by) REFERENCES access.principal(id),
  constraint role_grant_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES access.principal(id),
  constraint role_grant_pkey PRIMARY KEY (id)
);
CREATE INDEX role_grant_by_principal ON access.role_grant USING btree (principal_id);
grant insert, select on access.role_grant to gongbi_app, gongbi_jobs;
grant update (valid_until) on access.role_grant to gongbi_app;

create table access.session (
  token_hash bytea not null,
  id uuid not null,
  principal_id uuid not null,
  channel text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  address text,
  user_agent text,
  constraint session_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES access.principal(id),
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_id_key UNIQUE (id)
);
CREATE INDEX session_by_principal ON access.session USING btree (principal_id);
grant insert, select on access.session to gongbi_app, gongbi_jobs;
grant update (revoked_at) on access.session to gongbi_app;

create view access.current_grants as
 SELECT principal_id,
    role,
    unit_path
   FROM access.role_grant
  WHERE valid_from <= clock_timestamp() AND (valid_until IS NULL OR valid_until > clock_timestamp());
grant select on access.current_grants to gongbi_app, gongbi_jobs;

create view access.principals as
 SELECT id,
    realm,
    name,
    staff_id,
    party_id,
    unit_path
   FROM access.principal;
grant select on access.principals to gongbi_app, gongbi_jobs;

create schema catalogue;
grant usage on schema catalogue to gongbi_app, gongbi_jobs;

create table catalogue.brand (
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  unit_path text not null,
  created_on date not null,
  command_id uuid,
  constraint brand_code_check CHECK ((code ~ '^[a-z0-9-]{2,20}$'::text)),
  constraint brand_pkey PRIMARY KEY (id),
  constraint brand_code_key UNIQUE (code)
);
grant insert, select on catalogue.brand to gongbi_app, gongbi_jobs;

create table catalogue.lpr (
  published_on date not null,
  tenor text not null,
  rate_percent text not null,
  source text not null,
  command_id uuid,
  constraint lpr_rate_percent_check CHECK ((rate_percent ~ '^\d{1,2}\.\d{2,4}$'::text)),
  constraint lpr_tenor_check CHECK ((tenor = ANY (ARRAY['1Y'::text, '5Y'::text]))),
  constraint lpr_pkey PRIMARY KEY (tenor, published_on)
);
comment on table catalogue.lpr is 'Loan prime rates as published, in percent. A month without a row kept the value before it.';
grant insert, select on catalogue.lpr to gongbi_app, gongbi_jobs;

create table catalogue.product (
  id uuid not null,
  brand_id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  unit_path text not null,
  created_on date not null,
  command_id uuid,
  constraint product_code_check CHECK ((code ~ '^[a-z0-9-]{2,40}$'::text)),
  constraint product_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES catalogue.brand(id),
  constraint product_pkey PRIMARY KEY (id),
  constraint product_code_key UNIQUE (code)
);
CREATE INDEX product_by_brand ON catalogue.product USING btree (brand_id);
comment on column catalogue.product.unit_path is 'The unit that owns the product: offered there and in all units below it.';
grant insert, select on catalogue.product to gongbi_app, gongbi_jobs;

create table catalogue.version (
  id uuid not null,
  product_id uuid not null,
  number integer not null,
  content jsonb not null,
  content_sha256 text not null,
  state text not null default 'draft'::text,
  drafted_by uuid not null,
  drafted_on date not null,
  submitted_on date,
  approved_by uuid[] not null default '{}'::uuid[],
  published_on date,
  retired_on date,
  command_id uuid,
  constraint published_has_its_day CHECK (((state <> 'published'::text) OR (published_on IS NOT NULL))),
  constraint retired_has_its_day CHECK (((state = 'retired'::text) = (retired_on IS NOT NULL))),
  constraint version_content_sha256_check CHECK ((content_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint version_number_check CHECK ((number >= 1)),
  constraint version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'published'::text, 'retired'::text]))),
  constraint version_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalogue.product(id),
  constraint version_pkey PRIMARY KEY (id),
  constraint version_product_id_number_key UNIQUE (product_id, number)
);
CREATE UNIQUE INDEX version_published ON catalogue.version USING btree (product_id) WHERE (state = 'published'::text);
CREATE TRIGGER version_moves_forward BEFORE UPDATE ON catalogue.version FOR EACH ROW EXECUTE FUNCTION catalogue.version_moves_forward();
comment on column catalogue.version.content_sha256 is 'Of the canonical JSON of the content: what approvers agreed to and contracts froze.';
grant insert, select on catalogue.version to gongbi_app, gongbi_jobs;
grant update (approved_by, published_on, retired_on, state, submitted_on) on catalogue.version to gongbi_app, gongbi_jobs;

create view catalogue.brands as
 SELECT id,
    code,
    name_zh,
    name_en,
    unit_path
   FROM catalogue.brand;
grant select on catalogue.brands to gongbi_app, gongbi_jobs;

create view catalogue.products as
 SELECT id,
    brand_id,
    code,
    name_zh,
    name_en,
    unit_path
   FROM catalogue.product;
grant select on catalogue.products to gongbi_app, gongbi_jobs;

create view catalogue.versions as
 SELECT id,
    product_id,
    number,
    content,
    content_sha256,
    state,
    published_on,
    retired_on
   FROM catalogue.version;
grant select on catalogue.versions to gongbi_app, gongbi_jobs;

CREATE OR REPLACE FUNCTION catalogue.version_moves_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.id, new.product_id, new.number, new.content, new.content_sha256, new.drafted_by, new.drafted_on) is distinct from (old.id, old.product_id, old.number, old.content, old.content_sha256, old.drafted_by, old.drafted_on) then
    raise exception 'version % is written once', old.id using errcode = 'restrict_violation';
  end if;
  if (old.state, new.state) not in (('draft', 'review'), ('draft', 'retired'), ('review', 'published'), ('review', 'retired'), ('published', 'retired')) then
    raise exception 'version % does not go from % to %', old.id, old.state, new.state using errcode = 'restrict_violation';
  end if;
  if old.published_on is not null and new.published_on is distinct from old.published_on then
    raise exception 'version % keeps the day it was published', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;
grant execute on function catalogue.version_moves_forward() to gongbi_app, gongbi_jobs;

create schema commands;
grant usage on schema commands to gongbi_app, gongbi_jobs;

create table commands.approval_step (
  batch_id uuid not null,
  ordinal integer not null,
  role text not null,
  unit_path text not null,
  decision text,
  decided_by uuid,
  comment text,
  seen_hash text,
  decided_at timestamp with time zone,
  constraint approval_step_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text]))),
  constraint approval_step_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES commands.batch(id),
  constraint approval_step_pkey PRIMARY KEY (batch_id, ordinal)
);
grant insert, select, update on commands.approval_step to gongbi_app, gongbi_jobs;

create table commands.audit_event (
  id uuid not null,
  kind text not null,
  principal_id uuid,
  session_id uuid,
  unit_path text,
  subject text,
  detail jsonb not null default '{}'::jsonb,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint audit_event_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_event_by_time ON commands.audit_event USING btree (recorded_at);
comment on table commands.audit_event is 'What is not a command yet must be known later: sign-ins, refused access, personal data revealed, exports.';
grant insert, select on commands.audit_event to gongbi_app, gongbi_jobs;

create table commands.batch (
  id uuid not null,
  command_name text not null,
  payload_version integer not null,
  title text not null,
  maker_id uuid not null,
  channel text not null,
  session_id uuid,
  unit_path text not null,
  status text not null,
  facts jsonb not null,
  seen_hash text not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint batch_status_check CHECK ((status = ANY (ARRAY['awaiting_approval'::text, 'approved'::text, 'done'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint batch_pkey PRIMARY KEY (id)
);
CREATE INDEX batch_open ON commands.batch USING btree (unit_path text_pattern_ops) WHERE (status = 'awaiting_approval'::text);
grant insert, select, update on commands.batch to gongbi_app, gongbi_jobs;

create table commands.batch_item (
  batch_id uuid not null,
  ordinal integer not null,
  idempotency_key text not null,
  payload jsonb not null,
  content_hash bytea not null,
  facts jsonb not null,
  status text not null,
  struck_by uuid,
  strike_reason text,
  command_id uuid,
  outcome jsonb,
  constraint batch_item_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'struck'::text, 'succeeded'::text, 'refused'::text]))),
  constraint batch_item_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES commands.batch(id),
  constraint batch_item_pkey PRIMARY KEY (batch_id, ordinal)
);
grant insert, select, update on commands.batch_item to gongbi_app, gongbi_jobs;

create table commands.command (
  id uuid not null,
  name text not null,
  principal_id uuid not null,
  approved_by uuid[] not null default '{}'::uuid[],
  channel text not null,
  session_id uuid,
  idempotency_key text not null,
  content_hash bytea not null,
  payload jsonb not null,
  unit_path text,
  business_date date not null,
  status text not null,
  outcome jsonb not null,
  parent_id uuid,
  received_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint command_status_check CHECK ((status = ANY (ARRAY['succeeded'::text, 'refused'::text, 'pending'::text]))),
  constraint command_pkey PRIMARY KEY (id),
  constraint command_once UNIQUE (principal_id, name, idempotency_key)
);
CREATE INDEX command_by_parent ON commands.command USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX command_by_time ON commands.command USING btree (recorded_at);
comment on column commands.command.parent_id is 'The batch this command was a row of.';
comment on column commands.command.payload is 'The input as sent; personal data are sealed under the data key named command:<id>.';
grant insert, select on commands.command to gongbi_app, gongbi_jobs;

create table commands.data_key (
  subject text not null,
  master_key_id text not null,
  wrapped bytea not null,
  constraint data_key_pkey PRIMARY KEY (subject)
);
comment on table commands.data_key is 'Data keys by subject (party:<id>, command:<id>, file:<sha256>), wrapped by the master key. Dropping one erases what it sealed.';
grant delete, insert, select on commands.data_key to gongbi_app, gongbi_jobs;

create table commands.outbox (
  id bigint not null generated always as identity,
  kind text not null,
  payload jsonb not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint outbox_pkey PRIMARY KEY (id)
);
comment on table commands.outbox is 'Announcements written with the effect they announce; a poller hands them to the jobs.';
grant delete, insert, select, update on commands.outbox to gongbi_app, gongbi_jobs;

create schema deposits;
grant usage on schema deposits to gongbi_app, gongbi_jobs;

create table deposits.account (
  number text not null,
  ledger_account_id bigint not null,
  book_id integer not null,
  party_id uuid not null,
  unit_path text not null,
  kind text not null,
  opened_on date not null,
  command_id uuid not null,
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['personal'::text, 'corporate'::text]))),
  constraint account_number_check CHECK ((number ~ '^\d{18}$'::text)),
  constraint account_pkey PRIMARY KEY (number),
  constraint account_ledger_account_id_key UNIQUE (ledger_account_id)
);
CREATE INDEX account_by_party ON deposits.account USING btree (party_id);
CREATE INDEX account_by_unit ON deposits.account USING btree (unit_path text_pattern_ops);
grant insert, select on deposits.account to gongbi_app, gongbi_jobs;

create view deposits.accounts as
 SELECT number,
    ledger_account_id,
    book_id,
    party_id,
    unit_path,
    kind,
    opened_on
   FROM deposits.account;
grant select on deposits.accounts to gongbi_app, gongbi_jobs;

create sequence deposits.account_serial start 1 increment 1;
grant usage on sequence deposits.account_serial to gongbi_app, gongbi_jobs;

create schema documents;
grant usage on schema documents to gongbi_app, gongbi_jobs;

create table documents.file (
  sha256 text not null,
  unit_path text not null,
  media_type text not null,
  bytes integer not null,
  name text not null,
  uploaded_by uuid,
  uploaded_at timestamp with time zone not null,
  constraint file_bytes_check CHECK ((bytes > 0)),
  constraint file_media_type_check CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'application/pdf'::text, 'text/csv'::text]))),
  constraint file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint file_pkey PRIMARY KEY (sha256, unit_path)
);
CREATE INDEX file_by_unit ON documents.file USING btree (unit_path text_pattern_ops, uploaded_at);
comment on column documents.file.uploaded_by is 'Empty where the house made the file itself (a print).';
grant insert, select on documents.file to gongbi_app, gongbi_jobs;

create table documents.number_counter (
  unit_path text not null,
  year integer not null,
  kind text not null,
  last integer not null,
  constraint number_counter_last_check CHECK ((last > 0)),
  constraint number_counter_kind_fkey FOREIGN KEY (kind) REFERENCES documents.number_kind(kind),
  constraint number_counter_pkey PRIMARY KEY (unit_path, year, kind)
);
grant insert, select, update on documents.number_counter to gongbi_app, gongbi_jobs;

create table documents.number_kind (
  kind text not null,
  name_zh text not null,
  template text not null,
  digits integer not null,
  gap_policy text not null default 'gapless'::text,
  constraint number_kind_digits_check CHECK (((digits >= 3) AND (digits <= 12))),
  constraint number_kind_gap_policy_check CHECK ((gap_policy = 'gapless'::text)),
  constraint number_kind_template_check CHECK ((template ~~ '%{serial}%'::text)),
  constraint number_kind_pkey PRIMARY KEY (kind)
);
comment on column documents.number_kind.gap_policy is 'gapless: drawn under the row lock of the counter and given back by a rollback. A number that was used is never given again.';
comment on column documents.number_kind.template is '{unit} is the code of the unit, {year} the business year, {serial} the number of the year padded to digits.';
grant select on documents.number_kind to gongbi_app, gongbi_jobs;

create table documents.print (
  id uuid not null,
  kind text not null,
  number text not null,
  template_version integer not null,
  subject text not null,
  unit_path text not null,
  party_id uuid,
  data_sealed jsonb not null,
  content_hash text not null,
  sha256 text,
  created_at timestamp with time zone not null,
  command_id uuid not null,
  constraint print_pkey PRIMARY KEY (id),
  constraint print_once UNIQUE (kind, number)
);
CREATE INDEX print_by_file ON documents.print USING btree (sha256) WHERE (sha256 IS NOT NULL);
CREATE INDEX print_by_party ON documents.print USING btree (party_id) WHERE (party_id IS NOT NULL);
CREATE INDEX print_by_subject ON documents.print USING btree (subject);
CREATE INDEX print_by_unit ON documents.print USING btree (unit_path text_pattern_ops, created_at);
comment on column documents.print.content_hash is 'SHA-256 of kind, number, template version and data; printed in the footer and in the code.';
comment on column documents.print.data_sealed is 'The snapshot the print is made of, sealed under the data key named print:<id>.';
comment on column documents.print.sha256 is 'The rendered file; empty until the job has rendered it.';
comment on column documents.print.subject is 'What the print is about, by id: a contract, a repayment.';
grant insert, select on documents.print to gongbi_app, gongbi_jobs;
grant update (sha256) on documents.print to gongbi_app, gongbi_jobs;

create view documents.files as
 SELECT sha256,
    unit_path,
    media_type,
    bytes,
    uploaded_at
   FROM documents.file;
grant select on documents.files to gongbi_app, gongbi_jobs;

create view documents.prints as
 SELECT id,
    kind,
    number,
    subject,
    unit_path,
    party_id,
    sha256,
    content_hash,
    created_at
   FROM documents.print;
grant select on documents.prints to gongbi_app, gongbi_jobs;

create schema ledger;
grant usage on schema ledger to gongbi_app, gongbi_jobs;

create table ledger.account (
  id bigint not null generated by default as identity,
  book_id integer not null,
  chart_code text not null,
  name text not null,
  owner_party_id uuid,
  currency text not null,
  normal_side text not null,
  balance_mode text not null,
  overdraft_minor bigint,
  status text not null default 'open'::text,
  balance_minor bigint not null default 0,
  held_minor bigint not null default 0,
  version bigint not null default 0,
  opened_on date not null,
  constraint account_balance_mode_check CHECK ((balance_mode = ANY (ARRAY['limited'::text, 'summed'::text]))),
  constraint account_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint account_held_minor_check CHECK ((held_minor >= 0)),
  constraint account_normal_side_check CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text]))),
  constraint account_overdraft_minor_check CHECK ((overdraft_minor >= 0)),
  constraint account_status_check CHECK ((status = ANY (ARRAY['open'::text, 'debit_frozen'::text, 'frozen'::text, 'closed'::text]))),
  constraint limited_keeps_its_floor CHECK (((balance_mode = 'summed'::text) OR (overdraft_minor IS NULL) OR (status = 'closed'::text) OR ((
CASE normal_side
    WHEN 'debit'::text THEN balance_minor
    ELSE (- balance_minor)
END - held_minor) >= (- overdraft_minor)))),
  constraint summed_holds_no_balance CHECK (((balance_mode = 'limited'::text) OR ((balance_minor = 0) AND (held_minor = 0) AND (version = 0)))),
  constraint account_book_id_fkey FOREIGN KEY (book_id) REFERENCES ledger.book(id),
  constraint account_chart_code_fkey FOREIGN KEY (chart_code) REFERENCES ledger.chart_account(code),
  constraint account_pkey PRIMARY KEY (book_id, id),
  constraint account_id_is_global UNIQUE (id)
) with (fillfactor=50);
CREATE INDEX account_by_owner ON ledger.account USING btree (owner_party_id) WHERE (owner_party_id IS NOT NULL);
CREATE UNIQUE INDEX account_internal ON ledger.account USING btree (book_id, chart_code, currency) WHERE ((owner_party_id IS NULL) AND (balance_mode = 'summed'::text));
comment on column ledger.account.balance_minor is 'Limited accounts only: the sum of the legs, kept under the row lock. Summed accounts take no lock; their balance is their legs.';
comment on column ledger.account.held_minor is 'What open holds keep back; available is the balance on the normal side less this.';
comment on column ledger.account.overdraft_minor is 'How far below nothing the balance may go on its normal side; null: no limit.';
grant insert, select on ledger.account to gongbi_app, gongbi_jobs;
grant update (balance_minor, held_minor, overdraft_minor, status, version) on ledger.account to gongbi_app, gongbi_jobs;

create table ledger.book (
  id integer not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  unit_path text not null,
  constraint book_pkey PRIMARY KEY (id),
  constraint book_code_key UNIQUE (code),
  constraint book_unit_path_key UNIQUE (unit_path)
);
grant insert, select on ledger.book to gongbi_app, gongbi_jobs;

create table ledger.chart_account (
  code text not null,
  name_zh text not null,
  name_en text not null,
  class text not null,
  normal_side text not null,
  balance_mode text not null,
  parent_code text,
  constraint chart_account_balance_mode_check CHECK ((balance_mode = ANY (ARRAY['limited'::text, 'summed'::text]))),
  constraint chart_account_class_check CHECK ((class = ANY (ARRAY['asset'::text, 'liability'::text, 'equity'::text, 'income'::text, 'expense'::text, 'clearing'::text]))),
  constraint chart_account_normal_side_check CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text]))),
  constraint chart_account_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES ledger.chart_account(code),
  constraint chart_account_pkey PRIMARY KEY (code)
);
grant insert, select on ledger.chart_account to gongbi_app, gongbi_jobs;

create table ledger.entry (
  book_id integer not null,
  id uuid not null,
  kind text not null,
  value_date date not null,
  booked_on date not null,
  command_id uuid not null,
  narrative text not null,
  reverses uuid,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint entry_pkey PRIMARY KEY (book_id, id)
);
CREATE INDEX entry_by_command ON ledger.entry USING btree (command_id);
CREATE INDEX entry_by_day ON ledger.entry USING brin (booked_on);
CREATE UNIQUE INDEX entry_reversed_once ON ledger.entry USING btree (book_id, reverses) WHERE (reverses IS NOT NULL);
CREATE TRIGGER entry_waits_for_its_seal AFTER INSERT ON ledger.entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.note_unsealed();
grant insert, select on ledger.entry to gongbi_app, gongbi_jobs;

create table ledger.entry_key (
  id uuid not null,
  content_hash bytea not null,
  book_id integer not null,
  constraint entry_key_pkey PRIMARY KEY (id)
);
comment on table ledger.entry_key is 'Across all books: the same entry id again is a duplicate, or with other content a conflict.';
grant insert, select on ledger.entry_key to gongbi_app, gongbi_jobs;

create table ledger.hold (
  id uuid not null,
  book_id integer not null,
  account_id bigint not null,
  amount_minor bigint not null,
  captured_minor bigint not null default 0,
  status text not null default 'open'::text,
  reason text not null,
  expires_on date,
  placed_on date not null,
  resolved_on date,
  command_id uuid not null,
  resolved_by uuid,
  constraint hold_amount_minor_check CHECK ((amount_minor > 0)),
  constraint hold_check CHECK (((captured_minor >= 0) AND (captured_minor <= amount_minor))),
  constraint hold_status_check CHECK ((status = ANY (ARRAY['open'::text, 'captured'::text, 'released'::text, 'expired'::text]))),
  constraint hold_pkey PRIMARY KEY (id)
);
CREATE INDEX hold_open ON ledger.hold USING btree (account_id) WHERE (status = 'open'::text);
comment on column ledger.hold.expires_on is 'The first business date on which it no longer holds; null: until somebody resolves it.';
grant insert, select on ledger.hold to gongbi_app, gongbi_jobs;
grant update (captured_minor, resolved_by, resolved_on, status) on ledger.hold to gongbi_app, gongbi_jobs;

create table ledger.leg (
  book_id integer not null,
  account_id bigint not null,
  id bigint not null generated always as identity,
  entry_id uuid not null,
  amount_minor bigint not null,
  balance_after_minor bigint,
  account_version bigint,
  constraint leg_amount_minor_check CHECK ((amount_minor <> 0)),
  constraint leg_pkey PRIMARY KEY (book_id, account_id, id)
);
CREATE INDEX leg_by_entry ON ledger.leg USING btree (book_id, entry_id);
comment on table ledger.leg is 'Written by ledger.post alone, from accounts it has just read and entries it has just inserted. Foreign keys would look both up again for every leg, a third of the cost of posting; npm run verify checks them instead.';
grant insert, select on ledger.leg to gongbi_app, gongbi_jobs;

create table ledger.period (
  book_id integer not null,
  month date not null,
  closed_on date not null,
  closed_by uuid not null,
  command_id uuid not null,
  constraint period_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint period_book_id_fkey FOREIGN KEY (book_id) REFERENCES ledger.book(id),
  constraint period_pkey PRIMARY KEY (book_id, month)
);
grant insert, select on ledger.period to gongbi_app, gongbi_jobs;

create table ledger.seal (
  book_id integer not null,
  sequence bigint not null,
  entry_id uuid not null,
  content_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default clock_timestamp(),
  constraint seal_content_hash_check CHECK ((octet_length(content_hash) = 32)),
  constraint seal_hash_check CHECK ((octet_length(hash) = 32)),
  constraint seal_previous_hash_check CHECK ((octet_length(previous_hash) = 32)),
  constraint seal_sequence_check CHECK ((sequence > 0)),
  constraint seal_pkey PRIMARY KEY (book_id, sequence),
  constraint entry_sealed_once UNIQUE (book_id, entry_id)
);
comment on table ledger.seal is 'hash = sha256(previous_hash || content_hash), 64 bytes in; the previous hash of a book''s first seal is 32 zero bytes. What content_hash covers: ledger.entry_contents.';
grant insert, select on ledger.seal to gongbi_app, gongbi_jobs;

create table ledger.unsealed (
  id bigint not null generated always as identity,
  book_id integer not null,
  entries integer not null,
  entry_ids uuid[] not null,
  constraint unsealed_pkey PRIMARY KEY (id)
);
comment on table ledger.unsealed is 'Entries that wait for their seal. A trigger on ledger.entry fills it, ledger.seal_entries empties it; npm run verify finds an entry that neither waits nor is sealed.';
grant delete, insert, select on ledger.unsealed to gongbi_app, gongbi_jobs;

create view ledger.account_balances as
 SELECT id AS account_id,
    book_id,
    chart_code,
    name,
    owner_party_id,
    currency,
    normal_side,
    status,
    held_minor,
        CASE balance_mode
            WHEN 'limited'::text THEN balance_minor
            ELSE COALESCE(( SELECT sum(l.amount_minor) AS sum
               FROM ledger.leg l
              WHERE l.book_id = a.book_id AND l.account_id = a.id), 0::numeric)::bigint
        END AS balance_minor
   FROM ledger.account a;
grant select on ledger.account_balances to gongbi_app, gongbi_jobs;

create view ledger.entry_contents as
 SELECT book_id,
    entry_id,
    content,
    sha256(convert_to(content, 'UTF8'::name)) AS content_hash
   FROM ( SELECT e.book_id,
            e.id AS entry_id,
            concat('gongbi entry 1', chr(10), 'book ', e.book_id, chr(10), 'id ', e.id, chr(10), 'value ', to_char(e.value_date::timestamp with time zone, 'YYYY-MM-DD'::text), chr(10), 'booked ', to_char(e.booked_on::timestamp with time zone, 'YYYY-MM-DD'::text), chr(10), 'command ', e.command_id, chr(10), 'reverses ', COALESCE(e.reverses::text, '-'::text), chr(10), 'recorded ', (EXTRACT(epoch FROM e.recorded_at) * 1000000::numeric)::bigint, chr(10), ( SELECT string_agg(concat('leg ', l.account_id, ' ', l.amount_minor, ' ', COALESCE(l.balance_after_minor::text, '-'::text), ' ', COALESCE(l.account_version::text, '-'::text), chr(10)), ''::text ORDER BY l.id) AS string_agg
                   FROM ledger.leg l
                  WHERE l.book_id = e.book_id AND l.entry_id = e.id), 'kind ', octet_length(e.kind), ' ', e.kind, chr(10), 'narrative ', octet_length(e.narrative), ' ', e.narrative, chr(10)) AS content
           FROM ledger.entry e) x;
grant select on ledger.entry_contents to gongbi_app, gongbi_jobs;

create view ledger.entry_legs as
 SELECT book_id,
    entry_id,
    account_id,
    GREATEST(amount_minor, 0::bigint) AS debit_minor,
    GREATEST(- amount_minor, 0::bigint) AS credit_minor
   FROM ledger.leg;
grant select on ledger.entry_legs to gongbi_app, gongbi_jobs;

create view ledger.holds as
 SELECT id,
    account_id,
    amount_minor,
    captured_minor,
    status,
    reason,
    placed_on,
    expires_on,
    resolved_on
   FROM ledger.hold;
grant select on ledger.holds to gongbi_app, gongbi_jobs;

CREATE OR REPLACE FUNCTION ledger.note_unsealed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into ledger.unsealed (book_id, entries, entry_ids) select f.book_id, count(*), array_agg(f.id) from fresh f group by f.book_id;
  return null;
end $function$;
grant execute on function ledger.note_unsealed() to gongbi_app, gongbi_jobs;

CREATE OR REPLACE FUNCTION ledger.post(p_id uuid[], p_book integer[], p_kind text[], p_value_date date[], p_booked_on date[], p_command uuid[], p_narrative text[], p_reverses uuid[], p_hash bytea[], p_link integer[], l_entry integer[], l_account bigint[], l_amount bigint[])
 RETURNS TABLE(entry integer, verdict text)
 LANGUAGE plpgsql
AS $function$
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
end $function$;
grant execute on function ledger.post(p_id uuid[], p_book integer[], p_kind text[], p_value_date date[], p_booked_on date[], p_command uuid[], p_narrative text[], p_reverses uuid[], p_hash bytea[], p_link integer[], l_entry integer[], l_account bigint[], l_amount bigint[]) to gongbi_app, gongbi_jobs;

CREATE OR REPLACE FUNCTION ledger.post_one_by_one(p_id uuid[], p_book integer[], p_kind text[], p_value_date date[], p_booked_on date[], p_command uuid[], p_narrative text[], p_reverses uuid[], p_hash bytea[], p_link integer[], l_entry integer[], l_account bigint[], l_amount bigint[])
 RETURNS TABLE(entry integer, verdict text)
 LANGUAGE plpgsql
AS $function$
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
end $function$;
grant execute on function ledger.post_one_by_one(p_id uuid[], p_book integer[], p_kind text[], p_value_date date[], p_booked_on date[], p_command uuid[], p_narrative text[], p_reverses uuid[], p_hash bytea[], p_link integer[], l_entry integer[], l_account bigint[], l_amount bigint[]) to gongbi_app, gongbi_jobs;

CREATE OR REPLACE FUNCTION ledger.post_single(p_id uuid, p_book integer, p_kind text, p_value_date date, p_booked_on date, p_command uuid, p_narrative text, p_reverses uuid, p_hash bytea, l_account bigint[], l_amount bigint[])
 RETURNS text
 LANGUAGE plpgsql
AS $function$
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
end $function$;
grant execute on function ledger.post_single(p_id uuid, p_book integer, p_kind text, p_value_date date, p_booked_on date, p_command uuid, p_narrative text, p_reverses uuid, p_hash bytea, l_account bigint[], l_amount bigint[]) to gongbi_app, gongbi_jobs;

CREATE OR REPLACE FUNCTION ledger.queue_unsealed()
 RETURNS bigint
 LANGUAGE sql
AS $function$
  with missing as (
    select e.book_id, e.id, (row_number() over (partition by e.book_id order by e.id) - 1) / 1000 as part from ledger.entry e
    where not exists (select 1 from ledger.seal s where s.book_id = e.book_id and s.entry_id = e.id)
  ), queued as (
    insert into ledger.unsealed (book_id, entries, entry_ids) select book_id, count(*), array_agg(id order by id) from missing group by book_id, part returning entries
  )
  select coalesce(sum(entries), 0)::bigint from queued
$function$;

CREATE OR REPLACE FUNCTION ledger.seal_entries(p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
end $function$;
grant execute on function ledger.seal_entries(p_limit integer) to gongbi_app, gongbi_jobs;

create schema lending;
grant usage on schema lending to gongbi_app, gongbi_jobs;

create table lending.alert (
  id uuid not null,
  kind text not null,
  unit_path text not null,
  evidence text not null,
  status text not null default 'open'::text,
  raised_on date not null,
  resolved_by uuid,
  resolution text,
  resolved_on date,
  command_id uuid not null,
  constraint alert_status_check CHECK ((status = ANY (ARRAY['open'::text, 'cleared'::text, 'confirmed'::text]))),
  constraint alert_pkey PRIMARY KEY (id)
);
grant insert, select on lending.alert to gongbi_app, gongbi_jobs;
grant update (resolution, resolved_by, resolved_on, status) on lending.alert to gongbi_app;

create table lending.alert_application (
  alert_id uuid not null,
  application_id uuid not null,
  constraint alert_application_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES lending.alert(id),
  constraint alert_application_application_id_fkey FOREIGN KEY (application_id) REFERENCES lending.application(id),
  constraint alert_application_pkey PRIMARY KEY (alert_id, application_id)
);
CREATE INDEX alert_by_application ON lending.alert_application USING btree (application_id);
grant insert, select on lending.alert_application to gongbi_app, gongbi_jobs;

create table lending.application (
  id uuid not null,
  number text not null,
  unit_path text not null,
  village_id uuid,
  filing_id uuid,
  borrower_id uuid not null,
  product_version_id uuid not null,
  requested_minor bigint not null,
  term_months integer not null,
  purpose text not null,
  account_number text not null,
  state text not null,
  state_reason text,
  applied_on date not null,
  channel text not null,
  made_by uuid not null,
  staff_relation boolean not null,
  command_id uuid not null,
  constraint application_requested_minor_check CHECK ((requested_minor > 0)),
  constraint application_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'surveyed'::text, 'interviewed'::text, 'recommended'::text, 'declined'::text, 'approved'::text, 'rejected'::text, 'contracted'::text, 'withdrawn'::text]))),
  constraint application_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES lending.filing(id),
  constraint application_pkey PRIMARY KEY (id),
  constraint application_number_key UNIQUE (number)
);
CREATE INDEX application_by_borrower ON lending.application USING btree (borrower_id);
CREATE INDEX application_by_unit ON lending.application USING btree (unit_path text_pattern_ops, state);
CREATE INDEX application_by_village ON lending.application USING btree (village_id);
comment on column lending.application.made_by is 'The member of staff who entered it on the applicant''s behalf; they neither survey nor decide it.';
grant insert, select on lending.application to gongbi_app, gongbi_jobs;
grant update (state, state_reason) on lending.application to gongbi_app, gongbi_jobs;

create table lending.application_payee (
  application_id uuid not null,
  ordinal integer not null,
  payee_id uuid not null,
  account_number text not null,
  amount_minor bigint not null,
  invoice_number text not null,
  invoice_sha256 text,
  constraint application_payee_amount_minor_check CHECK ((amount_minor > 0)),
  constraint application_payee_application_id_fkey FOREIGN KEY (application_id) REFERENCES lending.application(id),
  constraint application_payee_pkey PRIMARY KEY (application_id, ordinal),
  constraint application_payee_invoice_number_key UNIQUE (invoice_number)
);
grant insert, select on lending.application_payee to gongbi_app, gongbi_jobs;

create table lending.contract (
  id uuid not null,
  number text not null,
  application_id uuid not null,
  unit_path text not null,
  village_id uuid,
  borrower_id uuid not null,
  product_version_id uuid not null,
  principal_minor bigint not null,
  terms jsonb not null,
  starts_on date not null,
  matures_on date not null,
  account_number text not null,
  ledger_account_id bigint,
  regulatory jsonb not null,
  state text not null,
  signed_on date not null,
  signed_at text not null,
  signature_sha256 text not null,
  cleared_by uuid,
  checklist jsonb,
  settled_on date,
  command_id uuid not null,
  constraint contract_state_check CHECK ((state = ANY (ARRAY['signed'::text, 'cleared'::text, 'active'::text, 'settled'::text, 'cancelled'::text]))),
  constraint contract_application_id_fkey FOREIGN KEY (application_id) REFERENCES lending.application(id),
  constraint contract_pkey PRIMARY KEY (id),
  constraint contract_application_id_key UNIQUE (application_id),
  constraint contract_ledger_account_id_key UNIQUE (ledger_account_id),
  constraint contract_number_key UNIQUE (number)
);
CREATE INDEX contract_by_borrower ON lending.contract USING btree (borrower_id);
CREATE INDEX contract_by_unit ON lending.contract USING btree (unit_path text_pattern_ops, state);
CREATE INDEX contract_by_village ON lending.contract USING btree (village_id);
comment on column lending.contract.terms is 'Frozen at signing: what the schedule and every later figure follow.';
grant insert, select on lending.contract to gongbi_app, gongbi_jobs;
grant update (checklist, cleared_by, ledger_account_id, settled_on, state) on lending.contract to gongbi_app, gongbi_jobs;

create table lending.credit (
  application_id uuid not null,
  granted_minor bigint not null,
  granted_on date not null,
  approved_by uuid[] not null,
  batch_id uuid,
  command_id uuid not null,
  constraint credit_application_id_fkey FOREIGN KEY (application_id) REFERENCES lending.application(id),
  constraint credit_pkey PRIMARY KEY (application_id)
);
grant insert, select on lending.credit to gongbi_app, gongbi_jobs;

create table lending.decision (
  application_id uuid not null,
  recommended boolean not null,
  limit_minor bigint not null,
  annual_rate text not null,
  lpr_published_on date,
  spread_basis_points integer not null,
  reasons jsonb not null,
  facts jsonb not null,
  table_hash text not null,
  decided_on date not null,
  command_id uuid not null,
  constraint decision_application_id_fkey FOREIGN KEY (application_id) REFERENCES lending.application(id),
  constraint decision_pkey PRIMARY KEY (application_id)
);
grant insert, select on lending.decision to gongbi_app, gongbi_jobs;

create table lending.fact (
  contract_id uuid not null,
  sequence integer not null,
  kind text not null,
  on_date date not null,
  amount_minor bigint not null,
  parts jsonb not null default '{}'::jsonb,
  entry_id uuid,
  command_id uuid not null,
  constraint fact_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES lending.contract(id),
  constraint fact_pkey PRIMARY KEY (contract_id, sequence)
);
grant insert, select on lending.fact to gongbi_app, gongbi_jobs;

create table lending.filing (
  id uuid not null,
  village_id uuid not null,
  household_id uuid not null,
  borrower_id uuid not null,
  unit_path text not null,
  acreage_mu_hundredths integer not null,
  trees integer not null,
  annual_income_minor bigint not null,
  other_debt_minor bigint not null,
  grey_list boolean not null,
  filed_on date not null,
  command_id uuid not null,
  constraint filing_acreage_mu_hundredths_check CHECK ((acreage_mu_hundredths > 0)),
  constraint filing_trees_check CHECK ((trees >= 0)),
  constraint filing_pkey PRIMARY KEY (id),
  constraint filing_household_id_key UNIQUE (household_id)
);
CREATE INDEX filing_by_village ON lending.filing USING btree (village_id);
grant insert, select on lending.filing to gongbi_app, gongbi_jobs;

create table lending.interview (
  application_id uuid not null,
  confirmed_minor bigint not null,
  own_use_confirmed boolean not null,
  signature_sha256 text not null,
  interviewed_by uuid not null,
  interviewed_on date not null,
  command_id uuid not null,
  constraint interview_application_id_fkey FOREIGN KEY (application_id) REFERENCES lending.application(id),
  constraint interview_pkey PRIMARY KEY (application_id)
);
grant insert, select on lending.interview to gongbi_app, gongbi_jobs;

create table lending.panel_rating (
  filing_id uuid not null,
  seat text not null,
  score integer not null,
  command_id uuid not null,
  constraint panel_rating_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint panel_rating_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES lending.filing(id),
  constraint panel_rating_pkey PRIMARY KEY (filing_id, seat)
);
grant insert, select on lending.panel_rating to gongbi_app, gongbi_jobs;

create table lending.pre_limit (
  filing_id uuid not null,
  product_version_id uuid not null,
  rating integer not null,
  limit_minor bigint not null,
  reasons jsonb not null,
  set_on date not null,
  command_id uuid not null,
  constraint pre_limit_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES lending.filing(id),
  constraint pre_limit_pkey PRIMARY KEY (filing_id)
);
grant insert, select on lending.pre_limit to gongbi_app, gongbi_jobs;

create table lending.survey (
  application_id uuid not null,
  acreage_mu_hundredths integer not null,
  trees integer not null,
  water_need_cubic_metres integer not null,
  photo_sha256s text[] not null,
  location_sealed bytea,
  first_investigator uuid not null,
  second_investigator uuid not null,
  surveyed_on date not null,
  note text not null,
  command_id uuid not null,
  constraint survey_check CHECK ((first_investigator <> second_investigator)),
  constraint survey_application_id_fkey FOREIGN KEY (application_id) REFERENCES lending.application(id),
  constraint survey_pkey PRIMARY KEY (application_id)
);
grant insert, select on lending.survey to gongbi_app, gongbi_jobs;

create view lending.contracts as
 SELECT id,
    number,
    unit_path,
    borrower_id,
    principal_minor,
    state,
    ledger_account_id
   FROM lending.contract;
grant select on lending.contracts to gongbi_app, gongbi_jobs;

create schema organisation;
grant usage on schema organisation to gongbi_app, gongbi_jobs;

create table organisation.business_day (
  unit_path text not null,
  business_date date not null,
  status text not null default 'open'::text,
  constraint business_day_status_check CHECK ((status = ANY (ARRAY['open'::text, 'cut_off'::text, 'running'::text, 'closed'::text]))),
  constraint business_day_unit_path_fkey FOREIGN KEY (unit_path) REFERENCES organisation.unit(path),
  constraint business_day_pkey PRIMARY KEY (unit_path)
);
comment on table organisation.business_day is 'The open day of each book. Days belong to the bank: no rule reads a clock.';
grant insert, select, update on organisation.business_day to gongbi_app, gongbi_jobs;

create table organisation.calendar_day (
  date date not null,
  kind text not null,
  name_zh text not null,
  source text not null,
  constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'workday'::text]))),
  constraint calendar_day_pkey PRIMARY KEY (date)
);
comment on table organisation.calendar_day is 'Where a day is not what its weekday says. A year without rows is not loaded, and asking about it is refused.';
grant insert, select on organisation.calendar_day to gongbi_app, gongbi_jobs;

create table organisation.day_step (
  unit_path text not null,
  business_date date not null,
  step text not null,
  affected integer not null,
  done_at timestamp with time zone not null default clock_timestamp(),
  constraint day_step_unit_path_fkey FOREIGN KEY (unit_path) REFERENCES organisation.unit(path),
  constraint day_step_pkey PRIMARY KEY (unit_path, business_date, step)
);
comment on table organisation.day_step is 'What the turn of the day did in each book. A step that is here is done; one that is missing runs again.';
grant insert, select on organisation.day_step to gongbi_app, gongbi_jobs;

create table organisation.declaration (
  id uuid not null,
  kind text not null,
  title text not null,
  unit_path text not null,
  declared_on date not null,
  valid_until date,
  source text not null,
  command_id uuid not null,
  constraint declaration_kind_check CHECK ((kind = ANY (ARRAY['drought'::text, 'flood'::text, 'epidemic'::text, 'outlet_closure'::text]))),
  constraint declaration_unit_path_fkey FOREIGN KEY (unit_path) REFERENCES organisation.unit(path),
  constraint declaration_pkey PRIMARY KEY (id)
);
grant insert, select on organisation.declaration to gongbi_app, gongbi_jobs;

create table organisation.staff (
  id uuid not null,
  employee_number text not null,
  name text not null,
  unit_path text not null,
  duty text not null,
  constraint staff_unit_path_fkey FOREIGN KEY (unit_path) REFERENCES organisation.unit(path),
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_employee_number_key UNIQUE (employee_number)
);
grant insert, select on organisation.staff to gongbi_app, gongbi_jobs;

create table organisation.unit (
  id uuid not null,
  code text not null,
  path text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  tier integer not null,
  valid_from date not null,
  valid_until date,
  constraint unit_path_check CHECK ((path ~ '^([A-Z0-9]+\.)+$'::text)),
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_code_key UNIQUE (code),
  constraint unit_path_key UNIQUE (path)
);
CREATE INDEX unit_by_path ON organisation.unit USING btree (path text_pattern_ops);
comment on column organisation.unit.path is 'Codes from the root down, each closed by a dot: a prefix is a unit with all below it.';
grant insert, select on organisation.unit to gongbi_app, gongbi_jobs;
grant update (valid_until) on organisation.unit to gongbi_app;

create view organisation.business_days as
 SELECT unit_path,
    business_date,
    status
   FROM organisation.business_day;
grant select on organisation.business_days to gongbi_app, gongbi_jobs;

create view organisation.declarations as
 SELECT id,
    kind,
    title,
    unit_path,
    declared_on,
    valid_until,
    source
   FROM organisation.declaration;
grant select on organisation.declarations to gongbi_app, gongbi_jobs;

create view organisation.staff_members as
 SELECT id,
    employee_number,
    name,
    unit_path,
    duty
   FROM organisation.staff;
grant select on organisation.staff_members to gongbi_app, gongbi_jobs;

create view organisation.units as
 SELECT path,
    code,
    name_zh,
    name_en,
    kind,
    tier
   FROM organisation.unit;
grant select on organisation.units to gongbi_app, gongbi_jobs;

create schema parties;
grant usage on schema parties to gongbi_app, gongbi_jobs;

create table parties.party (
  id uuid not null,
  kind text not null,
  unit_path text not null,
  public_name text,
  name_sealed bytea,
  name_hash bytea,
  id_number_sealed bytea,
  id_number_hash bytea,
  mobile_sealed bytea,
  mobile_hash bytea,
  address_sealed bytea,
  address_hash bytea,
  credit_code text,
  division_code text,
  birth_date_sealed bytea,
  attributes jsonb not null default '{}'::jsonb,
  registered_on date not null,
  command_id uuid not null,
  constraint party_check CHECK (((kind = 'person'::text) = (name_sealed IS NOT NULL))),
  constraint party_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'household'::text, 'village'::text, 'firm'::text]))),
  constraint party_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX firm_by_credit_code ON parties.party USING btree (credit_code) WHERE (credit_code IS NOT NULL);
CREATE INDEX party_by_name ON parties.party USING btree (name_hash) WHERE (name_hash IS NOT NULL);
CREATE INDEX party_by_unit ON parties.party USING btree (unit_path text_pattern_ops, kind);
CREATE UNIQUE INDEX person_by_id_number ON parties.party USING btree (id_number_hash) WHERE (id_number_hash IS NOT NULL);
grant insert, select on parties.party to gongbi_app, gongbi_jobs;
grant update (address_hash, address_sealed, attributes, mobile_hash, mobile_sealed) on parties.party to gongbi_app;

create table parties.relation (
  from_party_id uuid not null,
  to_party_id uuid,
  staff_id uuid,
  kind text not null,
  since date not null,
  command_id uuid not null,
  constraint relation_check CHECK ((((kind = 'relative_of_staff'::text) = (staff_id IS NOT NULL)) AND ((staff_id IS NULL) = (to_party_id IS NOT NULL)))),
  constraint relation_kind_check CHECK ((kind = ANY (ARRAY['head_of'::text, 'member_of'::text, 'belongs_to'::text, 'legal_representative_of'::text, 'relative_of_staff'::text]))),
  constraint relation_from_party_id_fkey FOREIGN KEY (from_party_id) REFERENCES parties.party(id),
  constraint relation_to_party_id_fkey FOREIGN KEY (to_party_id) REFERENCES parties.party(id)
);
CREATE UNIQUE INDEX relation_once ON parties.relation USING btree (from_party_id, kind, COALESCE(to_party_id, staff_id));
CREATE INDEX relation_to ON parties.relation USING btree (to_party_id);
grant insert, select on parties.relation to gongbi_app, gongbi_jobs;

create view parties.parties as
 SELECT id,
    kind,
    unit_path,
    public_name,
    mobile_hash,
    address_hash,
    credit_code,
    attributes
   FROM parties.party;
grant select on parties.parties to gongbi_app, gongbi_jobs;

create view parties.relations as
 SELECT from_party_id,
    to_party_id,
    staff_id,
    kind
   FROM parties.relation;
grant select on parties.relations to gongbi_app, gongbi_jobs;

create schema platform;
grant usage on schema platform to gongbi_app, gongbi_jobs;

create table platform.migration (
  room text not null,
  file text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default clock_timestamp(),
  constraint migration_pkey PRIMARY KEY (room, file)
);
grant select on platform.migration to gongbi_app, gongbi_jobs;

create table platform.setting (
  name text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (name)
);
comment on table platform.setting is 'Facts about this database itself: bank name, whether it was created as a demo.';
grant select on platform.setting to gongbi_app, gongbi_jobs;

create schema work;
grant usage on schema work to gongbi_app, gongbi_jobs;

create table work.task (
  id uuid not null,
  kind text not null,
  title text not null,
  unit_path text not null,
  role text not null,
  principal_id uuid,
  subject_kind text not null,
  subject_id text not null,
  due_on date,
  status text not null default 'open'::text,
  closes text not null,
  detail jsonb not null default '{}'::jsonb,
  created_command_id uuid not null,
  closed_command_id uuid,
  created_at timestamp with time zone not null,
  constraint task_closed_by_a_command CHECK (((status = 'open'::text) = (closed_command_id IS NULL))),
  constraint task_closes_check CHECK ((closes = ANY (ARRAY['by_hand'::text, 'by_business'::text]))),
  constraint task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text]))),
  constraint task_pkey PRIMARY KEY (id),
  constraint task_once UNIQUE (kind, subject_id)
);
CREATE INDEX task_by_subject ON work.task USING btree (subject_id);
CREATE INDEX task_open_by_person ON work.task USING btree (principal_id, due_on) WHERE ((status = 'open'::text) AND (principal_id IS NOT NULL));
CREATE INDEX task_open_by_unit ON work.task USING btree (unit_path text_pattern_ops, due_on) WHERE (status = 'open'::text);
comment on column work.task.closes is 'by_hand: a person says it is done. by_business: only the business it waits for closes it.';
comment on column work.task.detail is 'Plain facts for the list. No personal data.';
comment on column work.task.role is 'Whoever holds this role at the unit may do it, unless principal_id names one person.';
comment on column work.task.subject_id is 'What it is about; with the kind it makes the task once. A task that returns puts its period here: <contract id>:2027-03.';
grant insert, select on work.task to gongbi_app, gongbi_jobs;
grant update (closed_command_id, principal_id, status) on work.task to gongbi_app, gongbi_jobs;

create view work.tasks as
 SELECT id,
    kind,
    title,
    unit_path,
    role,
    principal_id,
    subject_kind,
    subject_id,
    due_on,
    status,
    closes,
    created_at
   FROM work.task;
grant select on work.tasks to gongbi_app, gongbi_jobs;
