import type { Text } from '#declare';

/** Labels of what commands carry and approvers are shown. The order is the order on the screen; the unknown comes after, under its own name. */
export const factLabels: Readonly<Record<string, Text>> = {
  applicationNumber: { zh: '申请编号', en: 'Application' }, contractNumber: { zh: '合同编号', en: 'Contract' }, number: { zh: '编号', en: 'Number' }, borrowerName: { zh: '借款人', en: 'Borrower' }, name: { zh: '名称', en: 'Name' },
  title: { zh: '事项', en: 'Subject' }, villageName: { zh: '村', en: 'Village' }, productName: { zh: '产品', en: 'Product' }, purpose: { zh: '用途', en: 'Purpose' },
  side: { zh: '方向', en: 'Side' }, chartCode: { zh: '科目', en: 'Chart account' }, account: { zh: '账户', en: 'Account' }, accountId: { zh: '内部账号', en: 'Account no.' },
  limitMinor: { zh: '核定额度', en: 'Limit' }, requestedMinor: { zh: '申请金额', en: 'Requested' }, grantedMinor: { zh: '授信金额', en: 'Granted' }, principalMinor: { zh: '合同本金', en: 'Principal' }, amountMinor: { zh: '金额', en: 'Amount' }, totalMinor: { zh: '合计金额', en: 'Total' },
  confirmedMinor: { zh: '本人确认金额', en: 'Confirmed' }, largestMinor: { zh: '最大单笔', en: 'Largest single' }, outstandingMinor: { zh: '未还本金', en: 'Outstanding' }, toBorrowerMinor: { zh: '付借款人', en: 'To the borrower' }, toPayeesMinor: { zh: '受托支付', en: 'To payees' },
  annualRate: { zh: '年利率', en: 'Annual rate' }, spreadBasisPoints: { zh: '加点', en: 'Spread' }, termMonths: { zh: '期限', en: 'Term' }, startsOn: { zh: '起始日', en: 'Starts' }, maturesOn: { zh: '到期日', en: 'Matures' },
  acreageMuHundredths: { zh: '面积', en: 'Area' }, trees: { zh: '果树', en: 'Trees' }, waterNeedCubicMetres: { zh: '需水量', en: 'Water need' }, rating: { zh: '评议分', en: 'Rating' }, annualIncomeMinor: { zh: '年收入', en: 'Yearly income' }, otherDebtMinor: { zh: '其他负债', en: 'Other debt' },
  state: { zh: '环节', en: 'Stage' }, openAlerts: { zh: '未解除预警', en: 'Open alerts' }, alerts: { zh: '预警', en: 'Alerts' }, accountNumber: { zh: '账号', en: 'Account' }, reasons: { zh: '决策理由', en: 'Reasons' }, payees: { zh: '受托收款人', en: 'Payees' }, checklist: { zh: '放款条件', en: 'Conditions' },
  count: { zh: '笔数', en: 'Rows' }, contracts: { zh: '合同数', en: 'Contracts' }, principalId: { zh: '用户', en: 'User' }, role: { zh: '岗位', en: 'Role' }, holds: { zh: '现任岗位', en: 'Holds now' }, unitPath: { zh: '机构', en: 'Unit' },
  fromNumber: { zh: '付款账号', en: 'From account' }, toNumber: { zh: '收款账号', en: 'To account' }, narrative: { zh: '摘要', en: 'Narrative' }, invoiceNumber: { zh: '发票号', en: 'Invoice' }, invoiceSha256: { zh: '发票影像', en: 'Invoice file' },
  idNumber: { zh: '证件号', en: 'Identity number' }, mobile: { zh: '手机号', en: 'Mobile' }, address: { zh: '地址', en: 'Address' }, creditCode: { zh: '统一社会信用代码', en: 'Credit code' }, divisionCode: { zh: '行政区划代码', en: 'Division code' }, trade: { zh: '行业', en: 'Trade' },
  attributes: { zh: '特征', en: 'Attributes' }, povertyRelieved: { zh: '脱贫户', en: 'Lifted from poverty' }, monitored: { zh: '监测户', en: 'Monitored' }, greyList: { zh: '灰名单', en: 'Grey list' }, ratings: { zh: '评议', en: 'Ratings' }, seat: { zh: '席位', en: 'Seat' }, score: { zh: '分数', en: 'Score' },
  kind: { zh: '类别', en: 'Kind' }, source: { zh: '来源', en: 'Source' }, declaredOn: { zh: '发布日', en: 'Declared' }, validUntil: { zh: '有效至', en: 'Valid until' }, decision: { zh: '意见', en: 'Decision' }, comment: { zh: '说明', en: 'Comment' }, strikes: { zh: '剔除', en: 'Struck out' },
  bookCode: { zh: '账簿', en: 'Book' }, valueDate: { zh: '起息日', en: 'Value date' }, month: { zh: '月份', en: 'Month' }, year: { zh: '年度', en: 'Year' }, profitMinor: { zh: '结转损益', en: 'Profit' }, entries: { zh: '分录数', en: 'Entries' }, legs: { zh: '借贷分录', en: 'Legs' },
  holdId: { zh: '止付编号', en: 'Hold' }, expiresOn: { zh: '到期日', en: 'Ends' },
  ordinal: { zh: '序号', en: 'Row' }, reason: { zh: '理由', en: 'Reason' }, note: { zh: '备注', en: 'Note' }, outcome: { zh: '结论', en: 'Outcome' }, finding: { zh: '核查情况', en: 'Finding' }, ownUseConfirmed: { zh: '本人使用', en: 'Own use' }, signatureSha256: { zh: '签字影像', en: 'Signature' },
  photoSha256s: { zh: '现场照片', en: 'Photos' }, location: { zh: '位置', en: 'Location' }, signedAt: { zh: '签订时间', en: 'Signed' }, regulatory: { zh: '监管口径', en: 'Regulatory' }, industry: { zh: '行业', en: 'Industry' }, agriculture: { zh: '涉农', en: 'Agriculture' }, ownerType: { zh: '主体类型', en: 'Owner type' }, firstLoan: { zh: '首贷', en: 'First loan' },
  contract_signed: { zh: '合同已签且要素齐全', en: 'Contract signed and complete' }, identity_checked: { zh: '借款人身份已核验', en: 'Identity checked' }, purpose_documents: { zh: '用途凭证齐全', en: 'Purpose documents complete' }, payees_checked: { zh: '受托收款人已核验', en: 'Payees checked' }, insurance_or_waiver: { zh: '农险已投保或已说明', en: 'Insured, or the reason given' },
  days: { zh: '天数', en: 'Days' }, to: { zh: '至', en: 'Until' }, items: { zh: '明细', en: 'Rows' }, rows: { zh: '行数', en: 'Rows' }, status: { zh: '状态', en: 'Status' }, ended: { zh: '已下线会话', en: 'Sessions ended' }, settled: { zh: '已结清', en: 'Settled' },
  interestMinor: { zh: '利息', en: 'Interest' }, penaltyMinor: { zh: '罚息', en: 'Penalty' }, compoundMinor: { zh: '复利', en: 'Compound interest' }, recommended: { zh: '推荐', en: 'Recommended' }, seenHash: { zh: '所见摘要', en: 'Hash of what was seen' },
  applicationId: { zh: '申请', en: 'Application' }, contractId: { zh: '合同', en: 'Contract' }, partyId: { zh: '客户', en: 'Party' }, borrowerId: { zh: '借款人', en: 'Borrower' }, payeeId: { zh: '收款人', en: 'Payee' }, personId: { zh: '客户', en: 'Person' }, villageId: { zh: '村', en: 'Village' }, headId: { zh: '户主', en: 'Head' }, memberIds: { zh: '成员', en: 'Members' },
  toPrincipalId: { zh: '受托人', en: 'Delegate' }, batchId: { zh: '审批事项', en: 'Approval' }, entryId: { zh: '分录', en: 'Entry' }, commandId: { zh: '指令', en: 'Command' }, grantId: { zh: '授权', en: 'Grant' }, productId: { zh: '产品', en: 'Product' }, filingId: { zh: '建档', en: 'Filing' }, alertId: { zh: '预警', en: 'Alert' },
  creditGrantedMinor: { zh: '授信总额', en: 'Credit granted' }, preLimitMinor: { zh: '预授信额度', en: 'Pre-limit' }, treeCount: { zh: '果树', en: 'Trees' }, ageYears: { zh: '年龄', en: 'Age' }, hasOverdue: { zh: '有逾期贷款', en: 'Has a loan overdue' }, onGreyList: { zh: '灰名单', en: 'Grey list' }, panelRating: { zh: '评议分', en: 'Rating' },
  makerName: { zh: '经办人', en: 'Maker' }, investigators: { zh: '调查人', en: 'Investigators' }, surveyedOn: { zh: '调查日', en: 'Surveyed' }, authorityMinor: { zh: '审批权限', en: 'Authority' }, code: { zh: '代码', en: 'Code' },
};
const order = new Map(Object.keys(factLabels).map((key, index) => [key, index]));

/** Keys in the order of the table above; the unknown last, as they came. */
export const inOrder = (keys: Iterable<string>): string[] => [...keys].toSorted((a, b) => (order.get(a) ?? 999) - (order.get(b) ?? 999));

/** The label of a key; one without a label is taken apart into words: `openTrips` → `open trips`. */
export function factLabel(key: string, pick: (text: Text) => string): string {
  const known = factLabels[key];
  return known === undefined ? key.replace(/(Minor|Path|Hundredths)$/, '').replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase() : pick(known);
}
