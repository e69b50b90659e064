import type { Refusals } from '#declare';
import type { Verdict } from './types.ts';

/** The words for every verdict that is a "no", and for what a reader may ask in vain. */
export const ledgerRefusals = {
  too_few_legs: { status: 422, zh: '分录至少要有借贷两方。', en: 'An entry needs at least two legs.' },
  zero_leg: { status: 422, zh: '分录金额不能为零。', en: 'A leg cannot be nothing.' },
  entry_conflict: { status: 409, zh: '同一分录号已记入不同内容。', en: 'This entry id was posted with other content.' },
  account_not_found: { status: 404, zh: '账户不存在。', en: 'The account does not exist.' },
  wrong_book: { status: 422, zh: '账户不在本账簿。', en: 'The account belongs to another book.' },
  not_balanced: { status: 422, zh: '借贷不平。', en: 'Debits and credits differ.' },
  period_closed: { status: 422, zh: '该会计期间已结账。', en: 'The period is closed.' },
  account_closed: { status: 422, zh: '账户已销户。', en: 'The account is closed.' },
  account_frozen: { status: 423, zh: '账户已冻结。', en: 'The account is frozen.' },
  reversed_not_found: { status: 404, zh: '被冲正的分录不存在。', en: 'The entry to reverse does not exist.' },
  reversed_before: { status: 409, zh: '该分录已冲正过。', en: 'That entry was reversed before.' },
  insufficient_funds: { status: 422, zh: '账户可用余额不足。', en: 'The account does not hold enough.' },
  linked_not_posted: { status: 422, zh: '关联分录未能全部记账，整笔未记。', en: 'A linked entry was refused, so none was posted.' },
  book_not_found: { status: 404, zh: '没有这本账簿，或它属于其他机构。', en: 'No such book, or it belongs to another unit.' },
  value_date_ahead: { status: 422, zh: '起息日不得晚于营业日。', en: 'The value date lies after the business day.' },
  kept_elsewhere: { status: 422, zh: '该账户由其他业务记账，不能手工记账。', en: 'Another business keeps this account; it takes no manual entry.' },
  reversed_elsewhere: { status: 422, zh: '该分录由业务产生，须由该业务冲正。', en: 'A business made this entry; that business reverses it.' },
  period_not_over: { status: 422, zh: '该期间尚未结束，不能结账。', en: 'The period is not over.' },
  earlier_period_open: { status: 422, zh: '更早的期间尚未结账。', en: 'An earlier period is still open.' },
  nothing_to_transfer: { status: 422, zh: '本年损益已结转或没有余额。', en: 'Nothing is left to transfer for that year.' },
  entry_not_found: { status: 404, zh: '没有这笔分录，或它属于其他机构。', en: 'No such entry, or it belongs to another unit.' },
} as const satisfies Refusals & Record<Exclude<Verdict, 'posted' | 'duplicate'>, unknown>;
