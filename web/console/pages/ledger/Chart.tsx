import { contracts } from '#contracts';
import { DataTable, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk, type AnswerOf } from '../../api.ts';
import { ledgerTexts } from '../../i18n/ledger.ts';
import { chartClasses, sides, wordOf } from '../../i18n/words.ts';

type Row = AnswerOf<typeof contracts.ledger.chart>['accounts'][number];

/** The chart of accounts; a detail account stands indented below its heading. */
export default function Chart() {
  const t = useT(ledgerTexts);
  const { pick } = useLanguage();
  const ask = useAsk(contracts.ledger.chart, {});
  const columns: readonly Column<Row>[] = [
    { key: 'code', title: t('chartCode'), kind: 'code', value: (row) => row.code },
    { key: 'name', title: t('chartName'), kind: 'text', value: (row) => pick({ zh: row.nameZh, en: row.nameEn }), render: (row) => <span className="gb-indent">{row.parentCode !== null && <i />}{pick({ zh: row.nameZh, en: row.nameEn })}</span> },
    { key: 'class', title: t('class'), kind: 'text', value: (row) => wordOf(chartClasses, row.class, pick) },
    { key: 'side', title: t('side'), kind: 'text', value: (row) => wordOf(sides, row.normalSide, pick) },
    { key: 'mode', title: t('mode'), kind: 'text', value: (row) => t(row.balanceMode === 'limited' ? 'limited' : 'summed') },
  ];
  return (
    <PageFrame title={t('chart')} crumbs={[{ title: t('group') }, { title: t('chart') }]}>
      <Section flush><DataTable label={t('chart')} columns={columns} rows={ask.data?.accounts ?? []} loading={ask.loading} problem={ask.problem} onRetry={ask.retry} rowKey={(row) => row.code} rowTo={(row) => addressOf.accountsOfChart(row.code)} exportName={t('chart')} empty={{ title: t('trialEmpty') }} /></Section>
    </PageFrame>
  );
}
