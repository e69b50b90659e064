import { contracts } from '#contracts';
import { DataTable, SealMark, Section, StateTag, useLanguage, useT, type Column } from '#kit';
import { useAsk, type RowOf } from '../../api.ts';
import { documentTexts } from '../../i18n/documents.ts';
import { fileAddress } from '../lending/Files.tsx';

export type PrintRow = RowOf<typeof contracts.documents.prints>;
const pollMs = 2000;

/** Columns of a list of prints: title, number, seal with its hash, and the file or that it is being made. */
export function usePrintColumns(): readonly Column<PrintRow>[] {
  const t = useT(documentTexts);
  const { pick } = useLanguage();
  return [
    { key: 'title', title: t('document'), kind: 'text', value: (row) => pick({ zh: row.titleZh, en: row.titleEn }) },
    { key: 'number', title: t('number'), kind: 'code', value: (row) => row.number },
    { key: 'created', title: t('created'), kind: 'date', value: (row) => row.createdAt },
    { key: 'hash', title: t('hash'), kind: 'text', value: (row) => row.contentHash, render: (row) => <SealMark hash={row.contentHash} at={row.createdAt} heightPixels={20} /> },
    { key: 'file', title: t('file'), kind: 'text', value: (row) => row.sha256, render: (row) => (row.sha256 === null ? <StateTag tone="wait">{t('rendering')}</StateTag> : <a href={fileAddress(row.sha256)} target="_blank" rel="noreferrer">{t('open')}</a>) },
  ];
}

/** The papers about one thing; asked again while one of them is still being made. */
export function Prints({ subject }: { subject: string }) {
  const t = useT(documentTexts);
  const { data, loading, problem, retry } = useAsk(contracts.documents.prints, { subject, sort: 'createdAt', limit: 100 }, { refetchIntervalMs: (found) => (found?.items.some((row) => row.sha256 === null) ? pollMs : false) });
  return (
    <Section title={t('title')} flush>
      <DataTable label={t('title')} columns={usePrintColumns()} rows={data?.items ?? []} loading={loading} {...(problem === undefined ? {} : { problem, onRetry: retry })} rowKey={(row) => row.id} empty={{ title: t('empty'), hint: t('emptyHint') }} />
    </Section>
  );
}
