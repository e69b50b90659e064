import type { contracts } from '#contracts';
import { Section, useT } from '#kit';
import type { AnswerOf } from '../../api.ts';
import { accountingTexts } from '../../i18n/ledger.ts';
import { csvAmount, groupLines, ReportMissing, ReportTable, type Group, type Pick, type Words } from './ReportTable.tsx';

type Statement = AnswerOf<typeof contracts.ledger.incomeStatement>;
type Currency = Statement['currencies'][number];
const groupsOf = (group: Currency, t: Words): Group[] => [
  { title: t('income'), rows: group.income, totalLabel: t('incomeTotal'), totalMinor: group.incomeMinor }, { title: t('expenses'), rows: group.expenses, totalLabel: t('expensesTotal'), totalMinor: group.expensesMinor },
];
const resultLabel = (group: Currency, t: Words): string => t(group.profitMinor.startsWith('-') ? 'loss' : 'profit');

/** Income less expenses between two dates, per currency. Year-end transfers are left out by the server. */
export function IncomeStatement({ statement }: { statement: Statement | undefined }) {
  const t = useT(accountingTexts);
  // A currency without income and expenses has balances only; it is no part of this report.
  const shown = statement?.currencies.filter((group) => group.income.length + group.expenses.length > 0);
  if (shown === undefined || shown.length === 0) return <ReportMissing loading={statement === undefined} />;
  return shown.map((group) => (
    <Section key={group.currency} title={`${group.currency} · ${statement!.from} — ${statement!.until}`} flush>
      <div className="gb-report-one"><ReportTable groups={groupsOf(group, t)} total={{ label: resultLabel(group, t), amountMinor: group.profitMinor }} currency={group.currency} /></div>
    </Section>
  ));
}

/** What the page shows, for a spreadsheet. */
export const incomeCsv = (statement: Statement, t: Words, pick: Pick): string[][] => statement.currencies.filter((group) => group.income.length + group.expenses.length > 0).flatMap((group) => [[group.currency], ...groupLines(groupsOf(group, t), pick), ['', resultLabel(group, t), csvAmount(group.profitMinor)]]);
