import type { Refusals } from '#declare';
import { ledgerRefusals } from '#errors/ledger';

export const depositRefusals = {
  party_not_found: { status: 404, zh: '客户不存在，或属于其他机构。', en: 'No such party, or it belongs to another unit.' },
  account_not_found: { status: 404, zh: '账号不存在，或属于其他机构。', en: 'No such account, or it belongs to another unit.' },
  same_account: { status: 422, zh: '付款与收款账户相同。', en: 'Payer and payee are the same account.' },
  hold_not_found: { status: 404, zh: '没有这笔止付，或它属于其他机构。', en: 'No such hold, or it belongs to another unit.' },
  hold_resolved: { status: 409, zh: '该止付已扣划、解除或到期。', en: 'The hold was taken, released or has expired.' },
  above_the_hold: { status: 422, zh: '扣划金额超过止付金额。', en: 'More than the hold keeps back.' },
  ends_before_it_begins: { status: 422, zh: '到期日须晚于营业日。', en: 'It would end before it begins.' },
  account_closed: ledgerRefusals.account_closed,
  account_frozen: ledgerRefusals.account_frozen,
  insufficient_funds: ledgerRefusals.insufficient_funds,
} as const satisfies Refusals;
