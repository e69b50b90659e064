import type { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { Mark, Section, StateTag, useT } from '#kit';
import type { AnswerOf } from '../../api.ts';
import { accountingTexts } from '../../i18n/ledger.ts';
import { csvAmount, groupLines, ReportMissing, ReportTable, type Group, type Pick, type Words } from './ReportTable.tsx';

type Sheet = AnswerOf<typeof contracts.ledger.balanceSheet>;
type Currency = Sheet['currencies'][number];
const plus = (...minors: readonly string[]): string => String(minors.reduce((sum, minor) => sum + BigInt(minor), 0n));

/** Both sides of a sheet. What hangs between units stands with the assets; the profit not yet transferred with the equity. */
function sidesOf(group: Currency, t: Words): { left: Group[]; leftTotal: string; right: Group[]; rightTotal: string } {
  const leftTotal = plus(group.assetsMinor, group.clearingMinor);
  const equityTotal = plus(group.equityMinor, group.profitMinor);
  return {
    left: [{ title: t('assets'), rows: group.assets, ...(group.clearingMinor === '0' ? {} : { more: [{ label: t('clearing'), amountMinor: group.clearingMinor }] }), totalLabel: t('assetsTotal'), totalMinor: leftTotal }],
    right: [
      { title: t('liabilities'), rows: group.liabilities, totalLabel: t('liabilitiesTotal'), totalMinor: group.liabilitiesMinor },
      { title: t('equity'), rows: group.equity, ...(group.profitMinor === '0' ? {} : { more: [{ label: t('profitKept'), amountMinor: group.profitMinor, to: '/ledger/reports?report=income' }] }), totalLabel: t('equityTotal'), totalMinor: equityTotal },
    ],
    leftTotal, rightTotal: plus(group.liabilitiesMinor, equityTotal),
  };
}

/** Whether the sheet closes, in every currency. */
export function SheetState({ sheet }: { sheet: Sheet }) {
  const t = useT(accountingTexts);
  const closes = sheet.currencies.every((group) => group.balanced);
  const [apart] = sheet.currencies.filter((group) => !group.balanced).map((group) => BigInt(plus(group.assetsMinor, group.clearingMinor)) - BigInt(plus(group.liabilitiesMinor, group.equityMinor, group.profitMinor)));
  if (sheet.currencies.length === 0) return null;
  return <StateTag tone={closes ? 'good' : 'stop'}>{closes ? t('closesSheet') : t('closesNot', { amount: formatMinor(apart ?? 0n) })}</StateTag>;
}

/** Assets on the left, liabilities and equity on the right, both totals on one line. */
export function BalanceSheet({ sheet, consolidated }: { sheet: Sheet | undefined; consolidated: boolean }) {
  const t = useT(accountingTexts);
  if (sheet === undefined || sheet.currencies.length === 0) return <ReportMissing loading={sheet === undefined} />;
  return sheet.currencies.map((group) => {
    const { left, leftTotal, right, rightTotal } = sidesOf(group, t);
    return (
      <Section key={group.currency} title={`${group.currency} · ${t('on')} ${sheet.on}`} flush>
        {group.clearingMinor !== '0' && <p className="gb-report-said"><span className={consolidated ? 'gb-tone-stop' : 'gb-tone-wait'}><Mark tone={consolidated ? 'stop' : 'wait'} /></span>{t(consolidated ? 'clearingOpen' : 'clearingBook', { amount: formatMinor(BigInt(group.clearingMinor)) })}</p>}
        <div className="gb-sheet">
          <ReportTable groups={left} total={{ label: t('assetsTotal'), amountMinor: leftTotal }} currency={group.currency} />
          <ReportTable groups={right} total={{ label: t('bothTotal'), amountMinor: rightTotal }} currency={group.currency} />
        </div>
      </Section>
    );
  });
}

/** What the page shows, for a spreadsheet. */
export const sheetCsv = (sheet: Sheet, t: Words, pick: Pick): string[][] => sheet.currencies.flatMap((group) => {
  const { left, right, rightTotal } = sidesOf(group, t);
  return [[group.currency], ...groupLines([...left, ...right], pick), ['', t('bothTotal'), csvAmount(rightTotal)]];
});
