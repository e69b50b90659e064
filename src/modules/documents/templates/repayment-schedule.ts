// 还款计划表.
import type { Content, DocumentDefinition } from 'pdfmake';
import { formatMinor } from '#kernel';
import { form, ledger, paper, type Frame } from './frame.ts';
import type { PlanLine, RepaymentScheduleData } from './types.ts';
import { bothWays, dayOf, rateCell } from './words.ts';

/** The plan with its totals; shared with the contract. */
export function planTable(plan: readonly PlanLine[]): Content {
  const sum = (pick: (line: PlanLine) => bigint) => formatMinor(plan.reduce((total, line) => total + pick(line), 0n));
  return ledger([['期次'], ['应还日'], ['应还本金（元）', 'right'], ['应还利息（元）', 'right'], ['合计（元）', 'right'], ['剩余本金（元）', 'right']],
    plan.map((line) => [String(line.number), line.dueOn, formatMinor(line.principalMinor), formatMinor(line.interestMinor), formatMinor(line.principalMinor + line.interestMinor), formatMinor(line.balanceAfterMinor)]),
    ['合计', '', sum((line) => line.principalMinor), sum((line) => line.interestMinor), sum((line) => line.principalMinor + line.interestMinor), ''], [30, 66, '*', '*', '*', '*']);
}

export function repaymentSchedule(data: RepaymentScheduleData, frame: Frame): DocumentDefinition {
  return paper('还款计划表', data.issuer, frame, [
    form([
      ['借款人', { text: data.borrowerName, bold: true }], ['合同编号', data.contractNumber], ['产品', data.productName], ['年利率', rateCell(data.rate)], ['起始日', dayOf(data.startsOn)], ['到期日', dayOf(data.maturesOn)],
      ['还款方式', data.repaymentMethod], ['还款账号', data.repaymentAccountNumber], ['借款金额', bothWays(data.amountMinor), 'wide'],
    ]),
    { text: '', margin: [0, 6, 0, 0] },
    planTable(data.plan),
    { text: '请于应还日前将足额资金存入还款账户。利率调整、提前还款或展期后，以新的还款计划表为准。', style: 'small', margin: [0, 10, 0, 0] },
  ]);
}
