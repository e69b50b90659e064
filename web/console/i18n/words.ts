import { roles, type Text } from '#declare';
import { declarations } from '#contracts';
import type { BothLanguages, StateValue, Tone } from '#kit';

type Pick = (text: BothLanguages) => string;
type States = Readonly<Record<string, BothLanguages & { readonly tone: Tone }>>;

const state = (tone: Tone, zh: string, en: string) => ({ tone, zh, en });

export const batchStates: States = {
  awaiting_approval: state('wait', '待审批', 'Awaiting approval'), approved: state('now', '已批准，办理中', 'Approved, being done'), done: state('good', '已办理', 'Done'),
  rejected: state('stop', '已驳回', 'Rejected'), withdrawn: state('quiet', '已撤回', 'Withdrawn'),
};
export const rowStates: States = {
  waiting: state('wait', '待办理', 'Waiting'), struck: state('quiet', '已剔除', 'Struck out'), succeeded: state('good', '已办理', 'Done'), refused: state('stop', '未办成', 'Refused'),
};
export const commandStates: States = { succeeded: state('good', '已办理', 'Done'), refused: state('stop', '已拒绝', 'Refused'), pending: state('wait', '待审批', 'Awaiting approval') };
export const accountStates: States = {
  open: state('good', '正常', 'Open'), debit_frozen: state('stop', '止付', 'Debits frozen'), frozen: state('stop', '冻结', 'Frozen'), closed: state('quiet', '已销户', 'Closed'),
};
export const holdStates: States = { open: state('wait', '止付中', 'Held'), captured: state('quiet', '已扣划', 'Taken'), released: state('good', '已解除', 'Released'), expired: state('quiet', '已到期', 'Ended') };
export const userStates: States = { active: state('good', '在用', 'Active'), disabled: state('quiet', '停用', 'Disabled') };
export const alertStates: States = { open: state('stop', '待核查', 'Open'), cleared: state('good', '已解除', 'Cleared'), confirmed: state('stop', '已确认', 'Confirmed') };

/** A state code with its word and tone; one that is not known is shown as it is, quietly. */
export const stateOf = (states: States, code: string, pick: Pick): StateValue => {
  const found = states[code];
  return found === undefined ? { tone: 'quiet', label: code } : { tone: found.tone, label: pick(found) };
};

export const channelWords: Readonly<Record<string, Text>> = {
  console: { zh: '工作台', en: 'Console' }, counter: { zh: '柜面', en: 'Counter' }, phone: { zh: '手机', en: 'Phone' }, doorstep: { zh: '上门', en: 'Doorstep' },
  file: { zh: '文件', en: 'File' }, api: { zh: '接口', en: 'API' }, system: { zh: '系统', en: 'System' },
};
export const entryKinds: Readonly<Record<string, Text>> = {
  deposit_in: { zh: '现金存入', en: 'Cash in' }, deposit_out: { zh: '现金支取', en: 'Cash out' }, transfer: { zh: '转账', en: 'Transfer' }, loan_disbursed: { zh: '放款', en: 'Disbursement' },
  loan_repaid: { zh: '还款', en: 'Repayment' }, interest_accrued: { zh: '计提利息', en: 'Interest accrual' }, opening: { zh: '期初', en: 'Opening' },
  capital: { zh: '实收资本', en: 'Paid-in capital' }, funding: { zh: '资金划入', en: 'Funding' }, reversal: { zh: '冲正', en: 'Reversal' }, manual: { zh: '手工记账', en: 'Manual' }, year_end: { zh: '年终结转', en: 'Year-end transfer' }, hold_captured: { zh: '扣划止付款', en: 'Hold taken' },
};
export const chartClasses: Readonly<Record<string, Text>> = {
  asset: { zh: '资产', en: 'Asset' }, liability: { zh: '负债', en: 'Liability' }, equity: { zh: '所有者权益', en: 'Equity' }, income: { zh: '收入', en: 'Income' }, expense: { zh: '费用', en: 'Expense' }, clearing: { zh: '清算', en: 'Clearing' },
};
export const sides: Readonly<Record<string, Text>> = { debit: { zh: '借', en: 'Debit' }, credit: { zh: '贷', en: 'Credit' } };
export const partyKinds: Readonly<Record<string, Text>> = { person: { zh: '个人', en: 'Person' }, household: { zh: '农户', en: 'Household' }, village: { zh: '村', en: 'Village' }, firm: { zh: '企业与商户', en: 'Firm' } };
export const relationKinds: Readonly<Record<string, Record<'to' | 'from', Text>>> = {
  head_of: { to: { zh: '任户主的农户', en: 'Head of household' }, from: { zh: '户主', en: 'Head' } },
  member_of: { to: { zh: '所在农户', en: 'Member of household' }, from: { zh: '家庭成员', en: 'Member' } },
  belongs_to: { to: { zh: '所在村', en: 'Belongs to' }, from: { zh: '所辖农户', en: 'Household of the village' } },
};
export const depositKinds: Readonly<Record<string, Text>> = { personal: { zh: '个人活期', en: 'Personal demand' }, corporate: { zh: '单位活期', en: 'Corporate demand' } };
export const declarationKinds: Readonly<Record<string, Text>> = { drought: { zh: '旱灾', en: 'Drought' }, flood: { zh: '洪涝', en: 'Flood' }, epidemic: { zh: '疫情', en: 'Epidemic' }, outlet_closure: { zh: '网点停业', en: 'Outlet closure' } };
export const alertKinds: Readonly<Record<string, Text>> = {
  same_mobile: { zh: '多户共用手机号', en: 'One mobile behind several' }, same_address: { zh: '多户同一住址', en: 'One address behind several' }, same_payee_person: { zh: '多户付给同一个人', en: 'Several pay one person' },
  staff_relation: { zh: '与员工有亲属关系', en: 'Relative of staff' }, money_converging: { zh: '贷款资金归集', en: 'Loans flow into one account' },
};
/** Where an application or a contract stands. */
export const lendingStates: States = {
  applied: state('now', '已受理', 'Applied'), surveyed: state('now', '已调查', 'Surveyed'), interviewed: state('now', '已面签', 'Interviewed'), recommended: state('now', '已推荐', 'Recommended'), declined: state('stop', '未推荐', 'Declined'),
  approved: state('good', '已授信', 'Approved'), rejected: state('stop', '已拒绝', 'Rejected'), withdrawn: state('quiet', '已撤回', 'Withdrawn'), signed: state('now', '已签约', 'Signed'), cleared: state('now', '可放款', 'Cleared for payout'), active: state('good', '已放款', 'Active'), overdue: state('stop', '逾期', 'Overdue'), settled: state('good', '已结清', 'Settled'), contracted: state('now', '已签合同', 'Contracted'), cancelled: state('quiet', '已解除', 'Cancelled'),
};

/** The word for a code in one of the tables above; a code without a word stays as it is. */
export const wordOf = (words: Readonly<Record<string, Text>>, code: string | null | undefined, pick: Pick): string => (code ? (words[code] ? pick(words[code]) : code) : '');

export const roleWord = (code: string | null | undefined, pick: Pick): string => wordOf(roles, code, pick);

const summaries = new Map(declarations.map((declaration) => [declaration.name, declaration.summary]));
/** The title of a command by its name (`lending.disburse`, or `lending.disburse#batch` for the batch around it). */
export const commandWord = (name: string, pick: Pick): string => {
  const summary = summaries.get(name.split('#')[0]!);
  return summary === undefined ? name : pick(summary);
};
