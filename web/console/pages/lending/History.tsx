import { contracts } from '#contracts';
import { Amount, DataTable, KitLink, Section, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { commonTexts } from '../../i18n/common.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import { useMay } from '../../session.ts';
import { components, type Contract } from './rules.ts';

type Row = Contract['facts'][number];

/** Payouts and repayments as they were booked, with what each repayment paid; amounts open the entry. */
export function History({ facts }: { facts: readonly Row[] }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const kinds: Readonly<Record<string, string>> = { disbursed: t('disbursedFact'), repaid: t('repaidFact') };
  const partsOf = (row: Row) => components.filter((component) => (row.parts[component] ?? '0') !== '0');
  const columns: readonly Column<Row>[] = [
    { key: 'on', title: t('on'), kind: 'date', value: (row) => row.on },
    { key: 'kind', title: t('kind'), kind: 'text', value: (row) => kinds[row.kind] ?? row.kind },
    { key: 'amount', title: t('amount'), unit: common('yuan'), kind: 'amount', value: (row) => row.amountMinor, render: (row) => <Amount amountMinor={row.amountMinor} {...(row.entryId === null ? {} : { to: addressOf.entry(row.entryId) })} /> },
    { key: 'parts', title: t('parts'), kind: 'text', value: (row) => partsOf(row).map((component) => `${t(component)} ${row.parts[component]}`).join(' '), render: (row) => { const parts = partsOf(row); return parts.length === 0 ? <span className="gb-muted">--</span> : <span className="gb-parts">{parts.map((component) => <span key={component}><i>{t(component)}</i><Amount amountMinor={row.parts[component]} /></span>)}</span>; } },
    { key: 'entry', title: t('entry'), kind: 'text', value: (row) => row.entryId, render: (row) => (row.entryId === null ? <span className="gb-muted">--</span> : <KitLink to={addressOf.entry(row.entryId)}>{t('openEntry')}</KitLink>) },
    ...(may(contracts.approvals.commandDetail) ? [{ key: 'command', title: t('openCommand'), kind: 'code' as const, value: (row: Row) => row.commandId, render: (row: Row) => <KitLink to={addressOf.command(row.commandId)}><span className="gb-code">{row.commandId.slice(-12)}</span></KitLink> }] : []),
  ];
  return <Section title={t('history')} flush><DataTable label={t('history')} columns={columns} rows={facts} rowKey={(row) => String(row.sequence)} empty={{ title: t('noHistory'), hint: t('noHistoryHint') }} /></Section>;
}
