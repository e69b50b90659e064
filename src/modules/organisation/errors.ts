import type { Refusals } from '#declare';

export const organisationRefusals = {
  unit_not_found: { status: 404, zh: '机构不存在。', en: 'The unit does not exist.' },
  not_a_simulation: { status: 403, zh: '本库使用真实日期，不能调整营业日到未来。', en: 'This bank runs on real dates; the business day cannot move into the future.' },
  date_moves_back: { status: 422, zh: '营业日只能向前。', en: 'The business day only moves forward.' },
  ends_before_it_begins: { status: 422, zh: '结束日期早于开始日期。', en: 'It would end before it begins.' },
} as const satisfies Refusals;
