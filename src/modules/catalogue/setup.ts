// Written when a bank is set up: the rates of the past and the first products, as if they had been agreed before.
import { assert, newId } from '#kernel';
import { sql, type Tx } from '#platform';
import { productContent, type ProductContentWire } from './content.ts';
import { contentProblems, tableProblems, type Lpr } from './rules.ts';
import { insertLpr } from './sql/lpr.ts';
import { insertBrands, insertProducts, insertVersions, publish } from './sql/versions.ts';

/** Loads published rates; days that are on record stay as they are. */
export async function loadLpr(tx: Tx, rows: readonly Lpr[]): Promise<void> {
  await insertLpr(tx, rows, null);
}

export type SetUpBrand = { readonly id: string; readonly code: string; readonly nameZh: string; readonly nameEn: string; readonly unitPath: string };
export type SetUpProduct = { readonly id: string; readonly code: string; readonly brandId: string; readonly unitPath: string; readonly content: ProductContentWire };

/** Brands and published products on a day, drafted by one principal and agreed by another. Returns the version ids by product code. */
export async function createCatalogue(tx: Tx, options: { brands: readonly SetUpBrand[]; products: readonly SetUpProduct[]; on: string; draftedBy: string; approvedBy: string }): Promise<Map<string, string>> {
  const { brands, products, on, draftedBy, approvedBy } = options;
  assert(draftedBy !== approvedBy, 'a version is agreed by another person than its drafter');
  await insertBrands(tx, brands.map((brand) => ({ ...brand, createdOn: on, commandId: null })));
  const contents = products.map((product) => productContent.parse(product.content));
  const codes = new Map(brands.map((brand) => [brand.id, brand.code]));
  for (const [index, content] of contents.entries()) {
    const problems = { ...Object.fromEntries(contentProblems(content, codes.get(products[index]!.brandId) ?? '')), ...tableProblems(content) };
    assert(Object.keys(problems).length === 0, `the content of ${products[index]!.code} is sound: ${JSON.stringify(problems)}`);
  }
  await insertProducts(tx, products.map((product, index) => ({ id: product.id, code: product.code, brandId: product.brandId, unitPath: product.unitPath, nameZh: contents[index]!.names.zh, nameEn: contents[index]!.names.en, createdOn: on, commandId: null })));
  const versions = products.map((product, index) => ({ id: newId(), productId: product.id, content: contents[index]!, draftedBy, draftedOn: on, commandId: null }));
  await insertVersions(tx, versions);
  for (const version of versions) {
    await tx.run(sql`update catalogue.version set state = 'review', submitted_on = ${on} where id = ${version.id}`);
    await publish(tx, version, [approvedBy], on);
  }
  return new Map(products.map((product, index) => [product.code, versions[index]!.id]));
}
