import type { Text } from '#declare';
import { refuse, succeed, type Outcome } from '#kernel';
import { knownUnits } from '#organisation';
import { deriveId, handles, sql, type Item, type Tx } from '#platform';
import * as contract from './contract.ts';
import { commonPath, contentProblems, tableProblems } from './rules.ts';
import { insertLpr, lprKey, recordedLpr } from './sql/lpr.ts';
import { contentHash, insertBrands, insertProducts, insertVersions, loadBrands, loadProducts, loadVersions, publish, takenCodes, type VersionRow, type VersionState } from './sql/versions.ts';

const byUnit = { scope: async (_tx: Tx, inputs: readonly { unitPath: string }[]) => inputs.map(({ unitPath }) => ({ unitPath })) };
const byVersion = {
  async scope(tx: Tx, inputs: readonly { versionId: string }[]) {
    const found = await loadVersions(tx, inputs.map((input) => input.versionId));
    return inputs.map(({ versionId }) => { const version = found.get(versionId); return version ? { unitPath: version.unitPath } : null; });
  },
};
const kept = <T, V>(items: readonly T[], outcomes: readonly Outcome<V>[]) => items.flatMap((item, index) => { const outcome = outcomes[index]!; return outcome.ok ? [{ item, value: outcome.value }] : []; });
const words = (problems: ReadonlyMap<string, Text>) => Object.fromEntries([...problems].map(([field, { zh, en }]) => [field, `${zh} / ${en}`]));
type Moved = Outcome<{ versionId: string; state: VersionState }>;

/** Rates are the whole bank's: they lie at its root. */
async function rootPath(tx: Tx): Promise<string> {
  return (await tx.one<{ path: string }>(sql`select path from organisation.units order by length(path), path limit 1`)).path;
}

/** Walks the items in order, so that two moves of one version in a batch see each other. */
async function move<I extends { versionId: string }>(tx: Tx, items: readonly Item<I>[], to: VersionState, refusal: (version: VersionRow, item: Item<I>) => string | undefined, write: (version: VersionRow, item: Item<I>) => Promise<unknown>): Promise<Moved[]> {
  const outcomes: Moved[] = [];
  for (const item of items) {
    const version = (await loadVersions(tx, [item.input.versionId], true)).get(item.input.versionId);
    const code = version ? refusal(version, item) : 'version_not_found';
    if (version && !code) await write(version, item);
    outcomes.push(code ? refuse(code) : succeed({ versionId: item.input.versionId, state: to }));
  }
  return outcomes;
}

