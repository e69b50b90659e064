// 借款合同. The clauses a small loan needs (《个人贷款管理办法》《固定资产贷款管理办法》《流动资金贷款管理办法》, 2024): purpose, rate and how it
// came about, plan, payment to the payee, overdue and misuse, signing before two people.
import type { Content, DocumentDefinition } from 'pdfmake';
import { amountInWords, formatMinor } from '#kernel';
import { form, ledger, paper, pigment, type Frame } from './frame.ts';
import type { LoanContractData, Payee } from './types.ts';
import { bothWays, dayCountSentences, dayOf, figures, markedUp, minuteOf, percentOf, rateSentence } from './words.ts';
import { planTable } from './repayment-schedule.ts';

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'] as const;

export function loanContract(data: LoanContractData, frame: Frame): DocumentDefinition {
  const clauses: readonly (readonly [string, ...Content[]])[] = [
    ['借款金额与品种', '甲方依乙方申请，向乙方发放下列借款：', form([
      ['产品', data.productName], ['金额（小写）', figures(data.amountMinor)], ['金额（大写）', { text: amountInWords(data.amountMinor), bold: true }, 'wide'],
    ])],
    ['借款用途', `本借款用于：${data.purpose}。乙方不得将借款用于股票、期货等投资，不得用于购房及国家禁止的领域，不得转借他人。`],
    ['借款期限', `自${dayOf(data.startsOn)}起至${dayOf(data.maturesOn)}止，共 ${data.months} 个月。实际放款日与约定不一致的，以放款凭证记载为准。`],
    ['利率与计息', `${rateSentence(data.rate)}。${dayCountSentences[data.dayCount]}。利息自放款之日起算。`],
    ['还款方式与计划', `还款方式：${data.repaymentMethod}。${data.graceDays > 0 ? `每期到期日后 ${data.graceDays} 日内还清的，不计罚息。` : ''}预计还款计划如下：`, planTable(data.plan)],
    ['放款与支付', `借款发放至乙方账户 ${data.disbursementAccountNumber}。${data.payees.length > 0 ? '乙方委托甲方将下列款项直接支付给交易对手（受托支付）：' : '由乙方按约定用途自主支付，并保留用款凭证备查。'}`, ...(data.payees.length > 0 ? [payeeTable(data.payees, data.amountMinor)] : [])],
    ['逾期与违约', `乙方未按期还款的，自到期日起对逾期金额在约定利率基础上加收 ${percentOf(data.overdueMarkupBasisPoints)}%，即年利率 ${markedUp(data.rate.annual, data.overdueMarkupBasisPoints)}；未按约定用途使用借款的，对挪用部分加收 ${percentOf(data.misuseMarkupBasisPoints)}%，即年利率 ${markedUp(data.rate.annual, data.misuseMarkupBasisPoints)}，甲方可以停止放款、要求提前归还。同一笔借款不同时计收两项。`],
    ['担保', data.guarantee ?? '本借款为信用借款，未设担保。'],
    ['提前还款', data.prepayment.allowed ? `乙方可以提前归还全部或部分借款，${data.prepayment.noticeDays > 0 ? `应提前 ${data.prepayment.noticeDays} 日告知甲方，` : ''}利息按实际用款天数计收，不收违约金。` : '未经甲方同意，乙方不得提前还款。'],
    ['信息与告知', '乙方保证所提供的资料真实，住址、联系方式变更的，十日内告知甲方。甲方为审查、放款、贷后管理的目的处理乙方个人信息，依法报送征信系统，并对其保密；逾期信息报送前告知乙方。'],
    ['争议解决', '履行中发生争议的，双方协商；协商不成的，向甲方住所地人民法院起诉。'],
    ['生效', '本合同自双方签字或盖章之日起生效，甲乙双方各执一份。乙方声明：甲方已就加重乙方责任的条款作了说明，乙方已阅读并理解全部内容。'],
  ];
  return paper('借款合同', data.issuer, frame, [
    form([
      ['贷款人（甲方）', `${data.issuer.bankName}${data.issuer.unitName}`], ['负责人', data.issuer.responsiblePerson ?? ''], ['住所', data.issuer.address ?? '', 'wide'],
      ['借款人（乙方）', { text: data.borrower.name, bold: true }], ['联系电话', data.borrower.mobile], ['证件号码', data.borrower.idNumber, 'wide'], ['住址', data.borrower.address, 'wide'],
    ]),
    ...clauses.flatMap(([title, ...body], index): Content[] => [
      { text: `第${ordinals[index]}条　${title}`, style: 'clause' }, ...body.map((part): Content => (typeof part === 'string' ? { text: part, margin: [0, 0, 0, 3], leadingIndent: 20 } : part)),
    ]),
    signatures(data),
  ]);
}

function payeeTable(payees: readonly Payee[], amountMinor: bigint): Content {
  const paid = payees.reduce((sum, payee) => sum + payee.amountMinor, 0n);
  const rest = amountMinor - paid;
  return {
    stack: [
      ledger([['收款人'], ['收款账号'], ['开户行'], ['用途'], ['金额（元）', 'right']], payees.map((payee) => [payee.name, payee.accountNumber, payee.bankName, payee.purpose, formatMinor(payee.amountMinor)]), ['合计', '', '', '', formatMinor(paid)], ['*', 104, 78, 70, 72]),
      ...(rest > 0n ? [{ text: `其余${bothWays(rest)}由乙方按约定用途自主支付。`, margin: [0, 4, 0, 0] }] : []),
    ],
  };
}

function signatures({ signing, issuer }: LoanContractData): Content {
  const blank = '　'.repeat(8);
  const line = (label: string, value = ''): Content => ({ columns: [{ text: label, style: 'label', width: 'auto' }, { text: value || blank, width: '*', margin: [4, 0, 0, 0] }], margin: [0, 0, 0, 9] });
  const when = signing ? minuteOf(signing.signedAt) : '';
  return {
    unbreakable: true, margin: [0, 18, 0, 0],
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 483, y2: 0, lineWidth: 0.4, lineColor: pigment.line }], margin: [0, 0, 0, 10] },
      { columnGap: 24, columns: [
        { stack: [{ text: '甲方（盖章）', bold: true, margin: [0, 0, 0, 34] }, line('负责人或授权代理人', issuer.responsiblePerson ?? ''), line('面签人员', signing?.witnesses.join('、') ?? ''), line('日期', signing ? when.slice(0, when.indexOf(' ')) : '')] },
        { stack: [{ text: '乙方（签字、捺印）', bold: true, margin: [0, 0, 0, 34] }, line('签订时间', when), line('签订地点', signing?.place ?? ''), ...(signing?.signatureSha256 ? [{ text: `签字影像摘要 ${signing.signatureSha256}`, style: 'small', fontSize: 6 }] : [])] },
      ] },
    ],
  };
}
