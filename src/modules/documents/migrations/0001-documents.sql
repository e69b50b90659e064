-- Numbers, files and prints. Bytes lie in the files directory, sealed; here is what they are and to whom they belong.
create schema documents;
grant usage on schema documents to gongbi_app, gongbi_jobs;

create table documents.number_kind (
  kind text primary key,
  name_zh text not null,
  template text not null check (template like '%{serial}%'),
  digits int not null check (digits between 3 and 12),
  gap_policy text not null default 'gapless' check (gap_policy = 'gapless')
);
comment on column documents.number_kind.template is '{unit} is the code of the unit, {year} the business year, {serial} the number of the year padded to digits.';
comment on column documents.number_kind.gap_policy is 'gapless: drawn under the row lock of the counter and given back by a rollback. A number that was used is never given again.';
grant select on documents.number_kind to gongbi_app, gongbi_jobs;

insert into documents.number_kind (kind, name_zh, template, digits) values
  ('loan_application', '借款申请', '{unit}-{year}-贷申-{serial}', 6),
  ('credit_line', '授信额度', '{unit}-{year}-授信-{serial}', 6),
  ('loan_contract', '借款合同', '{unit}-{year}-贷合-{serial}', 6),
  ('repayment_schedule', '还款计划表', '{unit}-{year}-还计-{serial}', 6),
  ('payout_voucher', '放款凭证', '{unit}-{year}-放凭-{serial}', 6),
  ('receipt', '还款回单', '{unit}-{year}-回单-{serial}', 8),
  ('settlement_certificate', '结清证明', '{unit}-{year}-结清-{serial}', 6);

create table documents.number_counter (
  unit_path text not null,
  year int not null,
  kind text not null references documents.number_kind,
  last int not null check (last > 0),
  primary key (unit_path, year, kind)
);
grant select, insert, update on documents.number_counter to gongbi_app, gongbi_jobs;

-- The same content may belong to several units: one row for each, the bytes once.
create table documents.file (
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  unit_path text not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'application/pdf', 'text/csv')),
  bytes int not null check (bytes > 0),
  name text not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  primary key (sha256, unit_path)
);
comment on column documents.file.uploaded_by is 'Empty where the house made the file itself (a print).';
create index file_by_unit on documents.file (unit_path text_pattern_ops, uploaded_at);
grant select, insert on documents.file to gongbi_app, gongbi_jobs;

create table documents.print (
  id uuid primary key,
  kind text not null,
  number text not null,
  template_version int not null,
  subject text not null,
  unit_path text not null,
  party_id uuid,
  data_sealed jsonb not null,
  content_hash text not null,
  sha256 text,
  created_at timestamptz not null,
  command_id uuid not null,
  constraint print_once unique (kind, number)
);
comment on column documents.print.subject is 'What the print is about, by id: a contract, a repayment.';
comment on column documents.print.data_sealed is 'The snapshot the print is made of, sealed under the data key named print:<id>.';
comment on column documents.print.content_hash is 'SHA-256 of kind, number, template version and data; printed in the footer and in the code.';
comment on column documents.print.sha256 is 'The rendered file; empty until the job has rendered it.';
create index print_by_subject on documents.print (subject);
create index print_by_unit on documents.print (unit_path text_pattern_ops, created_at);
create index print_by_party on documents.print (party_id) where party_id is not null;
create index print_by_file on documents.print (sha256) where sha256 is not null;
grant select, insert, update (sha256) on documents.print to gongbi_app, gongbi_jobs;

-- For other rooms: whether the papers of a subject are ready.
create view documents.prints as select id, kind, number, subject, unit_path, party_id, sha256, content_hash, created_at from documents.print;
create view documents.files as select sha256, unit_path, media_type, bytes, uploaded_at from documents.file;
grant select on documents.prints, documents.files to gongbi_app, gongbi_jobs;