export const commands = [
  handles(contract.createBrand, {
    ...byUnit,
    async handle(tx, items) {
      const [units, taken] = [await knownUnits(tx, items.map((item) => item.input.unitPath)), await takenCodes(tx, 'brand', items.map((item) => item.input.code))];
      const outcomes = items.map(({ input, commandId }): Outcome<{ brandId: string }> => {
        if (!units.has(input.unitPath)) return refuse('unit_not_found');
        if (taken.has(input.code)) return refuse('brand_exists');
        taken.add(input.code);
        return succeed({ brandId: deriveId(commandId, 'brand') });
      });
      await insertBrands(tx, kept(items, outcomes).map(({ item, value }) => ({ ...item.input, id: value.brandId, createdOn: item.businessDate, commandId: item.commandId })));
      return outcomes;
    },
  }),

  handles(contract.createProduct, {
    ...byUnit,
    async handle(tx, items) {
      const units = await knownUnits(tx, items.map((item) => item.input.unitPath));
      const [brands, taken] = [await loadBrands(tx, items.map((item) => item.input.brandId)), await takenCodes(tx, 'product', items.map((item) => item.input.code))];
      const outcomes = items.map(({ input, commandId }): Outcome<{ productId: string }> => {
        if (!units.has(input.unitPath)) return refuse('unit_not_found');
        // A brand is used by its own unit and by those below it.
        if (!brands.has(input.brandId) || !input.unitPath.startsWith(brands.get(input.brandId)!.unitPath)) return refuse('brand_not_found');
        if (taken.has(input.code)) return refuse('product_exists');
        taken.add(input.code);
        return succeed({ productId: deriveId(commandId, 'product') });
      });
      await insertProducts(tx, kept(items, outcomes).map(({ item, value }) => ({ ...item.input, id: value.productId, createdOn: item.businessDate, commandId: item.commandId })));
      return outcomes;
    },
  }),

  handles(contract.draftVersion, {
    async scope(tx, inputs) {
      const found = await loadProducts(tx, inputs.map((input) => input.productId));
      return inputs.map(({ productId }) => { const product = found.get(productId); return product ? { unitPath: product.unitPath } : null; });
    },
    async handle(tx, items) {
      const products = await loadProducts(tx, items.map((item) => item.input.productId));
      const checked = items.map(({ input, commandId }): Outcome<string> => {
        const product = products.get(input.productId);
        if (!product) return refuse('product_not_found');
        const contradictions = contentProblems(input.content, product.brandCode);
        if (contradictions.size > 0) return refuse('content_invalid', words(contradictions));
        const wrong = tableProblems(input.content);
        return Object.keys(wrong).length > 0 ? refuse('table_invalid', wrong) : succeed(deriveId(commandId, 'version'));
      });
      const drafts = kept(items, checked);
      const numbers = await insertVersions(tx, drafts.map(({ item, value }) => ({ id: value, productId: item.input.productId, content: item.input.content, draftedBy: item.principal.id, draftedOn: item.businessDate, commandId: item.commandId })));
      return items.map((item, index) => { const outcome = checked[index]!; return outcome.ok ? succeed({ versionId: outcome.value, number: numbers.get(outcome.value)!, contentSha256: contentHash(item.input.content) }) : outcome; });
    },
  }),

  handles(contract.submitVersion, {
    ...byVersion,
    handle: (tx, items) => move(tx, items, 'review', (version) => (version.state === 'draft' ? undefined : 'not_a_draft'),
      (version, item) => tx.run(sql`update catalogue.version set state = 'review', submitted_on = ${item.businessDate} where id = ${version.id}`)),
  }),

  handles(contract.publishVersion, {
    ...byVersion,
    async approval(tx, items) {
      const found = await loadVersions(tx, items.map((item) => item.input.versionId));
      const versions = items.map((item) => found.get(item.input.versionId));
      // What cannot succeed does not trouble a second person.
      if (versions.every((version) => version?.state !== 'review')) return undefined;
      const unitPath = commonPath(versions.flatMap((version) => (version ? [version.unitPath] : [])));
      const before = await tx.rows<{ productId: string; number: number }>(sql`select product_id as "productId", number from catalogue.version where state = 'published' and product_id = any(${versions.flatMap((version) => (version ? [version.productId] : []))}::uuid[])`);
      return {
        title: `发布 ${versions.map((version) => (version ? `${version.nameZh} 第 ${version.number} 版` : '—')).join('、')}`, unitPath, steps: [{ role: items[0]!.input.approverRole, unitPath }],
        facts: {
          summary: { count: items.length },
          items: versions.map((version, index) => ({
            versionId: items[index]!.input.versionId, product: version?.productCode ?? null, name: version?.nameZh ?? null, number: version?.number ?? null, state: version?.state ?? null, contentSha256: version?.contentSha256 ?? null,
            replaces: before.find((each) => each.productId === version?.productId)?.number ?? null,
          })),
        },
      };
    },
    handle: (tx, items) => move(tx, items, 'published', (version, { approvedBy }) => {
      if (version.state !== 'review') return 'not_in_review';
      // Another person may have sent it in for approval: the eyes that count are not those that wrote it.
      return approvedBy.includes(version.draftedBy) ? 'drafter_may_not_publish' : undefined;
    }, (version, item) => publish(tx, version, item.approvedBy, item.businessDate)),
  }),

  handles(contract.retireVersion, {
    ...byVersion,
    handle: (tx, items) => move(tx, items, 'retired', (version) => (version.state === 'retired' ? 'already_retired' : undefined),
      (version, item) => tx.run(sql`update catalogue.version set state = 'retired', retired_on = ${item.businessDate} where id = ${version.id}`)),
  }),

  handles(contract.importLpr, {
    async scope(tx, inputs) {
      const unitPath = await rootPath(tx);
      return inputs.map(() => ({ unitPath }));
    },
    async approval(tx, items) {
      const outcomes = await Promise.all(items.map((item) => lprOutcome(tx, item)));
      // Nothing new, or nothing allowed: no second person is needed to say so.
      if (outcomes.every((outcome) => !outcome.ok || outcome.value.fresh.length === 0)) return undefined;
      const unitPath = await rootPath(tx);
      return { title: '登记贷款市场报价利率', unitPath, steps: [{ role: 'risk', unitPath }], facts: { summary: { count: items.reduce((sum, item) => sum + item.input.rows.length, 0) }, items: items.map((item) => ({ rows: item.input.rows })) } };
    },
    async handle(tx, items) {
      const outcomes: Outcome<{ imported: number; repeated: number }>[] = [];
      for (const item of items) {
        const outcome = await lprOutcome(tx, item);
        if (outcome.ok) await insertLpr(tx, outcome.value.fresh, item.commandId);
        outcomes.push(outcome.ok ? succeed({ imported: outcome.value.fresh.length, repeated: item.input.rows.length - outcome.value.fresh.length }) : outcome);
      }
      return outcomes;
    },
  }),
];

type LprInput = { rows: { publishedOn: string; tenor: '1Y' | '5Y'; ratePercent: string; source: string }[] };
/** The rows that are new, or why the import is refused: all of it or nothing. */
async function lprOutcome(tx: Tx, { input, businessDate }: Item<LprInput>): Promise<Outcome<{ fresh: LprInput['rows'] }>> {
  const future = input.rows.find((row) => row.publishedOn > businessDate);
  if (future) return refuse('lpr_in_the_future', { publishedOn: future.publishedOn, businessDate });
  const known = new Map([...(await recordedLpr(tx, input.rows))].map(([key, row]) => [key, row.ratePercent]));
  const fresh: LprInput['rows'] = [];
  for (const row of input.rows) {
    const recorded = known.get(lprKey(row));
    if (recorded !== undefined && !sameRate(recorded, row.ratePercent)) return refuse('lpr_conflict', { publishedOn: row.publishedOn, tenor: row.tenor, recorded, given: row.ratePercent });
    if (recorded === undefined) fresh.push(row);
    known.set(lprKey(row), recorded ?? row.ratePercent);
  }
  return succeed({ fresh });
}
const sameRate = (a: string, b: string): boolean => a.replace(/0+$/, '') === b.replace(/0+$/, '');
