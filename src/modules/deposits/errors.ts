import type { Refusals } from '#declare';
import { ledgerRefusals } from '#errors/ledger';

export const depositRefusals = {
  party_not_found: { status: 404, zh: '客户不存在，或属于其他机构。', en: 'No such party, or it belongs to another unit.' },
  account_not_found: { status: 404, zh: '账号不存在，或属于其他机构。', en: 'No such account, or it belongs to another unit.' },
  same_account: { status: 422, zh: '付款与收款账户相同。', en: 'Payer and payee are the same account.' },
  another_book: { status: 422, zh: '两个账户不在同一账簿，跨机构转账尚未开通。', en: 'The accounts are kept in different books; transfers between units are not open yet.' },
  account_closed: ledgerRefusals.account_closed,
  account_frozen: ledgerRefusals.account_frozen,
  insufficient_funds: ledgerRefusals.insufficient_funds,
} as const satisfies Refusals;
