import { z } from 'zod';
import { businessRoles, command, date, id, list, minor, pii, positiveMinor, query, refusals, sha256, text, type Role } from '#declare';
import { lendingRefusals } from './errors.ts';

const manager: readonly Role[] = ['customer_manager'];
const readers: readonly Role[] = businessRoles;
const stands = (zh: string, en: string) => ({ never: { zh, en } });
const accountNumber = () => z.string().regex(/^\d{18}$/);
const reason = z.object({ zh: z.string(), en: z.string() });

export const fileHousehold = command({
  name: 'lending.fileHousehold', summary: { zh: '农户建档', en: 'File a household' }, roles: manager,
  input: z.strictObject({ villageId: id(), householdId: id(), acreageMuHundredths: z.int().min(1).max(10_000_00), trees: z.int().min(0).max(1_000_000), annualIncomeMinor: minor(), otherDebtMinor: minor(), greyList: z.boolean().default(false) }),
  output: z.object({ filingId: id() }), refusals: refusals(lendingRefusals, 'household_not_found', 'filed_before'), reversedBy: stands('建档以新的调查更正', 'A survey corrects a filing'),
});
export const ratePanel = command({
  name: 'lending.ratePanel', summary: { zh: '评议授信', en: 'Panel rating and pre-limit' }, roles: manager,
  input: z.strictObject({ filingId: id(), productId: id(), ratings: z.array(z.strictObject({ seat: text(20), score: z.int().min(0).max(100) })).max(9) }),
  output: z.object({ rating: z.int(), limitMinor: minor() }), refusals: refusals(lendingRefusals, 'filing_not_found', 'rated_before', 'too_few_seats', 'product_not_published', 'rate_not_loaded'), reversedBy: stands('重新评议', 'It is rated anew'),
});
export const apply = command({
  name: 'lending.apply', summary: { zh: '受理申请', en: 'Take an application' }, roles: manager, channels: ['console', 'counter', 'doorstep', 'file', 'api'],
  input: z.strictObject({
    unitPath: text(200), borrowerId: id(), filingId: id().optional(), productId: id(), requestedMinor: positiveMinor(), termMonths: z.int().min(1).max(360), purpose: text(200), accountNumber: accountNumber(),
    payees: z.array(z.strictObject({ payeeId: id(), accountNumber: accountNumber(), amountMinor: positiveMinor(), invoiceNumber: text(40), invoiceSha256: sha256().optional() })).max(10).default([]),
  }),
  output: z.object({ applicationId: id(), number: z.string() }),
  refusals: refusals(lendingRefusals, 'borrower_not_found', 'filing_not_found', 'product_not_published', 'amount_out_of_product', 'term_out_of_product', 'account_not_own', 'open_application', 'payee_not_found', 'payees_exceed_amount', 'invoice_used_before'),
  reversedBy: 'lending.withdraw',
});
export const withdraw = command({
  name: 'lending.withdraw', summary: { zh: '撤回申请', en: 'Withdraw an application' }, roles: manager, input: z.strictObject({ applicationId: id(), reason: text(200) }), output: z.object({ applicationId: id() }),
  refusals: refusals(lendingRefusals, 'application_not_found', 'wrong_state'), reversedBy: 'lending.apply',
});
export const survey = command({
  name: 'lending.survey', summary: { zh: '现场调查', en: 'On-site survey' }, roles: ['investigator'], channels: ['console', 'doorstep', 'api'],
  input: z.strictObject({
    applicationId: id(), secondInvestigatorId: id(), acreageMuHundredths: z.int().min(1).max(10_000_00), trees: z.int().min(0).max(1_000_000), waterNeedCubicMetres: z.int().min(0).max(10_000_000),
    photoSha256s: z.array(sha256()).max(20), location: pii(z.string().regex(/^-?\d{1,3}\.\d{1,6},-?\d{1,3}\.\d{1,6}$/), 'location').optional(), note: text(500),
  }),
  output: z.object({ applicationId: id() }), refusals: refusals(lendingRefusals, 'application_not_found', 'wrong_state', 'maker_may_not_survey', 'second_investigator_missing', 'photos_missing'), reversedBy: stands('调查是事实；撤回申请后重做', 'A survey is a fact; withdraw and apply again'),
});
export const interview = command({
  name: 'lending.interview', summary: { zh: '面谈面签', en: 'Interview and signature' }, roles: ['customer_manager', 'investigator'], channels: ['console', 'doorstep', 'api'],
  input: z.strictObject({ applicationId: id(), confirmedMinor: positiveMinor(), ownUseConfirmed: z.boolean(), signatureSha256: sha256() }), output: z.object({ applicationId: id() }),
  refusals: refusals(lendingRefusals, 'application_not_found', 'wrong_state', 'not_own_use', 'above_request', 'signature_missing'), reversedBy: stands('面签是事实；撤回申请后重做', 'A signature is a fact; withdraw and apply again'),
});
export const decide = command({
  name: 'lending.decide', summary: { zh: '决策与冒名筛查', en: 'Decision by tables; straw-borrower screening' }, roles: manager, input: z.strictObject({ applicationId: id() }),
  output: z.object({ recommended: z.boolean(), limitMinor: minor(), annualRate: z.string(), reasons: z.array(reason), alerts: z.int() }),
  refusals: refusals(lendingRefusals, 'application_not_found', 'wrong_state', 'product_not_published', 'rate_not_loaded'), reversedBy: stands('决策留痕；撤回申请后重做', 'A decision is kept; withdraw and apply again'),
});
export const resolveAlert = command({
  name: 'lending.resolveAlert', summary: { zh: '核查预警', en: 'Clear or confirm an alert' }, roles: ['risk', 'head_of_unit'], input: z.strictObject({ alertId: id(), outcome: z.enum(['cleared', 'confirmed']), finding: text(500) }), output: z.object({ status: z.string() }),
  refusals: refusals(lendingRefusals, 'alert_not_found', 'alert_resolved', 'own_application'), reversedBy: stands('核查结论留痕', 'A finding is kept'),
});
export const grantCredit = command({
  name: 'lending.grantCredit', summary: { zh: '授信审批', en: 'Grant credit' }, roles: manager, channels: ['console', 'file', 'api'], input: z.strictObject({ applicationId: id() }), output: z.object({ grantedMinor: minor() }),
  refusals: refusals(lendingRefusals, 'application_not_found', 'wrong_state', 'not_recommended', 'alert_open', 'beyond_authority'), approval: { zh: '按单笔与批次合计金额逐级审批', en: 'A ladder by single amount and batch total' },
  reversedBy: stands('未签约的授信到期失效', 'A credit that is not signed lapses'),
});
export const signContract = command({
  name: 'lending.signContract', summary: { zh: '签订合同', en: 'Sign the contract' }, roles: manager, channels: ['console', 'doorstep', 'api'],
  input: z.strictObject({
    applicationId: id(), signatureSha256: sha256(), signedAt: text(100),
    regulatory: z.strictObject({ industry: text(60), agriculture: z.boolean(), ownerType: z.enum(['farmer', 'individual_business', 'small_firm_owner', 'small_firm']), firstLoan: z.boolean(), povertyRelieved: z.boolean() }),
  }),
  output: z.object({ contractId: id(), number: z.string() }), refusals: refusals(lendingRefusals, 'application_not_found', 'wrong_state', 'alert_open', 'signature_missing'), reversedBy: stands('未放款的合同可另行解除', 'An unpaid contract is dissolved separately'),
});
const checks = ['contract_signed', 'identity_checked', 'purpose_documents', 'payees_checked', 'insurance_or_waiver'] as const;
export const checklistItems = { contract_signed: { zh: '合同已签且要素齐全', en: 'Contract signed and complete' }, identity_checked: { zh: '借款人身份已核验', en: 'Identity checked' }, purpose_documents: { zh: '用途凭证齐全', en: 'Purpose documents complete' }, payees_checked: { zh: '受托收款人已核验', en: 'Payees checked' }, insurance_or_waiver: { zh: '农险已投保或已说明', en: 'Insured, or the reason given' } } as const;
export const clearPayout = command({
  name: 'lending.clearPayout', summary: { zh: '放款条件审核', en: 'Check the conditions of the payout' }, roles: ['payout_desk'],
  input: z.strictObject({ contractId: id(), checklist: z.strictObject(Object.fromEntries(checks.map((name) => [name, z.boolean()])) as Record<(typeof checks)[number], z.ZodBoolean>) }), output: z.object({ contractId: id() }),
  refusals: refusals(lendingRefusals, 'contract_not_found', 'wrong_state', 'checklist_incomplete'), reversedBy: stands('放款前可重新审核', 'It is checked anew before the payout'),
});
export const disburse = command({
  name: 'lending.disburse', summary: { zh: '放款与受托支付', en: 'Disburse, and pay the payees' }, roles: ['payout_desk'], channels: ['console', 'file', 'api'], money: true,
  input: z.strictObject({ contractId: id() }), output: z.object({ entryId: id(), toBorrowerMinor: minor(), toPayeesMinor: minor() }),
  refusals: refusals(lendingRefusals, 'contract_not_found', 'wrong_state', 'checker_may_not_pay', 'alert_open', 'payee_not_found', 'account_closed', 'account_frozen'),
  approval: { zh: '须会计复核', en: 'The accountant agrees' }, reversedBy: stands('以还款结清；当日错账由会计冲正', 'It is repaid; an error of the day is reversed by accounting'),
});
export const repay = command({
  name: 'lending.repay', summary: { zh: '还款', en: 'Repay' }, roles: ['teller', 'customer_manager', 'customer'], channels: ['console', 'counter', 'phone', 'doorstep', 'file', 'api'], money: true,
  input: z.strictObject({ contractId: id(), amountMinor: positiveMinor() }),
  output: z.object({ entryId: id(), principalMinor: minor(), interestMinor: minor(), penaltyMinor: minor(), compoundMinor: minor(), outstandingMinor: minor(), settled: z.boolean() }),
  refusals: refusals(lendingRefusals, 'contract_not_found', 'wrong_state', 'more_than_payoff', 'prepayment_not_allowed', 'account_closed', 'account_frozen', 'insufficient_funds'), reversedBy: stands('错账由会计冲正', 'Accounting reverses an error'),
});

