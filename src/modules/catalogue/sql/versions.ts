import { canonicalJson, sha256Hex, sql, toJson, type Reader, type Tx } from '#platform';
import { productContent, type ProductContent } from '../content.ts';

export type BrandRow = { readonly id: string; readonly code: string; readonly unitPath: string };
export type ProductRow = { readonly id: string; readonly code: string; readonly unitPath: string; readonly brandCode: string; readonly nameZh: string };
export type VersionState = 'draft' | 'review' | 'published' | 'retired';
export type VersionRow = { readonly id: string; readonly productId: string; readonly number: number; readonly state: VersionState; readonly contentSha256: string; readonly draftedBy: string; readonly unitPath: string; readonly productCode: string; readonly nameZh: string };

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));

export async function loadBrands(reader: Reader, ids: readonly string[]): Promise<Map<string, BrandRow>> {
  return byId(await reader.rows<BrandRow>(sql`select id, code, unit_path as "unitPath" from catalogue.brand where id = any(${ids as string[]}::uuid[])`));
}

export async function loadProducts(reader: Reader, ids: readonly string[]): Promise<Map<string, ProductRow>> {
  return byId(await reader.rows<ProductRow>(sql`select p.id, p.code, p.unit_path as "unitPath", p.name_zh as "nameZh", b.code as "brandCode" from catalogue.product p join catalogue.brand b on b.id = p.brand_id where p.id = any(${ids as string[]}::uuid[])`));
}

/** Versions without their content; `lock` keeps others from moving their state until the transaction ends. */
export async function loadVersions(reader: Reader, ids: readonly string[], lock = false): Promise<Map<string, VersionRow>> {
  return byId(await reader.rows<VersionRow>(sql`select v.id, v.product_id as "productId", v.number, v.state, v.content_sha256 as "contentSha256", v.drafted_by as "draftedBy", p.unit_path as "unitPath", p.code as "productCode", p.name_zh as "nameZh"
    from catalogue.version v join catalogue.product p on p.id = v.product_id where v.id = any(${ids as string[]}::uuid[]) order by v.id ${lock ? sql`for update of v` : sql``}`));
}

/** Which of these codes are taken, by a brand or by a product. */
export async function takenCodes(reader: Reader, table: 'brand' | 'product', codes: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ code: string }>(table === 'brand' ? sql`select code from catalogue.brand where code = any(${codes as string[]}::text[])` : sql`select code from catalogue.product where code = any(${codes as string[]}::text[])`);
  return new Set(rows.map((row) => row.code));
}

export type NewBrand = { readonly id: string; readonly code: string; readonly nameZh: string; readonly nameEn: string; readonly unitPath: string; readonly createdOn: string; readonly commandId: string | null };
export async function insertBrands(tx: Tx, rows: readonly NewBrand[]): Promise<void> {
  await tx.run(sql`insert into catalogue.brand (id, code, name_zh, name_en, unit_path, created_on, command_id)
    select * from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.nameZh)}::text[], ${rows.map((r) => r.nameEn)}::text[], ${rows.map((r) => r.unitPath)}::text[], ${rows.map((r) => r.createdOn)}::date[], ${rows.map((r) => r.commandId)}::uuid[])`);
}

export type NewProduct = NewBrand & { readonly brandId: string };
export async function insertProducts(tx: Tx, rows: readonly NewProduct[]): Promise<void> {
  await tx.run(sql`insert into catalogue.product (id, brand_id, code, name_zh, name_en, unit_path, created_on, command_id)
    select * from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.brandId)}::uuid[], ${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.nameZh)}::text[], ${rows.map((r) => r.nameEn)}::text[], ${rows.map((r) => r.unitPath)}::text[], ${rows.map((r) => r.createdOn)}::date[], ${rows.map((r) => r.commandId)}::uuid[])`);
}

export const contentHash = (content: ProductContent): string => sha256Hex(canonicalJson(content));

