import { Segmented } from 'antd';
import { contracts } from '#contracts';
import { DataTable, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { useList, type RowOf } from '../../api.ts';
import { approvalTexts } from '../../i18n/approvals.ts';
import { commonTexts } from '../../i18n/common.ts';
import { batchStates, commandWord, roleWord, stateOf } from '../../i18n/words.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { useUnits } from '../../parts/units.ts';

type Row = RowOf<typeof contracts.approvals.batches>;

/** Columns of a list of approvals; the desk shows fewer of them. */
export function useApprovalColumns(): readonly Column<Row>[] {
  const t = useT(approvalTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  return [
    { key: 'title', title: t('subject'), kind: 'text', value: (row) => row.title },
    { key: 'business', title: t('business'), kind: 'text', value: (row) => commandWord(row.commandName, pick) },
    { key: 'rows', title: t('rows'), kind: 'count', value: (row) => row.rows },
    { key: 'maker', title: t('maker'), kind: 'text', value: (row) => row.makerName },
    { key: 'unit', title: common('unit'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'createdAt', title: t('createdAt'), kind: 'date', value: (row) => row.createdAt },
    { key: 'progress', title: t('progress'), kind: 'text', value: (row) => [t('step', { done: row.stepsDone, all: row.steps }), row.nextRole === null ? '' : t('nextIs', { role: roleWord(row.nextRole, pick) })].filter(Boolean).join(' · ') },
    { key: 'status', title: common('state'), kind: 'state', value: (row) => stateOf(batchStates, row.status, pick) },
  ];
}

/** Every approval in sight: those waiting for me first. */
export default function Approvals() {
  const t = useT(approvalTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [{ mine, status }, change] = useAddress('mine', 'status');
  const shown = mine === 'made' || mine === 'all' ? mine : 'to_decide';
  const columns = useApprovalColumns();
  const list = useList(contracts.approvals.batches, {
    sort: 'createdAt', order: 'descending', ...(shown === 'all' ? {} : { mine: shown }), ...(shown !== 'to_decide' && status !== undefined && status in batchStates ? { status: status as Row['status'] } : {}),
  });
  return (
    <PageFrame title={t('title')}>
      <Filters>
        <Segmented aria-label={t('which')} value={shown} onChange={(value) => change({ mine: value === 'to_decide' ? undefined : String(value), status: undefined })}
          options={[{ value: 'to_decide', label: t('toDecide') }, { value: 'made', label: t('made') }, { value: 'all', label: t('everything') }]} />
        {shown !== 'to_decide' && <Choice label={common('state')} value={status} onChange={(value) => change({ status: value })} options={Object.entries(batchStates).map(([value, text]) => ({ value, label: pick(text) }))} />}
      </Filters>
      <Section flush>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.approval(row.id)} exportName={t('title')}
          empty={shown === 'to_decide' ? { title: t('emptyToDecide'), hint: t('emptyToDecideHint') } : { title: t('empty'), hint: t('emptyHint') }} />
      </Section>
    </PageFrame>
  );
}
