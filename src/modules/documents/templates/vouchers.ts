// 放款凭证, 还款回单, 结清证明: one page each.
import type { Content, DocumentDefinition } from 'pdfmake';
import { amountInWords, dateInWords, businessDate, formatMinor } from '#kernel';
import { form, ledger, paper, type Frame } from './frame.ts';
import type { PayoutVoucherData, ReceiptData, SettlementCertificateData } from './types.ts';
import { bothWays, dayOf, figures, rateCell } from './words.ts';

const amounts = (amountMinor: bigint): (readonly [string, Content, 'wide'])[] => [
  ['金额（大写）', { text: amountInWords(amountMinor), bold: true, fontSize: 11 }, 'wide'], ['金额（小写）', { text: figures(amountMinor), bold: true, fontSize: 11 }, 'wide'],
];
const stamp = (label: string, date: string): Content => ({ margin: [0, 44, 0, 0], alignment: 'right', stack: [{ text: label, bold: true }, { text: dateInWords(businessDate(date)), margin: [0, 4, 0, 0] }] });

export function payoutVoucher(data: PayoutVoucherData, frame: Frame): DocumentDefinition {
  return paper('放款凭证', data.issuer, frame, [
    form([
      ['借款人', { text: data.borrowerName, bold: true }], ['合同编号', data.contractNumber], ['放款日', dayOf(data.paidOn)], ['到期日', dayOf(data.maturesOn)], ...amounts(data.amountMinor),
      ['支付方式', data.payment === 'entrusted' ? '受托支付' : '自主支付'], ['年利率', rateCell(data.rate)], ['收款人', data.payeeName], ['开户行', data.payeeBankName], ['收款账号', data.payeeAccountNumber, 'wide'], ['用途', data.purpose, 'wide'],
      ['经办', data.makerName], ['复核', data.checkerName ?? ''], ['分录编号', data.entryId, 'wide'],
    ]),
    stamp('业务专用章', data.paidOn),
  ]);
}

export function receipt(data: ReceiptData, frame: Frame): DocumentDefinition {
  return paper('还款回单', data.issuer, frame, [
    form([
      ['借款人', { text: data.borrowerName, bold: true }], ['合同编号', data.contractNumber], ['还款日', dayOf(data.paidOn)], ['还款渠道', data.channel], ['还款账号', data.accountNumber, 'wide'], ...amounts(data.amountMinor),
    ]),
    { text: '', margin: [0, 6, 0, 0] },
    ledger([['还款明细'], ['金额（元）', 'right']], data.parts.map((part) => [part.name, formatMinor(part.amountMinor)]), ['合计', formatMinor(data.parts.reduce((sum, part) => sum + part.amountMinor, 0n))], ['*', 140]),
    { text: '', margin: [0, 6, 0, 0] },
    form([['剩余本金', figures(data.principalLeftMinor)], ['下一应还日', data.nextDueOn ? dayOf(data.nextDueOn) : '无'], ['分录编号', data.entryId, 'wide']]),
    stamp('业务专用章', data.paidOn),
  ]);
}

export function settlementCertificate(data: SettlementCertificateData, frame: Frame): DocumentDefinition {
  const paragraph = (text: string): Content => ({ text, fontSize: 12, lineHeight: 1.4, leadingIndent: 24, margin: [0, 0, 0, 8] });
  return paper('结清证明', data.issuer, frame, [
    { text: '', margin: [0, 10, 0, 0] },
    paragraph(`兹证明：${data.borrowerName}（证件号码 ${data.borrowerIdNumber}）于${dayOf(data.startsOn)}在我行借款${bothWays(data.amountMinor)}，产品为“${data.productName}”，借款合同编号 ${data.contractNumber}。`),
    paragraph(`截至${dayOf(data.settledOn)}，该笔借款本息已全部结清：归还本金${bothWays(data.repaidPrincipalMinor)}，支付利息及其他费用${bothWays(data.repaidInterestMinor)}。双方在该合同项下的债权债务已经了结。`),
    ...(data.guarantee ? [paragraph(`该合同项下的担保（${data.guarantee}）随之解除，我行将配合办理注销登记。`)] : []),
    paragraph('特此证明。'),
    stamp(`${data.issuer.bankName}${data.issuer.unitName}（盖章）`, data.settledOn),
  ]);
}
