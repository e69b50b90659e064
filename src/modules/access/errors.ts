import type { Refusals } from '#declare';

export const accessRefusals = {
  principal_not_found: { status: 404, zh: '用户不存在。', en: 'The user does not exist.' },
  own_authority: { status: 403, zh: '不能给自己授权。', en: 'Nobody grants authority to themselves.' },
  unit_not_found: { status: 404, zh: '机构不存在。', en: 'The unit does not exist.' },
  administrators_are_apart: { status: 422, zh: '系统、安全、审计三类管理员必须由不同的人担任，且不兼业务岗位。', en: 'The three administrators are different people and hold no business role.' },
  grant_not_found: { status: 404, zh: '没有这项授权，或已失效。', en: 'No such authority, or it has ended.' },
  not_yours_to_delegate: { status: 403, zh: '只能转授自己持有的岗位。', en: 'Only a role you hold can be delegated.' },
  period_too_long: { status: 422, zh: '转授最长三十天。', en: 'A delegation lasts thirty days at most.' },
} as const satisfies Refusals;
