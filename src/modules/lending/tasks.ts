// Whose turn it is: each step of a loan leaves a task for the next person, and closes its own.
import { addDays, type BusinessDate } from '#kernel';
import type { Item, Tx } from '#platform';
import { closeTasks, openTasks, type NewTask } from '#work';

type Turn = 'survey' | 'payout_check' | 'payout' | 'use_check' | 'alert';
const turns: Record<Turn, { role: NewTask['role']; title: string; subject: string; days: number; closes: NewTask['closes'] }> = {
  survey: { role: 'investigator', title: '现场调查', subject: 'application', days: 3, closes: 'by_business' },
  payout_check: { role: 'payout_desk', title: '审核放款条件', subject: 'contract', days: 2, closes: 'by_business' },
  payout: { role: 'payout_desk', title: '放款', subject: 'contract', days: 1, closes: 'by_business' },
  // How soon the first look after the payout is due is the bank's own parameter.
  use_check: { role: 'customer_manager', title: '贷后首次检查：核对用途与发票', subject: 'contract', days: 15, closes: 'by_hand' },
  alert: { role: 'risk', title: '核查预警', subject: 'alert', days: 2, closes: 'by_business' },
};

/** Opens one turn for each subject; `label` names it without personal data. */
export async function open(tx: Tx, turn: Turn, rows: readonly { item: Pick<Item<unknown>, 'businessDate' | 'commandId' | 'now'>; subjectId: string; unitPath: string; label: string }[]): Promise<void> {
  const { role, title, subject, days, closes } = turns[turn];
  await openTasks(tx, rows.map(({ item, subjectId, unitPath, label }) => ({
    kind: `lending.${turn}`, title: `${title} ${label}`, unitPath, role, subject: { kind: subject, id: subjectId }, dueOn: addDays(item.businessDate as BusinessDate, days), closes, commandId: item.commandId, at: item.now,
  })));
}

export async function close(tx: Tx, turn: Turn, rows: readonly { subjectId: string; commandId: string }[], status: 'done' | 'cancelled' = 'done'): Promise<void> {
  const [first] = rows;
  if (first) await closeTasks(tx, rows.map(({ subjectId }) => ({ kind: `lending.${turn}`, subjectId })), first.commandId, status);
}
