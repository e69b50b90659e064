import type { Refusals } from '#declare';

export const approvalRefusals = {
  batch_not_found: { status: 404, zh: '没有这件待审批业务。', en: 'There is no such approval.' },
  already_decided: { status: 409, zh: '该业务已审批完毕或已撤回。', en: 'It was decided or withdrawn before.' },
  maker_may_not_approve: { status: 403, zh: '经办人不得审批自己提交的业务。', en: 'Nobody approves what they submitted.' },
  decided_before: { status: 403, zh: '您已在前一环节审批过，须由另一人审批。', en: 'You decided an earlier step; another person decides this one.' },
  not_your_step: { status: 403, zh: '当前环节须由其他岗位审批。', en: 'This step belongs to another role or unit.' },
  facts_changed: { status: 409, zh: '业务情况已变化，请重新查看后再审批。', en: 'The facts changed since you looked; look again before deciding.' },
  unknown_row: { status: 422, zh: '要剔除的行不存在或已处理。', en: 'A row to strike does not exist or is settled.' },
  not_the_maker: { status: 403, zh: '只有经办人可以撤回。', en: 'Only the maker takes it back.' },
  command_not_found: { status: 404, zh: '没有这条指令，或它属于其他机构。', en: 'No such command, or it belongs to another unit.' },
} as const satisfies Refusals;
