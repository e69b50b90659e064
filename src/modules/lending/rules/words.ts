import type { Alert } from './screening.ts';

const words: Record<Alert['kind'], (count: number) => string> = {
  same_mobile: (count) => `${count} 笔申请使用同一手机号 · ${count} applications share one mobile number`,
  same_address: (count) => `${count} 笔申请登记同一住址 · ${count} applications share one address`,
  same_payee_person: (count) => `${count} 笔申请付给同一个人 · ${count} applications pay the same person`,
  staff_relation: () => '借款人与本行员工有亲属关系 · The borrower is related to staff',
  money_converging: (count) => `${count} 笔贷款的资金汇入同一账户 · Money of ${count} loans meets in one account`,
};

/** An alert in words that carry no personal data. */
export const readableAlert = (alert: Alert): string => words[alert.kind](alert.applicationIds.length);
