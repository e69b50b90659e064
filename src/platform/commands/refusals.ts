// The refusals every command and query may meet before its handler is asked, in the order they are checked.
import type { RefusalText } from '#declare';

export const runnerRefusals = {
  not_signed_in: { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  not_permitted: { status: 403, zh: '您的岗位不能办理这项业务。', en: 'Your role may not do this.' },
  channel_not_allowed: { status: 403, zh: '这项业务不能从当前渠道办理。', en: 'This cannot be done through this channel.' },
  invalid_input: { status: 400, zh: '填写的内容有误，请按提示修改；其余内容已保留。', en: 'Some fields are not right; nothing was changed.' },
  key_missing: { status: 400, zh: '缺少幂等键（Idempotency-Key）。', en: 'The Idempotency-Key header is missing.' },
  out_of_scope: { status: 403, zh: '该业务属于其他机构，您无权办理。', en: 'This belongs to a unit outside your authority.' },
  key_conflict: { status: 409, zh: '同一幂等键已用于内容不同的请求；原请求的结果不变。', en: 'The same key was used for a different request; the first one stands.' },
  rate_limited: { status: 429, zh: '请求过于频繁，请稍后再试。', en: 'Too many requests; try again shortly.' },
  not_found: { status: 404, zh: '没有这个地址。', en: 'There is nothing at this address.' },
  too_large: { status: 413, zh: '提交的内容过大。', en: 'The body is too large.' },
  unexpected: { status: 500, zh: '系统出现意外，本次没有任何变更；请稍后用同一请求重试。', en: 'Something unexpected happened; nothing was changed. Repeat the same request later.' },
  unavailable: { status: 503, zh: '系统正在停机或启动，请稍后重试。', en: 'The system is starting or stopping; try again shortly.' },
} as const satisfies Record<string, Omit<RefusalText, 'status'> & { status: number }>;
export type RunnerRefusal = keyof typeof runnerRefusals;
