import { z } from 'zod';
import { businessRoles, command, date, id, list, query, refusals, sha256, text, type Role } from '#declare';
import { lprTenor, productContent, tableKeys } from './content.ts';
import { catalogueRefusals } from './errors.ts';

const owners: readonly Role[] = ['product_manager'];
const code = (most: number) => z.string().regex(new RegExp(`^[a-z0-9-]{2,${most}}$`), 'small letters, digits and hyphens');
const names = { nameZh: text(60), nameEn: text(60) };
export const versionState = z.enum(['draft', 'review', 'published', 'retired']);
const versionOf = z.object({ versionId: id(), state: versionState });
const codes = <const K extends keyof typeof catalogueRefusals>(...keys: K[]) => refusals(catalogueRefusals, ...keys);

export const createBrand = command({
  name: 'catalogue.createBrand', summary: { zh: '新建品牌', en: 'Create a brand' }, roles: owners,
  input: z.strictObject({ code: code(20), ...names, unitPath: text(200) }), output: z.object({ brandId: id() }),
  refusals: codes('unit_not_found', 'brand_exists'), reversedBy: { never: { zh: '没有产品的品牌不影响任何业务', en: 'A brand without products has no effect' } },
});
export const createProduct = command({
  name: 'catalogue.createProduct', summary: { zh: '新建产品', en: 'Create a product' }, roles: owners,
  input: z.strictObject({ brandId: id(), code: code(40), ...names, unitPath: text(200) }), output: z.object({ productId: id() }),
  refusals: codes('unit_not_found', 'brand_not_found', 'product_exists'), reversedBy: { never: { zh: '没有发布版本的产品不能使用', en: 'A product without a published version is not sold' } },
});
export const draftVersion = command({
  name: 'catalogue.draftVersion', summary: { zh: '起草产品版本', en: 'Draft a version' }, roles: owners,
  input: z.strictObject({ productId: id(), content: productContent }), output: z.object({ versionId: id(), number: z.int(), contentSha256: sha256() }),
  refusals: codes('product_not_found', 'content_invalid', 'table_invalid'), reversedBy: 'catalogue.retireVersion',
});
export const submitVersion = command({
  name: 'catalogue.submitVersion', summary: { zh: '提交评审', en: 'Submit for review' }, roles: owners,
  input: z.strictObject({ versionId: id() }), output: versionOf, refusals: codes('version_not_found', 'not_a_draft'), reversedBy: 'catalogue.retireVersion',
});
export const publishVersion = command({
  name: 'catalogue.publishVersion', summary: { zh: '发布版本', en: 'Publish a version' }, roles: owners,
  /** Who is asked to agree: risk, or the head of the unit the product belongs to. */
  input: z.strictObject({ versionId: id(), approverRole: z.enum(['risk', 'head_of_unit']).default('risk') }), output: versionOf,
  refusals: codes('version_not_found', 'not_in_review', 'drafter_may_not_publish'), reversedBy: 'catalogue.retireVersion',
  approval: { zh: '须风险经理或机构负责人同意', en: 'Risk or the head of the unit agrees' },
});
export const retireVersion = command({
  name: 'catalogue.retireVersion', summary: { zh: '停用版本', en: 'Retire a version' }, roles: owners,
  input: z.strictObject({ versionId: id(), reason: text(200) }), output: versionOf, refusals: codes('version_not_found', 'already_retired'),
  reversedBy: { never: { zh: '以相同内容起草新版本', en: 'A new version is drafted with the same content' } },
});
export const importLpr = command({
  name: 'catalogue.importLpr', summary: { zh: '登记贷款市场报价利率（LPR）', en: 'Record the loan prime rate (LPR)' }, roles: owners,
  input: z.strictObject({
    rows: z.array(z.strictObject({ publishedOn: date(), tenor: lprTenor, ratePercent: z.string().regex(/^\d{1,2}\.\d{2,4}$/, 'percent as published, such as 3.65'), source: text(200) })).min(1).max(500),
  }),
  output: z.object({ imported: z.int(), repeated: z.int() }), refusals: codes('lpr_in_the_future', 'lpr_conflict'),
  reversedBy: { never: { zh: '公布的利率不会撤回', en: 'A published rate is not taken back' } }, approval: { zh: '须风险经理复核', en: 'Risk agrees' },
});

