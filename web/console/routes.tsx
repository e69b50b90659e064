import { AccountBookOutlined, AlertOutlined, ApartmentOutlined, AppstoreOutlined, AuditOutlined, BankOutlined, BarChartOutlined, BarsOutlined, CalendarOutlined, CheckSquareOutlined, EditOutlined, FileDoneOutlined, FileSearchOutlined, FileTextOutlined, FormOutlined, HomeOutlined, IdcardOutlined, OrderedListOutlined, ReconciliationOutlined, SolutionOutlined, TableOutlined, TeamOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { contracts } from '#contracts';
import { auditTexts } from './i18n/audit.ts';
import { approvalTexts } from './i18n/approvals.ts';
import { catalogueTexts } from './i18n/catalogue.ts';
import { holdTexts } from './i18n/deposits.ts';
import { documentTexts } from './i18n/documents.ts';
import { accountingTexts, ledgerTexts } from './i18n/ledger.ts';
import { actionTexts, filingTexts, lendingTexts, villageTexts } from './i18n/lending.ts';
import { organisationTexts, userTexts } from './i18n/office.ts';
import { depositTexts, partyTexts } from './i18n/parties.ts';
import { deskTexts } from './i18n/workbench.ts';
import './pages/pages.css';
import type { PageEntry } from './shell/types.ts';

// In development only: every piece of the kit on one page. A build for people drops the branch and the page with it.
const gallery: readonly PageEntry[] = import.meta.env.DEV ? [{ path: '/kit', load: () => import('../kit/gallery.tsx'), title: { zh: '图样', en: 'Kit' } }] : [];

const groups = { lending: lendingTexts.entries.group, customers: { zh: '客户与存款', en: 'Customers' }, ledger: ledgerTexts.entries.group, office: { zh: '管理与审计', en: 'Office' } } as const;

const desk: readonly PageEntry[] = [
  { path: '/', load: () => import('./pages/workbench/Workbench.tsx'), title: deskTexts.entries.title, navigation: { icon: <HomeOutlined />, order: 0 } },
  { path: '/approvals', load: () => import('./pages/approvals/Approvals.tsx'), title: approvalTexts.entries.title, keywords: 'shenpi 复核', navigation: { icon: <AuditOutlined />, order: 10, roles: contracts.approvals.batches.roles } },
  { path: '/approvals/$id', load: () => import('./pages/approvals/Approval.tsx'), title: approvalTexts.entries.title },
  { path: '/tasks', load: () => import('./pages/workbench/Tasks.tsx'), title: deskTexts.entries.tasks, keywords: 'renwu 待办', navigation: { icon: <CheckSquareOutlined />, order: 20, roles: contracts.work.tasks.roles } },
  { path: '/due', load: () => import('./pages/workbench/Due.tsx'), title: deskTexts.entries.due, keywords: 'daoqi 还款', navigation: { icon: <BarsOutlined />, order: 30, roles: contracts.lending.dueSoon.roles } },
  { path: '/alerts', load: () => import('./pages/workbench/Alerts.tsx'), title: deskTexts.entries.allAlerts, keywords: 'yujing 冒名 归集', navigation: { icon: <AlertOutlined />, order: 40, roles: contracts.lending.alerts.roles } },
];
const loans: readonly PageEntry[] = [
  { path: '/villages', load: () => import('./pages/village/Villages.tsx'), title: villageTexts.entries.title, keywords: 'cun 村墙 整村授信', navigation: { icon: <TableOutlined />, order: 100, group: groups.lending, roles: contracts.lending.villages.roles } },
  { path: '/villages/$id', load: () => import('./pages/village/Village.tsx'), title: villageTexts.entries.village },
  { path: '/lending/filings', load: () => import('./pages/lending/filing/Filings.tsx'), title: filingTexts.entries.title, keywords: 'jiandang 建档 评议 授信', navigation: { icon: <SolutionOutlined />, order: 105, group: groups.lending, roles: contracts.lending.filings.roles } },
  { path: '/lending/filings/new', load: () => import('./pages/lending/filing/NewFiling.tsx'), title: filingTexts.entries.file },
  { path: '/lending/filings/$id', load: () => import('./pages/lending/filing/Filing.tsx'), title: filingTexts.entries.one },
  { path: '/lending/applications', load: () => import('./pages/lending/Applications.tsx'), title: lendingTexts.entries.applications, keywords: 'shenqing 受理 调查', navigation: { icon: <FormOutlined />, order: 110, group: groups.lending, roles: contracts.lending.applications.roles } },
  { path: '/lending/applications/new', load: () => import('./pages/lending/apply/Apply.tsx'), title: actionTexts.entries.take },
  { path: '/lending/applications/$id', load: () => import('./pages/lending/Application.tsx'), title: lendingTexts.entries.application },
  { path: '/lending/contracts', load: () => import('./pages/lending/Contracts.tsx'), title: lendingTexts.entries.contracts, keywords: 'hetong 放款 还款', navigation: { icon: <FileDoneOutlined />, order: 120, group: groups.lending, roles: contracts.lending.villages.roles } },
  { path: '/lending/contracts/$id', load: () => import('./pages/lending/Contract.tsx'), title: lendingTexts.entries.contract },
  { path: '/lending/alerts', load: () => import('./pages/workbench/Alerts.tsx'), title: lendingTexts.entries.alerts },
  { path: '/catalogue', load: () => import('./pages/catalogue/Catalogue.tsx'), title: catalogueTexts.entries.title, keywords: 'chanpin 品牌 决策表', navigation: { icon: <AppstoreOutlined />, order: 130, group: groups.lending, roles: contracts.catalogue.products.roles } },
  { path: '/catalogue/versions/$id', load: () => import('./pages/catalogue/Version.tsx'), title: catalogueTexts.entries.version },
  { path: '/catalogue/lpr', load: () => import('./pages/catalogue/Lpr.tsx'), title: catalogueTexts.entries.lpr, keywords: 'LPR 利率' },
  { path: '/documents', load: () => import('./pages/documents/Documents.tsx'), title: documentTexts.entries.title, keywords: 'wenshu 合同 打印', navigation: { icon: <FileTextOutlined />, order: 140, group: groups.lending, roles: contracts.parties.parties.roles } },
];
const customers: readonly PageEntry[] = [
  { path: '/parties', load: () => import('./pages/parties/Parties.tsx'), title: partyTexts.entries.title, keywords: 'kehu 农户 企业', navigation: { icon: <IdcardOutlined />, order: 200, group: groups.customers, roles: contracts.parties.parties.roles } },
  { path: '/parties/$id', load: () => import('./pages/parties/Party.tsx'), title: partyTexts.entries.one },
  { path: '/deposits', load: () => import('./pages/deposits/Deposits.tsx'), title: depositTexts.entries.title, keywords: 'cunkuan 账户', navigation: { icon: <BankOutlined />, order: 210, group: groups.customers, roles: contracts.parties.parties.roles } },
  { path: '/deposits/accounts/$number', load: () => import('./pages/deposits/Account.tsx'), title: holdTexts.entries.account },
  { path: '/deposits/in', load: () => import('./pages/deposits/Counter.tsx'), title: depositTexts.entries.in },
  { path: '/deposits/out', load: () => import('./pages/deposits/Counter.tsx'), title: depositTexts.entries.out },
  { path: '/deposits/transfer', load: () => import('./pages/deposits/Counter.tsx'), title: depositTexts.entries.transfer },
];
const ledger: readonly PageEntry[] = [
  { path: '/ledger/accounts', load: () => import('./pages/ledger/Accounts.tsx'), title: ledgerTexts.entries.accounts, keywords: 'zhanghu 分户账', navigation: { icon: <AccountBookOutlined />, order: 300, group: groups.ledger, roles: contracts.ledger.accounts.roles } },
  { path: '/ledger/accounts/$id', load: () => import('./pages/ledger/Statement.tsx'), title: ledgerTexts.entries.statement },
  { path: '/ledger/entries', load: () => import('./pages/ledger/Entries.tsx'), title: ledgerTexts.entries.entries, keywords: 'fenlu 凭证', navigation: { icon: <OrderedListOutlined />, order: 310, group: groups.ledger, roles: contracts.ledger.entries.roles } },
  { path: '/ledger/entries/$id', load: () => import('./pages/ledger/Entry.tsx'), title: ledgerTexts.entries.entry },
  { path: '/ledger/post', load: () => import('./pages/ledger/Post.tsx'), title: accountingTexts.entries.post, keywords: 'jizhang 凭证 录入', navigation: { icon: <EditOutlined />, order: 315, group: groups.ledger, roles: contracts.ledger.postEntry.roles } },
  { path: '/ledger/trial-balance', load: () => import('./pages/ledger/TrialBalance.tsx'), title: ledgerTexts.entries.trialBalance, keywords: 'shisuan', navigation: { icon: <ReconciliationOutlined />, order: 320, group: groups.ledger, roles: contracts.ledger.trialBalance.roles } },
  { path: '/ledger/reports', load: () => import('./pages/ledger/Reports.tsx'), title: accountingTexts.entries.reports, keywords: 'baobiao 资产负债表 利润表 总账', navigation: { icon: <BarChartOutlined />, order: 324, group: groups.ledger, roles: contracts.ledger.balanceSheet.roles } },
  { path: '/ledger/periods', load: () => import('./pages/ledger/Periods.tsx'), title: accountingTexts.entries.periods, keywords: 'jiezhang 结账 年终结转', navigation: { icon: <CalendarOutlined />, order: 326, group: groups.ledger, roles: contracts.ledger.periods.roles } },
  { path: '/ledger/chart', load: () => import('./pages/ledger/Chart.tsx'), title: ledgerTexts.entries.chart, keywords: 'kemu', navigation: { icon: <UnorderedListOutlined />, order: 330, group: groups.ledger, roles: contracts.ledger.chart.roles } },
];
const office: readonly PageEntry[] = [
  { path: '/audit', load: () => import('./pages/audit/Audit.tsx'), title: auditTexts.entries.title, keywords: 'shenji 日志 指令', navigation: { icon: <FileSearchOutlined />, order: 900, group: groups.office, roles: contracts.approvals.commands.roles } },
  { path: '/audit/$commandId', load: () => import('./pages/audit/Command.tsx'), title: auditTexts.entries.command },
  { path: '/users', load: () => import('./pages/users/Users.tsx'), title: userTexts.entries.title, keywords: 'yonghu 授权', navigation: { icon: <TeamOutlined />, order: 910, group: groups.office, roles: contracts.access.principals.roles } },
  { path: '/users/$id', load: () => import('./pages/users/User.tsx'), title: userTexts.entries.one },
  { path: '/organisation', load: () => import('./pages/organisation/Organisation.tsx'), title: organisationTexts.entries.title, keywords: 'jigou 公告 旱灾 营业日', navigation: { icon: <ApartmentOutlined />, order: 920, group: groups.office, roles: contracts.organisation.units.roles } },
];

/** Every page of the console, by area. A new area is one more list here; a page's component loads when it is first opened. */
export const pages: readonly PageEntry[] = [...desk, ...loans, ...customers, ...ledger, ...office, ...gallery];
