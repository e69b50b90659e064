// The demo region: a fictional bank whose units and places follow the map. Every person is invented.
import { createPrincipals, type NewPrincipal } from '#access';
import { createCatalogue, loadLpr, lprHistory, orangeBrand, orangeContent } from '#catalogue';
import type { Role } from '#declare';
import { must, newId } from '#kernel';
import { createBooks } from '#ledger';
import { createStaff, createUnits, importCalendar, openBusinessDay } from '#organisation';
import { sql, type Tx } from '#platform';
import { calendar } from './calendar.ts';

export const bankName = { zh: '山城银行', en: 'Shancheng Bank' };
const root = 'CQ.';
const subBranches: readonly [code: string, zh: string, en: string][] = [
  ['YZ', '渝中', 'Yuzhong'], ['JB', '江北', 'Jiangbei'], ['YB', '渝北', 'Yubei'], ['LJ', '两江', 'Liangjiang'], ['FTZ', '自贸区', 'Free Trade Zone'], ['SPB', '沙坪坝', 'Shapingba'], ['JLP', '九龙坡', 'Jiulongpo'], ['NA', '南岸', 'Nan’an'],
  ['BN', '巴南', 'Banan'], ['BB', '北碚', 'Beibei'], ['LLK', '两路口', 'Lianglukou'], ['WZ', '万州', 'Wanzhou'], ['FL', '涪陵', 'Fuling'], ['QJ', '黔江', 'Qianjiang'], ['CS', '长寿', 'Changshou'], ['JJ', '江津', 'Jiangjin'],
  ['HC', '合川', 'Hechuan'], ['YC', '永川', 'Yongchuan'], ['BS', '璧山', 'Bishan'], ['TN', '潼南', 'Tongnan'], ['FJ', '奉节', 'Fengjie'], ['SZ', '石柱', 'Shizhu'],
];
export const fengjie = 'CQ.FJ.';
export const yongle = 'CQ.FJ.YL.';

type Post = { readonly login: string; readonly name: string; readonly duty: string; readonly role: Role | readonly Role[]; readonly unitPath: string; readonly hint: { zh: string; en: string } };
/** Who works in the demo region; the names on the sign-in page's cards. */
export const posts: readonly Post[] = [
  { login: 'manager', name: '冉秋珍', duty: '客户经理', role: 'customer_manager', unitPath: fengjie, hint: { zh: '建档、受理、签约', en: 'Files, applications, contracts' } },
  { login: 'investigator', name: '向远山', duty: '调查岗', role: 'investigator', unitPath: fengjie, hint: { zh: '上山看园、面谈面签', en: 'Surveys on the hillside' } },
  { login: 'investigator2', name: '谭小川', duty: '调查岗', role: 'investigator', unitPath: fengjie, hint: { zh: '双人调查的第二人', en: 'The second investigator' } },
  { login: 'approver', name: '周文兰', duty: '支行审批人', role: 'approver', unitPath: fengjie, hint: { zh: '支行权限内审批', en: 'Approves for the sub-branch' } },
  { login: 'head', name: '蒲大江', duty: '支行行长', role: 'head_of_unit', unitPath: fengjie, hint: { zh: '批次审批、灾害登记', en: 'Batches, disasters' } },
  { login: 'branch_approver', name: '田景行', duty: '分行审批人', role: 'approver', unitPath: root, hint: { zh: '分行权限审批', en: 'Approves for the branch' } },
  { login: 'payout', name: '刘开明', duty: '放款审核岗', role: 'payout_desk', unitPath: fengjie, hint: { zh: '落实放款条件', en: 'Checks the conditions' } },
  { login: 'payout2', name: '何敏之', duty: '放款经办岗', role: 'payout_desk', unitPath: fengjie, hint: { zh: '放款、受托支付', en: 'Pays out' } },
  { login: 'accountant', name: '王会芳', duty: '会计', role: 'accountant', unitPath: fengjie, hint: { zh: '复核放款、试算平衡', en: 'Agrees payouts; trial balance' } },
  { login: 'teller', name: '陈柜生', duty: '柜员', role: 'teller', unitPath: fengjie, hint: { zh: '开户、存取、还款', en: 'Accounts, cash, repayments' } },
  { login: 'risk', name: '罗慎之', duty: '风险经理', role: 'risk', unitPath: root, hint: { zh: '预警核查、产品复核', en: 'Alerts; reviews products' } },
  { login: 'product', name: '苏品言', duty: '产品经理', role: 'product_manager', unitPath: root, hint: { zh: '脐橙贷等产品与利率', en: 'Products and prices' } },
  { login: 'auditor', name: '黄一涛', duty: '审计', role: 'auditor', unitPath: root, hint: { zh: '从每个数字查到人', en: 'From every figure to the person' } },
  { login: 'system', name: '郑守正', duty: '系统管理员', role: 'system_administrator', unitPath: root, hint: { zh: '营业日、系统', en: 'Business day, system' } },
  { login: 'security', name: '严以安', duty: '安全管理员', role: 'security_administrator', unitPath: root, hint: { zh: '授权、强制下线', en: 'Authority, sessions' } },
  { login: 'audit_admin', name: '简如水', duty: '审计管理员', role: 'audit_administrator', unitPath: root, hint: { zh: '授权复核、日志', en: 'Agrees grants; the log' } },
];

