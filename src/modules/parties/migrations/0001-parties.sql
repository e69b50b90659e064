-- Who the bank deals with. A person's name and numbers are sealed under the party's own data key; keyed hashes serve search and
-- duplicate detection. Names of firms and villages are public and stand in clear.
create schema parties;
grant usage on schema parties to gongbi_app, gongbi_jobs;

create table parties.party (
  id uuid primary key,
  kind text not null check (kind in ('person', 'household', 'village', 'firm')),
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
  attributes jsonb not null default '{}',
  registered_on date not null,
  command_id uuid not null,
  check ((kind = 'person') = (name_sealed is not null))
);
create unique index person_by_id_number on parties.party (id_number_hash) where id_number_hash is not null;
create unique index firm_by_credit_code on parties.party (credit_code) where credit_code is not null;
create index party_by_name on parties.party (name_hash) where name_hash is not null;
create index party_by_unit on parties.party (unit_path text_pattern_ops, kind);
grant select, insert on parties.party to gongbi_app, gongbi_jobs;
grant update (mobile_sealed, mobile_hash, address_sealed, address_hash, attributes) on parties.party to gongbi_app;

create table parties.relation (
  from_party_id uuid not null references parties.party,
  to_party_id uuid references parties.party,
  staff_id uuid,
  kind text not null check (kind in ('head_of', 'member_of', 'belongs_to', 'legal_representative_of', 'relative_of_staff')),
  since date not null,
  command_id uuid not null,
  check ((kind = 'relative_of_staff') = (staff_id is not null) and (staff_id is null) = (to_party_id is not null))
);
create unique index relation_once on parties.relation (from_party_id, kind, coalesce(to_party_id, staff_id));
create index relation_to on parties.relation (to_party_id);
grant select, insert on parties.relation to gongbi_app, gongbi_jobs;

create view parties.parties as select id, kind, unit_path, public_name, mobile_hash, address_hash, credit_code, attributes from parties.party;
create view parties.relations as select from_party_id, to_party_id, staff_id, kind from parties.relation;
grant select on parties.parties, parties.relations to gongbi_app, gongbi_jobs;