export const brands = list({
  name: 'catalogue.brands', summary: { zh: '品牌', en: 'Brands' }, roles: businessRoles, filters: {},
  item: z.object({ id: id(), code: z.string(), nameZh: z.string(), nameEn: z.string(), unitPath: z.string(), products: z.int() }), sorts: ['code', 'nameZh'],
});
export const products = list({
  name: 'catalogue.products', summary: { zh: '产品', en: 'Products' }, roles: businessRoles, filters: { brandId: id().optional(), published: z.boolean().optional() },
  item: z.object({
    id: id(), code: z.string(), nameZh: z.string(), nameEn: z.string(), brandCode: z.string(), brandNameZh: z.string(), brandNameEn: z.string(), unitPath: z.string(),
    publishedVersionId: id().nullable(), publishedNumber: z.int().nullable(), latestNumber: z.int().nullable(),
  }), sorts: ['code', 'nameZh'],
});
const version = z.object({
  id: id(), productId: id(), productCode: z.string(), productNameZh: z.string(), productNameEn: z.string(), unitPath: z.string(), number: z.int(), state: versionState, contentSha256: sha256(),
  draftedByName: z.string(), draftedOn: date(), submittedOn: date().nullable(), publishedOn: date().nullable(), retiredOn: date().nullable(),
});
export const versions = list({
  name: 'catalogue.versions', summary: { zh: '产品版本', en: 'Versions' }, roles: businessRoles, filters: { productId: id().optional(), state: versionState.optional() }, item: version, sorts: ['number', 'draftedOn', 'state'],
});
export const readVersion = query({
  name: 'catalogue.version', summary: { zh: '版本详情', en: 'One version' }, roles: businessRoles, input: z.strictObject({ versionId: id() }),
  output: z.object({ ...version.shape, approvedByNames: z.array(z.string()), content: productContent }), refusals: codes('version_not_found'),
});
export const lprs = list({
  name: 'catalogue.lpr', summary: { zh: '贷款市场报价利率', en: 'Loan prime rates' }, roles: businessRoles, filters: { tenor: lprTenor.optional() },
  item: z.object({ id: z.string(), publishedOn: date(), tenor: lprTenor, ratePercent: z.string(), source: z.string() }), sorts: ['publishedOn', 'tenor'],
});

const reason = z.object({ zh: z.string(), en: z.string() });
const tried = z.object({ outputs: z.record(z.string(), z.union([z.string(), z.boolean(), z.bigint()])), reasons: z.array(reason), rows: z.array(z.int()), hash: sha256() });
export const tryTables = query({
  name: 'catalogue.tryTables', summary: { zh: '试算：对一组事实给出结果与理由', en: 'Try a version on facts: results with reasons' }, roles: businessRoles,
  /** Facts as `name=value`, one each: panelRating=82, onGreyList=false. */
  input: z.strictObject({ versionId: id(), facts: z.array(z.string().max(160).regex(/^[a-z][A-Za-z0-9]*=/, 'name=value')).max(60) }),
  output: z.object({
    eligible: z.boolean(), limitMinor: z.bigint(), basisPoints: z.bigint().nullable(), lpr: z.object({ publishedOn: date(), tenor: lprTenor, ratePercent: z.string() }).nullable(), annualRate: z.string().nullable(),
    tables: z.object(Object.fromEntries(tableKeys.map((key) => [key, tried])) as Record<(typeof tableKeys)[number], typeof tried>),
  }),
  refusals: codes('version_not_found', 'facts_invalid'),
});

export const contract = { createBrand, createProduct, draftVersion, submitVersion, publishVersion, retireVersion, importLpr, brands, products, versions, readVersion, lprs, tryTables };
