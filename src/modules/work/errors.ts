import type { Refusals } from '#declare';

export const workRefusals = {
  task_not_found: { status: 404, zh: '没有这项任务，或它属于其他机构。', en: 'No such task, or it belongs to another unit.' },
  task_closed: { status: 409, zh: '这项任务已经办结或取消。', en: 'The task is done or cancelled already.' },
  not_your_task: { status: 403, zh: '这项任务归他人或其他岗位办理。', en: 'The task belongs to another person or role.' },
  closed_by_business: { status: 422, zh: '这项任务由所等待的业务办理后自动办结，不能手工关闭。', en: 'The business this task waits for closes it; it is not closed by hand.' },
  not_yours_to_assign: { status: 403, zh: '只有机构负责人可以指派他人；您可以领取本岗位尚未指派的任务。', en: 'Only the head of the unit assigns others; you may take a free task of your role.' },
  principal_not_found: { status: 404, zh: '该用户不存在或已停用。', en: 'No such user, or they are disabled.' },
  assignee_without_role: { status: 422, zh: '该用户在这个机构没有办理此任务的岗位。', en: 'This user does not hold the role at this unit.' },
} as const satisfies Refusals;
