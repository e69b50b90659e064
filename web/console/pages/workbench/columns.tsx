import { contracts } from '#contracts';
import { KitLink, useLanguage, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import type { RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { deskTexts } from '../../i18n/workbench.ts';
import { alertKinds, alertStates, roleWord, stateOf, wordOf } from '../../i18n/words.ts';
import { useUnits } from '../../parts/units.ts';

export type DueRow = RowOf<typeof contracts.lending.dueSoon>;
export type AlertRow = RowOf<typeof contracts.lending.alerts>;
export type TaskRow = RowOf<typeof contracts.work.tasks>;

export function useDueColumns(): readonly Column<DueRow>[] {
  const t = useT(deskTexts);
  const common = useT(commonTexts);
  return [
    { key: 'number', title: t('number'), kind: 'code', value: (row) => row.number },
    { key: 'borrower', title: t('borrower'), kind: 'text', value: (row) => row.borrowerName },
    { key: 'dueOn', title: t('dueOn'), kind: 'date', value: (row) => row.dueOn },
    { key: 'amount', title: t('amount'), unit: common('yuan'), kind: 'amount', value: (row) => row.amountMinor, to: (row) => addressOf.contract(row.contractId) },
    { key: 'state', title: common('state'), kind: 'state', value: (row) => (row.daysOverdue > 0 ? { tone: 'stop', label: t('overdue', { days: row.daysOverdue }) } : { tone: 'quiet', label: t('ahead') }) },
  ];
}

export function useAlertColumns(): readonly Column<AlertRow>[] {
  const t = useT(deskTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  return [
    { key: 'kind', title: t('alert'), kind: 'text', value: (row) => wordOf(alertKinds, row.kind, pick) },
    { key: 'applications', title: t('applications'), kind: 'text', value: (row) => row.applications.map((application) => `${application.borrowerName} ${application.number}`).join('、'),
      render: (row) => <ul className="gb-fact-list">{row.applications.map((application) => <li key={application.applicationId}><KitLink to={addressOf.application(application.applicationId)}>{application.borrowerName} <span className="gb-code">{application.number}</span></KitLink></li>)}</ul> },
    { key: 'raisedOn', title: t('raisedOn'), kind: 'date', value: (row) => row.raisedOn },
    { key: 'status', title: common('state'), kind: 'state', value: (row) => stateOf(alertStates, row.status, pick) },
  ];
}

export function useTaskColumns(): readonly Column<TaskRow>[] {
  const t = useT(deskTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  return [
    { key: 'title', title: t('task'), kind: 'text', value: (row) => row.title },
    { key: 'dueOn', title: t('dueOn'), kind: 'date', value: (row) => row.dueOn },
    { key: 'assignee', title: t('assignee'), kind: 'text', value: (row) => row.principalName ?? `${roleWord(row.role, pick)} · ${t('free')}` },
    { key: 'unit', title: common('unit'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'state', title: common('state'), kind: 'state', value: (row) => (row.status === 'open' ? (row.overdue ? { tone: 'stop', label: t('late') } : { tone: 'now', label: t('open') }) : row.status === 'done' ? { tone: 'good', label: t('done') } : { tone: 'quiet', label: t('cancelled') }) },
  ];
}

const subjects: Readonly<Record<string, (id: string) => string>> = {
  application: addressOf.application, loan_application: addressOf.application, contract: addressOf.contract, loan_contract: addressOf.contract, batch: addressOf.approval, approval: addressOf.approval, party: addressOf.party, person: addressOf.party, alert: () => '/alerts',
};
/** Where a task is done; undefined where its business has no page of its own. */
export const taskAddress = (row: TaskRow): string | undefined => subjects[row.subjectKind]?.(row.subjectId);
