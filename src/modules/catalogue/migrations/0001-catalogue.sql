-- Brands, products, versions: what the bank sells, as data. A version's content is written once; only its state moves, and only forward.
create schema catalogue;
grant usage on schema catalogue to gongbi_app, gongbi_jobs;

create table catalogue.brand (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9-]{2,20}$'),
  name_zh text not null,
  name_en text not null,
  unit_path text not null,
  created_on date not null,
  command_id uuid
);
grant select, insert on catalogue.brand to gongbi_app, gongbi_jobs;

create table catalogue.product (
  id uuid primary key,
  brand_id uuid not null references catalogue.brand,
  code text not null unique check (code ~ '^[a-z0-9-]{2,40}$'),
  name_zh text not null,
  name_en text not null,
  unit_path text not null,
  created_on date not null,
  command_id uuid
);
comment on column catalogue.product.unit_path is 'The unit that owns the product: offered there and in all units below it.';
create index product_by_brand on catalogue.product (brand_id);
grant select, insert on catalogue.product to gongbi_app, gongbi_jobs;

create table catalogue.version (
  id uuid primary key,
  product_id uuid not null references catalogue.product,
  number int not null check (number >= 1),
  content jsonb not null,
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'draft' check (state in ('draft', 'review', 'published', 'retired')),
  drafted_by uuid not null,
  drafted_on date not null,
  submitted_on date,
  approved_by uuid[] not null default '{}',
  published_on date,
  retired_on date,
  command_id uuid,
  unique (product_id, number),
  constraint published_has_its_day check (state <> 'published' or published_on is not null),
  constraint retired_has_its_day check ((state = 'retired') = (retired_on is not null))
);
comment on column catalogue.version.content_sha256 is 'Of the canonical JSON of the content: what approvers agreed to and contracts froze.';
create unique index version_published on catalogue.version (product_id) where state = 'published';
comment on index catalogue.version_published is 'New contracts find one version of a product; those it follows are retired, and live on in the contracts that froze them.';
grant select, insert on catalogue.version to gongbi_app, gongbi_jobs;
grant update (state, submitted_on, approved_by, published_on, retired_on) on catalogue.version to gongbi_app, gongbi_jobs;

-- The grant above keeps the app from changing a content; this keeps everyone from it, and from a state going back.
create function catalogue.version_moves_forward() returns trigger language plpgsql as $$
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
end $$;
create trigger version_moves_forward before update on catalogue.version for each row execute function catalogue.version_moves_forward();

create table catalogue.lpr (
  published_on date not null,
  tenor text not null check (tenor in ('1Y', '5Y')),
  rate_percent text not null check (rate_percent ~ '^\d{1,2}\.\d{2,4}$'),
  source text not null,
  command_id uuid,
  primary key (tenor, published_on)
);
comment on table catalogue.lpr is 'Loan prime rates as published, in percent. A month without a row kept the value before it.';
grant select, insert on catalogue.lpr to gongbi_app, gongbi_jobs;

create view catalogue.brands as select id, code, name_zh, name_en, unit_path from catalogue.brand;
create view catalogue.products as select id, brand_id, code, name_zh, name_en, unit_path from catalogue.product;
create view catalogue.versions as select id, product_id, number, content, content_sha256, state, published_on, retired_on from catalogue.version;
grant select on catalogue.brands, catalogue.products, catalogue.versions to gongbi_app, gongbi_jobs;
