import { contracts } from '#contracts';
import { DataTable, KitLink, PageFrame, Section, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useList } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { documentTexts } from '../../i18n/documents.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';
import '../lending/lending.css';
import { usePrintColumns, type PrintRow } from './Prints.tsx';

const kinds = ['loan_contract', 'repayment_schedule', 'payout_voucher', 'receipt', 'settlement_certificate'] as const;
const aboutContracts: ReadonlySet<string> = new Set(['loan_contract', 'repayment_schedule', 'payout_voucher', 'settlement_certificate']);

/** Every print in sight, newest first; each opens its PDF, what it is about, and the command it came from. */
export default function Documents() {
  const t = useT(documentTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const { nameOf } = useUnits();
  const [{ kind }, change] = useAddress('kind');
  const known = kinds.find((each) => each === kind);
  const filters = { sort: 'createdAt', order: 'descending' as const, ...(known === undefined ? {} : { kind: known }) };
  const list = useList(contracts.documents.prints, filters);
  const columns: readonly Column<PrintRow>[] = [
    ...usePrintColumns(),
    { key: 'unit', title: common('unit'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'about', title: t('about'), kind: 'text', value: (row) => row.subject, render: (row) => (aboutContracts.has(row.kind) ? <KitLink to={addressOf.contract(row.subject)}>{t('contract')}</KitLink> : <span className="gb-muted">--</span>) },
    ...(may(contracts.approvals.commandDetail) ? [{ key: 'command', title: t('command'), kind: 'code' as const, value: (row: PrintRow) => row.commandId, render: (row: PrintRow) => <KitLink to={addressOf.command(row.commandId)}><span className="gb-code">{row.commandId.slice(-12)}</span></KitLink> }] : []),
  ];
  return (
    <PageFrame title={t('title')}>
      <Filters><Choice label={t('kind')} value={known} onChange={(value) => change({ kind: value })} options={kinds.map((value) => ({ value, label: t(value) }))} /></Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} onExport={() => download(contracts.documents.prints, filters)} empty={{ title: t('empty'), hint: t('emptyHint') }} />
      </Section>
    </PageFrame>
  );
}
