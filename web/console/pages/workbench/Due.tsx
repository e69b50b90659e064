import { contracts } from '#contracts';
import { DataTable, PageFrame, Section, useT } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useList } from '../../api.ts';
import { deskTexts } from '../../i18n/workbench.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { useDueColumns } from './columns.tsx';

/** Contracts that fall due within so many days, and those already overdue. */
export default function Due() {
  const t = useT(deskTexts);
  const [{ days }, change] = useAddress('days');
  const within = /^\d{1,3}$/.test(days ?? '') ? Number(days) : 30;
  const filters = { days: within, sort: 'dueOn' };
  const list = useList(contracts.lending.dueSoon, filters);
  return (
    <PageFrame title={t('due')}>
      <Filters><Choice label={t('within')} all={false} value={String(within)} onChange={(value) => change({ days: value === '30' ? undefined : value })} options={[7, 30, 90, 366].map((value) => ({ value: String(value), label: String(value) }))} widthPixels={90} /></Filters>
      <Section flush><DataTable label={t('due')} columns={useDueColumns()} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.contract(row.contractId)} onExport={() => download(contracts.lending.dueSoon, filters)} empty={{ title: t('emptyDue'), hint: t('emptyDueHint') }} /></Section>
    </PageFrame>
  );
}
