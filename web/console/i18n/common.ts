import { defineTexts } from '#kit';

/** Words that many pages share. */
export const commonTexts = defineTexts('common', {
  yuan: { zh: '元', en: 'CNY' }, all: { zh: '全部', en: 'All' }, yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' }, sealed: { zh: '〔已加密〕', en: '[encrypted]' },
  state: { zh: '状态', en: 'State' }, unit: { zh: '机构', en: 'Unit' }, print: { zh: '打印', en: 'Print' }, exportCsv: { zh: '导出 CSV', en: 'Export CSV' }, search: { zh: '查找', en: 'Search' }, clear: { zh: '清除', en: 'Clear' },
  from: { zh: '自', en: 'From' }, until: { zh: '至', en: 'Until' }, close: { zh: '关闭', en: 'Close' }, cancel: { zh: '取消', en: 'Cancel' }, confirm: { zh: '确认', en: 'Confirm' }, loading: { zh: '正在读取…', en: 'Loading…' },
  total: { zh: '共 {{count}} 条', en: '{{count}} in all' }, businessDate: { zh: '营业日', en: 'Business date' }, amountWords: { zh: '大写', en: 'In words' }, amountWrong: { zh: '请输入大于零、最多两位小数的金额', en: 'Enter an amount above zero with at most two decimals' },
  datePattern: { zh: '年-月-日', en: 'YYYY-MM-DD' }, pickDate: { zh: '选择日期', en: 'Pick a date' }, details: { zh: '{{count}} 项', en: '{{count}}' },
  notGranted: { zh: '您的岗位看不到这部分', en: 'Your role does not see this part' }, notGrantedHint: { zh: '需要时请安全管理员授予岗位。', en: 'A security administrator can grant a role where it is needed.' },
  months: { zh: '{{count}} 个月', en: '{{count}} months' }, mu: { zh: '{{count}} 亩', en: '{{count}} mu' }, cubicMetres: { zh: '{{count}} 立方米', en: '{{count}} m³' }, basisPoints: { zh: '{{count}} 基点', en: '{{count}} bp' }, files: { zh: '{{count}} 份', en: '{{count}} files' },
  pendingTitle: { zh: '已提交，等待审批', en: 'Submitted, awaiting approval' }, pendingHint: { zh: '第二个人同意后才生效。', en: 'It takes effect once a second person agrees.' }, openApproval: { zh: '查看审批', en: 'Open the approval' }, required: { zh: '必填', en: 'Required' },
});
