import { Skeleton } from 'antd';
import { contracts } from '#contracts';
import { DataTable, Empty, ErrorNotice, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { catalogueTexts, versionStates } from '../../i18n/catalogue.ts';
import { stateOf } from '../../i18n/words.ts';
import { useUnits } from '../../parts/units.ts';
import '../lending/lending.css';

type Product = RowOf<typeof contracts.catalogue.products>;
type Version = RowOf<typeof contracts.catalogue.versions>;

/** Brands, their products, the versions of each. */
export default function Catalogue() {
  const t = useT(catalogueTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const navigate = useNavigateTo();
  const brands = useAsk(contracts.catalogue.brands, { limit: 200 });
  const products = useAsk(contracts.catalogue.products, { limit: 500 });
  const problem = brands.problem ?? products.problem;
  const waiting = brands.data === undefined || products.data === undefined;
  return (
    <PageFrame title={t('title')} secondary={[{ label: t('lpr'), onClick: () => navigate('/catalogue/lpr') }]}>
      {problem !== undefined ? <ErrorNotice problem={{ ...problem, kept: undefined }} onRetry={() => { brands.retry(); products.retry(); }} /> : waiting ? <Skeleton active paragraph={{ rows: 6 }} /> : products.data!.items.length === 0 ? <Section><Empty title={t('empty')}>{t('emptyHint')}</Empty></Section> : (
        brands.data!.items.map((brand) => {
          const members = products.data!.items.filter((product) => product.brandCode === brand.code);
          return (
            <Section key={brand.id} title={pick({ zh: brand.nameZh, en: brand.nameEn })} extra={<span className="gb-muted gb-figures">{t('productsOf', { count: members.length })} · {nameOf(brand.unitPath)}</span>} flush>
              {members.length === 0 ? <p className="gb-muted gb-table-wait">{t('emptyBrand')}</p> : members.map((product) => <Versions key={product.id} product={product} />)}
            </Section>
          );
        })
      )}
    </PageFrame>
  );
}

function Versions({ product }: { product: Product }) {
  const t = useT(catalogueTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { data, loading, problem, retry } = useAsk(contracts.catalogue.versions, { productId: product.id, sort: 'number', order: 'descending', limit: 100 });
  const columns: readonly Column<Version>[] = [
    { key: 'name', title: pick({ zh: product.nameZh, en: product.nameEn }), kind: 'text', value: (row) => t('versionNumber', { number: row.number }) },
    { key: 'state', title: common('state'), kind: 'state', value: (row) => stateOf(versionStates, row.state, pick), render: (row) => { const state = stateOf(versionStates, row.state, pick); return <StateTag tone={state.tone}>{state.label}</StateTag>; } },
    { key: 'drafted', title: t('drafted'), kind: 'text', value: (row) => `${row.draftedByName} · ${row.draftedOn}` },
    { key: 'publishedOn', title: t('publishedOn'), kind: 'date', value: (row) => row.publishedOn },
    { key: 'retiredOn', title: t('retiredOn'), kind: 'date', value: (row) => row.retiredOn },
    { key: 'hash', title: t('contentHash'), kind: 'code', value: (row) => row.contentSha256, render: (row) => <span className="gb-code" title={row.contentSha256}>{row.contentSha256.slice(0, 12)}…</span> },
  ];
  return <DataTable label={pick({ zh: product.nameZh, en: product.nameEn })} columns={columns} rows={data?.items ?? []} loading={loading} {...(problem === undefined ? {} : { problem, onRetry: retry })} rowKey={(row) => row.id} rowTo={(row) => addressOf.productVersion(row.id)} empty={{ title: t('emptyVersions') }} />;
}
