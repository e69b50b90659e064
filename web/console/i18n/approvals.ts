import { defineTexts } from '#kit';

export const approvalTexts = defineTexts('approvals', {
  title: { zh: '审批', en: 'Approvals' }, toDecide: { zh: '待我审批', en: 'For me to decide' }, made: { zh: '我提交的', en: 'Submitted by me' }, everything: { zh: '全部', en: 'All' }, which: { zh: '范围', en: 'Show' },
  subject: { zh: '事项', en: 'Subject' }, business: { zh: '业务', en: 'Business' }, maker: { zh: '经办人', en: 'Maker' }, rows: { zh: '笔数', en: 'Rows' }, progress: { zh: '环节', en: 'Step' }, createdAt: { zh: '提交时间', en: 'Submitted' }, closedAt: { zh: '办结时间', en: 'Closed' },
  emptyToDecide: { zh: '没有等您审批的业务', en: 'Nothing waits for you' }, emptyToDecideHint: { zh: '轮到您这一环节时，会出现在这里和首页。', en: 'When a step comes to you it appears here and on your desk.' },
  empty: { zh: '这里会列出审批事项', en: 'Approvals will be listed here' }, emptyHint: { zh: '须第二个人同意的业务提交后出现。', en: 'Business that needs a second person appears once it is submitted.' },
  path: { zh: '审批流程', en: 'Steps' }, submitted: { zh: '提交', en: 'Submitted' }, carriedOut: { zh: '办理', en: 'Carried out' }, rowsTitle: { zh: '逐笔明细', en: 'Row by row' }, row: { zh: '序', en: 'No.' }, outcome: { zh: '结果', en: 'Outcome' },
  running: { zh: '正在办理，已完成 {{done}} / {{all}} 笔', en: 'Being carried out: {{done}} of {{all}} rows' }, ranWell: { zh: '{{done}} 笔办成', en: '{{done}} done' }, ranBadly: { zh: '{{refused}} 笔未办成', en: '{{refused}} refused' }, ranStruck: { zh: '{{struck}} 笔剔除', en: '{{struck}} struck out' },
  strike: { zh: '剔除', en: 'Strike out' }, undoStrike: { zh: '恢复', en: 'Restore' }, strikeTitle: { zh: '剔除第 {{row}} 笔', en: 'Strike out row {{row}}' }, strikeReason: { zh: '剔除理由', en: 'Reason' }, struckBy: { zh: '{{name}} 剔除：{{reason}}', en: 'Struck out by {{name}}: {{reason}}' }, strikeWill: { zh: '将剔除：{{reason}}', en: 'Will be struck out: {{reason}}' }, cancel: { zh: '返回', en: 'Back' },
  approve: { zh: '同意', en: 'Approve' }, reject: { zh: '驳回', en: 'Reject' }, withdraw: { zh: '撤回', en: 'Take back' },
  approveTitle: { zh: '确认同意', en: 'Confirm the approval' }, rejectTitle: { zh: '确认驳回', en: 'Confirm the rejection' }, approveCount: { zh: '同意笔数', en: 'Rows approved' }, strikeCount: { zh: '剔除笔数', en: 'Rows struck out' }, figures: { zh: '合计（小写）', en: 'Total in figures' }, words: { zh: '合计（大写）', en: 'Total in words' },
  comment: { zh: '意见', en: 'Comment' }, commentNeeded: { zh: '驳回须写明理由', en: 'A rejection says why' }, checked: { zh: '我已逐笔查看上列事实，对本意见负责', en: 'I have looked at every row above and stand by this decision' },
  hash: { zh: '所见内容摘要', en: 'Hash of what you see' }, hashHelp: { zh: '意见与此刻显示的内容绑定；内容若已变化，系统会拒绝并请您重新查看。', en: 'Your decision is bound to what is shown now; should it have changed, it is refused and you look again.' },
  blocked: { zh: '您现在不能审批', en: 'You cannot decide now' }, factsMoved: { zh: '内容已更新，请重新查看后再审批。', en: 'The facts were refreshed; look again, then decide.' },
  withdrawTitle: { zh: '撤回这件业务？', en: 'Take this back?' }, withdrawHint: { zh: '撤回后不再审批，可重新提交。', en: 'It leaves the approval and can be submitted again.' }, seeCommands: { zh: '查看指令', en: 'Commands' }, step: { zh: '{{done}} / {{all}}', en: '{{done}} / {{all}}' }, nextIs: { zh: '待{{role}}', en: 'waits for {{role}}' },
});