const line = z.object({
  number: z.int(), dueOn: date(), principalMinor: minor(), interestMinor: minor(), balanceAfterMinor: minor(),
  explanation: z.array(z.object({ from: date(), until: date(), days: z.int(), baseMinor: minor(), annualRate: z.string(), dayCount: z.string(), formula: z.string() })),
});
export const previewSchedule = query({
  name: 'lending.previewSchedule', summary: { zh: '还款计划试算', en: 'Preview a schedule' }, roles: readers, input: z.strictObject({ productId: id(), amountMinor: positiveMinor(), termMonths: z.int().min(1).max(360), spreadBasisPoints: z.int().min(-1000).max(3000).default(0) }),
  output: z.object({ annualRate: z.string(), totalInterestMinor: minor(), lines: z.array(line) }), refusals: refusals(lendingRefusals, 'product_not_published', 'rate_not_loaded', 'term_out_of_product'),
});

export const filings = list({
  name: 'lending.filings', summary: { zh: '建档与评议', en: 'Filings and ratings' }, roles: readers, filters: { filingId: id().optional(), villageId: id().optional(), borrowerId: id().optional(), rated: z.boolean().optional() },
  item: z.object({
    id: id(), householdId: id(), borrowerId: id(), borrowerName: pii(z.string(), 'name'), villageId: id(), villageName: z.string(), unitPath: z.string(), acreageMuHundredths: z.int(), trees: z.int(), annualIncomeMinor: minor(), otherDebtMinor: minor(), greyList: z.boolean(),
    rating: z.int().nullable(), preLimitMinor: minor().nullable(), reasons: z.array(reason).nullable(), filedOn: date(),
  }),
  sorts: ['filedOn', 'acreageMuHundredths'],
});

