import { defineTexts } from '#kit';

export const documentTexts = defineTexts('documents', {
  title: { zh: '文书', en: 'Documents' }, document: { zh: '文书', en: 'Document' }, number: { zh: '编号', en: 'Number' }, kind: { zh: '种类', en: 'Kind' }, created: { zh: '生成时间', en: 'Made' }, hash: { zh: '内容摘要', en: 'Content hash' }, file: { zh: '文件', en: 'File' }, open: { zh: '打开 PDF', en: 'Open PDF' }, rendering: { zh: '正在制作', en: 'Rendering' },
  empty: { zh: '还没有文书', en: 'No document yet' }, emptyHint: { zh: '合同、还款计划、放款凭证和回单在业务办理时生成，列在这里。', en: 'Contracts, schedules, vouchers and receipts appear here as business is done.' }, about: { zh: '事项', en: 'About' }, command: { zh: '指令', en: 'Command' }, contract: { zh: '查看合同', en: 'Open the contract' },
  loan_contract: { zh: '借款合同', en: 'Loan contract' }, repayment_schedule: { zh: '还款计划表', en: 'Repayment schedule' }, payout_voucher: { zh: '放款凭证', en: 'Payout voucher' }, receipt: { zh: '回单', en: 'Receipt' }, settlement_certificate: { zh: '结清证明', en: 'Settlement certificate' },
});
