import { Skeleton } from 'antd';
import { formatMinor } from '#kernel';
import { Amount, Empty, KitLink, Section, useLanguage, useT, type BothLanguages } from '#kit';
import { addressOf } from '../../address.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts } from '../../i18n/ledger.ts';

export type ReportRow = { readonly chartCode: string; readonly nameZh: string; readonly nameEn: string; readonly amountMinor: string };
/** A group of a report: its heading, its rows, what follows them without a chart account, and its total. */
export type Group = { readonly title: string; readonly rows: readonly ReportRow[]; readonly more?: readonly { readonly label: string; readonly amountMinor: string; readonly to?: string }[]; readonly totalLabel: string; readonly totalMinor: string };
export type Words = (key: keyof typeof accountingTexts.entries, values?: Readonly<Record<string, string | number>>) => string;
export type Pick = (text: BothLanguages) => string;

/** One side of a report. Every row opens the accounts of its chart code. */
export function ReportTable({ groups, total, currency }: { groups: readonly Group[]; total: { readonly label: string; readonly amountMinor: string }; currency: string }) {
  const t = useT(accountingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const unit = currency === 'CNY' ? common('yuan') : currency;
  return (
    <div className="gb-report">
      <table>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr><th scope="col">{group.title}</th><th scope="col" className="gb-right">{unit}</th></tr>
            {group.rows.length === 0 && (group.more ?? []).length === 0 && <tr><td className="gb-muted" colSpan={2}>{t('noRows')}</td></tr>}
            {group.rows.map((row) => <tr key={row.chartCode}><td><span className="gb-code">{row.chartCode}</span><KitLink to={addressOf.accountsOfChart(row.chartCode)}>{pick({ zh: row.nameZh, en: row.nameEn })}</KitLink></td><td className="gb-right"><Amount amountMinor={row.amountMinor} to={addressOf.accountsOfChart(row.chartCode)} /></td></tr>)}
            {(group.more ?? []).map((row) => <tr key={row.label}><td>{row.to === undefined ? row.label : <KitLink to={row.to}>{row.label}</KitLink>}</td><td className="gb-right"><Amount amountMinor={row.amountMinor} {...(row.to === undefined ? {} : { to: row.to })} /></td></tr>)}
            {group.totalLabel !== total.label && <tr className="gb-subtotal"><td>{group.totalLabel}</td><td className="gb-right"><Amount amountMinor={group.totalMinor} /></td></tr>}
          </tbody>
        ))}
      </table>
      <p className="gb-report-total"><span>{total.label}</span><Amount amountMinor={total.amountMinor} /></p>
    </div>
  );
}

/** While a report is on its way, and where there is nothing to report. */
export function ReportMissing({ loading }: { loading: boolean }) {
  const t = useT(accountingTexts);
  return <Section>{loading ? <Skeleton active title={false} paragraph={{ rows: 6 }} /> : <Empty title={t('nothingYet')}>{t('nothingYetHint')}</Empty>}</Section>;
}

/** An amount for a spreadsheet: no separators. */
export const csvAmount = (minor: string): string => formatMinor(BigInt(minor)).replaceAll(',', '');

/** The lines of groups for a spreadsheet: code, name, amount. */
export const groupLines = (groups: readonly Group[], pick: Pick): string[][] => groups.flatMap((group) => [
  [group.title], ...group.rows.map((row) => [row.chartCode, pick({ zh: row.nameZh, en: row.nameEn }), csvAmount(row.amountMinor)]), ...(group.more ?? []).map((row) => ['', row.label, csvAmount(row.amountMinor)]), ['', group.totalLabel, csvAmount(group.totalMinor)],
]);