export type NewVersion = { readonly id: string; readonly productId: string; readonly content: ProductContent; readonly draftedBy: string; readonly draftedOn: string; readonly commandId: string | null };
/** Writes drafts with the next numbers of their products. The lock per product keeps two writers from taking the same number. */
export async function insertVersions(tx: Tx, rows: readonly NewVersion[]): Promise<Map<string, number>> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('catalogue.product:' || id, 0)) from (select distinct id from unnest(${rows.map((r) => r.productId)}::uuid[]) u(id) order by id) products`);
  const numbered = await tx.rows<{ id: string; number: number }>(sql`insert into catalogue.version (id, product_id, number, content, content_sha256, drafted_by, drafted_on, command_id)
    select u.id, product, coalesce((select max(v.number) from catalogue.version v where v.product_id = product), 0) + row_number() over (partition by product order by ordinal), content::jsonb, hash, by, day, command
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.productId)}::uuid[], ${rows.map((r) => toJson(r.content))}::text[], ${rows.map((r) => contentHash(r.content))}::text[], ${rows.map((r) => r.draftedBy)}::uuid[],
      ${rows.map((r) => r.draftedOn)}::date[], ${rows.map((r) => r.commandId)}::uuid[]) with ordinality u(id, product, content, hash, by, day, command, ordinal) returning id, number`);
  return new Map(numbered.map((row) => [row.id, row.number]));
}

/** Publishes a version in review; the published one before it is retired on the same day. */
export async function publish(tx: Tx, version: { id: string; productId: string }, approvedBy: readonly string[], on: string): Promise<void> {
  await tx.run(sql`update catalogue.version set state = 'retired', retired_on = ${on} where product_id = ${version.productId} and state = 'published'`);
  await tx.run(sql`update catalogue.version set state = 'published', published_on = ${on}, approved_by = ${approvedBy as string[]}::uuid[] where id = ${version.id}`);
}

export type Version = { readonly id: string; readonly productId: string; readonly productCode: string; readonly unitPath: string; readonly number: number; readonly state: VersionState; readonly contentSha256: string; readonly content: ProductContent };
type Stored = Omit<Version, 'content'> & { content: unknown };
const open = (row: Stored): Version => ({ ...row, content: productContent.parse(row.content) });
const stored = sql`v.id, v.product_id as "productId", p.code as "productCode", p.unit_path as "unitPath", v.number, v.state, v.content_sha256 as "contentSha256", v.content from catalogue.version v join catalogue.product p on p.id = v.product_id`;

/**
 * The versions new contracts may use, by the ids asked for: of products, the one that is published; of versions, those that still are. What is not
 * published is left out.
 */
export async function publishedVersions(reader: Reader, by: { readonly productIds: readonly string[] } | { readonly versionIds: readonly string[] }): Promise<Map<string, Version>> {
  const [column, ids] = 'productIds' in by ? [sql`v.product_id`, by.productIds] : [sql`v.id`, by.versionIds];
  const rows = await reader.rows<Stored>(sql`select ${stored} where ${column} = any(${[...new Set(ids)]}::uuid[]) and v.state = 'published'`);
  return new Map(rows.map((row) => ['productIds' in by ? row.productId : row.id, open(row)]));
}

/** The one published version of a product, or the version itself while it is the published one. */
export async function publishedVersion(reader: Reader, by: { readonly productId: string } | { readonly versionId: string }): Promise<Version | undefined> {
  return 'productId' in by ? (await publishedVersions(reader, { productIds: [by.productId] })).get(by.productId) : (await publishedVersions(reader, { versionIds: [by.versionId] })).get(by.versionId);
}

/** Versions by id in whatever state, for the contracts that froze them. */
export async function versionsById(reader: Reader, ids: readonly string[]): Promise<Map<string, Version>> {
  const rows = await reader.rows<Stored>(sql`select ${stored} where v.id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, open(row)]));
}