/** Lays the foundation of a new demo bank in one transaction: units, books, staff with cards, calendar, the first business day. */
export async function layFoundation(tx: Tx, options: { businessDate: string; now: Date; simulatedClock: boolean }): Promise<void> {
  await tx.run(sql`insert into platform.setting (name, value) values ('bank_name', ${JSON.stringify(bankName)}::jsonb), ('demo', 'true'), ('clock', ${options.simulatedClock ? '"simulated"' : '"real"'}::jsonb)`);
  const branches = subBranches.map(([code, zh, en]) => ({ code, path: `${root}${code}.`, nameZh: `${zh}支行`, nameEn: `${en} Sub-branch`, kind: 'sub_branch', tier: 2, validFrom: '2000-01-01' }));
  await createUnits(tx, [
    { code: 'CQ', path: root, nameZh: '重庆分行', nameEn: 'Chongqing Branch', kind: 'branch', tier: 1, validFrom: '2000-01-01' }, ...branches,
    { code: 'YL', path: yongle, nameZh: '永乐网点', nameEn: 'Yongle Outlet', kind: 'outlet', tier: 3, validFrom: '2000-01-01' },
    { code: 'DZL', path: `${root}YB.DZL.`, nameZh: '大竹林网点', nameEn: 'Dazhulin Outlet', kind: 'outlet', tier: 3, validFrom: '2000-01-01' },
  ]);
  await createBooks(tx, [{ code: 'CQ', path: root, nameZh: '重庆分行', nameEn: 'Chongqing Branch' }, ...branches].map((unit, index) => ({ id: index + 1, code: unit.code, nameZh: unit.nameZh, nameEn: unit.nameEn, unitPath: unit.path })), options.businessDate);
  await importCalendar(tx, calendar);
  await openBusinessDay(tx, [root, ...branches.map((unit) => unit.path)], options.businessDate);
  const people = posts.map((post, index): { staff: Parameters<typeof createStaff>[1][number]; principal: NewPrincipal } => {
    const staffId = newId();
    const list = typeof post.role === 'string' ? [post.role] : post.role;
    return {
      staff: { id: staffId, employeeNumber: `CQ${String(index + 1).padStart(4, '0')}`, name: post.name, unitPath: post.unitPath, duty: post.duty },
      principal: { id: newId(), realm: 'staff', login: post.login, name: post.name, password: null, staffId, partyId: null, unitPath: post.unitPath, card: { ...post.hint, order: index }, grants: list.map((role) => ({ role, unitPath: post.unitPath })) },
    };
  });
  await createStaff(tx, people.map((person) => person.staff));
  await createPrincipals(tx, people.map((person) => person.principal), options.now);
  await loadLpr(tx, lprHistory);
  const idOf = (login: string) => must(people.find((person) => person.principal.login === login), 'the post exists').principal.id;
  const brand = { id: newId(), ...orangeBrand, unitPath: root };
  await createCatalogue(tx, { brands: [brand], products: [{ id: newId(), code: 'orange', brandId: brand.id, unitPath: root, content: orangeContent }], on: options.businessDate, draftedBy: idOf('product'), approvedBy: idOf('risk') });
}
