import { must, refuse, succeed, toBeijingDate } from '#kernel';
import { answers, page, sql, visible, type Reader, type Scope, type Sql } from '#platform';
import * as contract from './contract.ts';
import { tableKeys, type DecisionTable, type TableKey } from './content.ts';
import { evaluate, missingFacts, type Evaluation, type Facts } from './evaluate.ts';
import { annualRateText, isEligible, limitWithin } from './rules.ts';
import { lprOn } from './sql/lpr.ts';
import { versionsById, type VersionState } from './sql/versions.ts';

/** What a unit owns is offered in all units below it, so people there see it too. */
const offered = (scope: Scope, unitPath: Sql): Sql => sql`(${visible(scope, unitPath)} or exists (select 1 from unnest(${scope.paths as string[]}::text[]) held(path) where held.path ^@ ${unitPath}))`;

type VersionItem = { id: string; productId: string; productCode: string; productNameZh: string; productNameEn: string; unitPath: string; number: number; state: VersionState; contentSha256: string; draftedByName: string; draftedOn: string; submittedOn: string | null; publishedOn: string | null; retiredOn: string | null };
const versionColumns = sql`v.id, v.product_id as "productId", p.code as "productCode", p.name_zh as "productNameZh", p.name_en as "productNameEn", p.unit_path as "unitPath", v.number, v.state, v.content_sha256 as "contentSha256",
  coalesce(a.name, '') as "draftedByName", v.drafted_on as "draftedOn", v.submitted_on as "submittedOn", v.published_on as "publishedOn", v.retired_on as "retiredOn"`;
const versionTables = sql`catalogue.version v join catalogue.product p on p.id = v.product_id left join access.principals a on a.id = v.drafted_by`;
const seen = (reader: Reader, versionId: string, scope: Scope) => reader.maybe<VersionItem & { approvedByNames: string[] }>(sql`select ${versionColumns}, (select coalesce(array_agg(b.name order by b.name), '{}') from access.principals b where b.id = any(v.approved_by)) as "approvedByNames"
  from ${versionTables} where v.id = ${versionId} and ${offered(scope, sql`p.unit_path`)}`);

/** `name=value` texts as facts of the types the tables ask for; what cannot be read stays text and is named as missing. */
function readFacts(tables: readonly DecisionTable[], given: readonly string[]): Facts {
  const types = new Map(tables.flatMap((table) => table.inputs.map(({ name, type }) => [name, type] as const)));
  return Object.fromEntries(given.map((text) => {
    const [name, value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    const type = types.get(name);
    if (type === 'integer') return [name, /^-?\d{1,16}$/.test(value) ? BigInt(value) : value];
    return [name, type === 'boolean' && (value === 'true' || value === 'false') ? value === 'true' : value];
  }));
}
const shown = ({ outputs, reasons, hash, trace }: Evaluation) => ({ outputs, reasons: [...reasons], rows: trace.rows.map((row) => row.index), hash });

export const queries = [
  answers(contract.brands, async (reader, input, scope) => succeed(await page<never>(reader, sql`
    select b.id, b.code, b.name_zh as "nameZh", b.name_en as "nameEn", b.unit_path as "unitPath", (select count(*)::int from catalogue.product p where p.brand_id = b.id) as products
    from catalogue.brand b where ${offered(scope, sql`b.unit_path`)}`, input, { code: 'text', nameZh: 'text' }))),

  answers(contract.products, async (reader, input, scope) => succeed(await page<never>(reader, sql`
    select p.id, p.code, p.name_zh as "nameZh", p.name_en as "nameEn", b.code as "brandCode", b.name_zh as "brandNameZh", b.name_en as "brandNameEn", p.unit_path as "unitPath",
      v.id as "publishedVersionId", v.number as "publishedNumber", (select max(number) from catalogue.version l where l.product_id = p.id) as "latestNumber"
    from catalogue.product p join catalogue.brand b on b.id = p.brand_id left join catalogue.version v on v.product_id = p.id and v.state = 'published'
    where ${offered(scope, sql`p.unit_path`)} and (${input.brandId ?? null}::uuid is null or p.brand_id = ${input.brandId ?? null}) and (${input.published ?? null}::boolean is null or (v.id is not null) = ${input.published ?? null})`,
    input, { code: 'text', nameZh: 'text' }))),

  answers(contract.versions, async (reader, input, scope) => succeed(await page<VersionItem>(reader, sql`
    select ${versionColumns} from ${versionTables} where ${offered(scope, sql`p.unit_path`)} and (${input.productId ?? null}::uuid is null or v.product_id = ${input.productId ?? null}) and (${input.state ?? null}::text is null or v.state = ${input.state ?? null})`,
    input, { number: 'int', draftedOn: 'date', state: 'text' }))),

  answers(contract.readVersion, async (reader, input, scope) => {
    const row = await seen(reader, input.versionId, scope);
    if (!row) return refuse('version_not_found');
    return succeed({ ...row, content: must((await versionsById(reader, [row.id])).get(row.id), 'a version that is seen is there').content });
  }),

  answers(contract.lprs, async (reader, input) => succeed(await page<never>(reader, sql`
    select published_on || ' ' || tenor as id, published_on as "publishedOn", tenor, rate_percent as "ratePercent", source from catalogue.lpr where (${input.tenor ?? null}::text is null or tenor = ${input.tenor ?? null})`,
    input, { publishedOn: 'date', tenor: 'text' }))),

  answers(contract.tryTables, async (reader, input, scope, { now }) => {
    const row = await seen(reader, input.versionId, scope);
    if (!row) return refuse('version_not_found');
    const { content } = must((await versionsById(reader, [row.id])).get(row.id), 'a version that is seen is there');
    const tables = tableKeys.map((key) => content.tables[key]);
    const facts = readFacts(tables, input.facts);
    const missing = new Set(tables.flatMap((table) => missingFacts(table, facts)));
    if (missing.size > 0) return refuse('facts_invalid', Object.fromEntries([...missing].map((name) => [name, must(tables.flatMap((table) => table.inputs).find((each) => each.name === name), 'an input').type])));
    const found = Object.fromEntries(await Promise.all(tableKeys.map(async (key) => [key, await evaluate(content.tables[key], facts)] as const))) as Record<TableKey, Evaluation>;
    const day = await reader.maybe<{ day: string }>(sql`select business_date as day from organisation.business_days where ${row.unitPath} ^@ unit_path order by length(unit_path) desc limit 1`);
    const lpr = await lprOn(reader, content.pricing.lprTenor, day?.day ?? toBeijingDate(now));
    const eligible = isEligible(found.eligibility);
    const basisPoints = (found.price.outputs['basisPoints'] as bigint | undefined) ?? null;
    return succeed({
      eligible, limitMinor: eligible ? limitWithin(content.limits, found.limit.outputs, facts['acreageMuHundredths']) : 0n, basisPoints,
      lpr: lpr.ok ? { publishedOn: lpr.value.publishedOn, tenor: lpr.value.tenor, ratePercent: lpr.value.ratePercent } : null,
      annualRate: lpr.ok && basisPoints !== null ? annualRateText(lpr.value, basisPoints) : null,
      tables: { eligibility: shown(found.eligibility), limit: shown(found.limit), price: shown(found.price) },
    });
  }),
];