const applicationRow = z.object({
  id: id(), number: z.string(), borrowerId: id(), borrowerName: pii(z.string(), 'name'), villageId: id().nullable(), villageName: z.string().nullable(), unitPath: z.string(), productName: z.string(), requestedMinor: minor(), limitMinor: minor().nullable(), grantedMinor: minor().nullable(), annualRate: z.string().nullable(),
  state: z.string(), stateReason: z.string().nullable(), openAlerts: z.int(), appliedOn: date(), makerName: z.string(), contractId: id().nullable(),
});
export const applications = list({
  name: 'lending.applications', summary: { zh: '贷款申请', en: 'Applications' }, roles: readers, filters: { villageId: id().optional(), state: z.string().max(20).optional(), borrowerId: id().optional(), alertedOnly: z.boolean().optional() }, item: applicationRow, sorts: ['number', 'appliedOn', 'requestedMinor', 'state'],
});
const lifeNode = z.object({ key: z.string(), zh: z.string(), en: z.string(), state: z.enum(['done', 'now', 'ahead', 'refused']), at: z.string().nullable(), who: z.string().nullable(), note: z.string().nullable(), commandId: id().nullable() });
export const application = query({
  name: 'lending.application', summary: { zh: '申请详情', en: 'One application' }, roles: readers, input: z.strictObject({ applicationId: id() }),
  output: z.object({
    ...applicationRow.shape, purpose: z.string(), termMonths: z.int(), accountNumber: z.string(),
    filing: z.object({ id: id(), acreageMuHundredths: z.int(), trees: z.int(), annualIncomeMinor: minor(), otherDebtMinor: minor(), greyList: z.boolean(), rating: z.int().nullable(), preLimitMinor: minor().nullable() }).nullable(),
    survey: z.object({ acreageMuHundredths: z.int(), trees: z.int(), waterNeedCubicMetres: z.int(), photoSha256s: z.array(sha256()), location: pii(z.string(), 'location').nullable(), investigators: z.array(z.string()), surveyedOn: date(), note: z.string(), commandId: id() }).nullable(),
    interview: z.object({ confirmedMinor: minor(), signatureSha256: sha256(), interviewedBy: z.string(), interviewedOn: date(), commandId: id() }).nullable(),
    decision: z.object({ recommended: z.boolean(), limitMinor: minor(), annualRate: z.string(), spreadBasisPoints: z.int(), lprPublishedOn: date().nullable(), reasons: z.array(reason), facts: z.record(z.string(), z.unknown()), tableHash: z.string(), decidedOn: date(), commandId: id() }).nullable(),
    alerts: z.array(z.object({ id: id(), kind: z.string(), evidence: z.string(), status: z.string(), resolution: z.string().nullable(), resolvedByName: z.string().nullable() })),
    payees: z.array(z.object({ payeeId: id(), name: z.string(), accountNumber: z.string(), amountMinor: minor(), invoiceNumber: z.string(), invoiceSha256: sha256().nullable() })),
    batchId: id().nullable(), life: z.array(lifeNode),
  }),
  refusals: refusals(lendingRefusals, 'application_not_found'),
});
export const alerts = list({
  name: 'lending.alerts', summary: { zh: '预警', en: 'Alerts' }, roles: readers, filters: { status: z.enum(['open', 'cleared', 'confirmed']).optional(), villageId: id().optional() },
  item: z.object({ id: id(), kind: z.string(), evidence: z.string(), status: z.string(), raisedOn: date(), resolution: z.string().nullable(), applications: z.array(z.object({ applicationId: id(), number: z.string(), borrowerName: pii(z.string(), 'name') })) }), sorts: ['raisedOn', 'kind'],
});
export const villages = list({
  name: 'lending.villages', summary: { zh: '整村授信', en: 'Villages as units of credit' }, roles: readers, filters: {},
  item: z.object({ id: id(), name: z.string(), unitPath: z.string(), households: z.int(), filed: z.int(), preLimited: z.int(), drawn: z.int(), disbursedMinor: minor(), outstandingMinor: minor(), openAlerts: z.int() }), sorts: ['name', 'households', 'disbursedMinor'],
});
export const village = query({
  name: 'lending.village', summary: { zh: '村墙', en: 'The village wall' }, roles: readers, input: z.strictObject({ villageId: id() }),
  output: z.object({
    id: id(), name: z.string(), unitPath: z.string(), disbursedMinor: minor(), outstandingMinor: minor(), payeesPaidMinor: minor(), households: z.int(), contracts: z.int(),
    plots: z.array(z.object({ applicationId: id(), contractId: id().nullable(), name: pii(z.string(), 'name'), amountMinor: minor(), outstandingMinor: minor(), state: z.enum(['under_way', 'approved', 'signed', 'active', 'overdue', 'settled', 'declined', 'rejected', 'alerted', 'withdrawn']), reason: reason.nullable() })),
  }),
  refusals: { village_not_found: { status: 404, zh: '没有这个村，或它属于其他机构。', en: 'No such village, or it belongs to another unit.' } },
});
const contractRow = z.object({
  id: id(), number: z.string(), borrowerId: id(), borrowerName: pii(z.string(), 'name'), villageId: id().nullable(), unitPath: z.string(), productName: z.string(), principalMinor: minor(), outstandingMinor: minor(), annualRate: z.string(), startsOn: date(), maturesOn: date(), state: z.string(), ledgerAccountId: z.string().nullable(),
});
export const contracts = list({ name: 'lending.contracts', summary: { zh: '贷款合同', en: 'Contracts' }, roles: [...readers, 'customer'], filters: { villageId: id().optional(), state: z.string().max(20).optional(), borrowerId: id().optional() }, item: contractRow, sorts: ['number', 'principalMinor', 'maturesOn', 'outstandingMinor'] });
const amounts = z.object({ fee: minor(), compound: minor(), penalty: minor(), interest: minor(), principal: minor() });
export const contractDetail = query({
  name: 'lending.contract', summary: { zh: '合同详情', en: 'One contract: schedule, facts, entries, documents' }, roles: [...readers, 'customer'], input: z.strictObject({ contractId: id() }),
  output: z.object({
    ...contractRow.shape, applicationId: id(), accountNumber: z.string(), signedOn: date(), signedAt: z.string(), regulatory: z.record(z.string(), z.unknown()), checklist: z.record(z.string(), z.boolean()).nullable(), asOf: date(),
    lprPublishedOn: date().nullable(), spreadBasisPoints: z.int(),
    position: z.object({ due: amounts, accruedInterestMinor: minor(), payoffMinor: minor(), daysOverdue: z.int(), overdueSince: date().nullable(), settledOn: date().nullable() }),
    lines: z.array(line.extend({ state: z.enum(['paid', 'part_paid', 'due', 'overdue', 'ahead']), paid: amounts })),
    facts: z.array(z.object({ sequence: z.int(), kind: z.string(), on: date(), amountMinor: minor(), parts: z.record(z.string(), z.string()), entryId: id().nullable(), commandId: id() })),
    payees: z.array(z.object({ payeeId: id(), name: z.string(), accountNumber: z.string(), amountMinor: minor(), invoiceNumber: z.string(), invoiceSha256: sha256().nullable() })),
    life: z.array(lifeNode),
  }),
  refusals: refusals(lendingRefusals, 'contract_not_found'),
});
export const dueSoon = list({
  name: 'lending.dueSoon', summary: { zh: '近期到期', en: 'Due soon' }, roles: readers, filters: { days: z.int().min(0).max(366).default(30) },
  item: z.object({ id: z.string(), contractId: id(), number: z.string(), borrowerName: pii(z.string(), 'name'), dueOn: date(), amountMinor: minor(), daysOverdue: z.int() }), sorts: ['dueOn'],
});

export const contract = { fileHousehold, ratePanel, apply, withdraw, survey, interview, decide, resolveAlert, grantCredit, signContract, clearPayout, disburse, repay, previewSchedule, filings, applications, application, alerts, villages, village, contracts, contractDetail, dueSoon };
