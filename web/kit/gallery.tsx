// Every piece of the kit on one page, for looking at in development (/kit); a build for people leaves it out.
import { Button } from 'antd';
import { useState } from 'react';
import { amountInWords } from '#kernel';
import { Amount, Change, ConfirmMoney, DataTable, Empty, ErrorNotice, Figure, Figures, LifeLine, PageFrame, ScheduleChart, Seal, SealMark, Section, StateTag, tones, VillagePlots, type Column, type Household, type PlotState } from './index.ts';

const states: readonly PlotState[] = [
  { code: 'paid', label: '已发放', tone: 'good' }, { code: 'approval', label: '审批中', tone: 'now' }, { code: 'survey', label: '待调查', tone: 'wait' },
  { code: 'refused', label: '已拒绝', tone: 'stop' }, { code: 'absent', label: '未到场', tone: 'quiet' },
];
const surnames = '向冉陈李王张刘杨周黄';
const households: readonly Household[] = Array.from({ length: 87 }, (_, index) => {
  const state = index % 29 === 7 ? 'refused' : index % 31 === 5 ? 'absent' : index % 11 === 3 ? 'survey' : index % 9 === 2 ? 'approval' : 'paid';
  const amountYuan = state === 'refused' || state === 'absent' ? 0 : 80_000 + ((index * 7919) % 41) * 8_000;
  return { id: `h${index}`, name: `${surnames[index % 10]}*${'国珍明兰'[index % 4]}`, amountMinor: String(amountYuan * 100), state, ...(state === 'refused' ? { note: '同一住址重复申请' } : {}) };
});
type Loan = { id: string; household: string; plot: string; amount: string; outstanding: string; due: string; state: string };
const loans: readonly Loan[] = households.slice(0, 8).map((household, index) => ({
  id: `FJ-YW-2026-${String(index + 1).padStart(4, '0')}`, household: household.name, plot: `砚瓦村 ${index + 1} 组`, amount: household.amountMinor, outstanding: String(BigInt(household.amountMinor) / 3n), due: `2027-0${(index % 9) + 1}-20`, state: household.state,
}));
const columns: readonly Column<Loan>[] = [
  { key: 'id', title: '合同编号', kind: 'code', value: (row) => row.id },
  { key: 'household', title: '农户', kind: 'text', value: (row) => row.household },
  { key: 'plot', title: '地块', kind: 'text', value: (row) => row.plot },
  { key: 'amount', title: '合同金额', unit: '元', kind: 'amount', value: (row) => row.amount, totalMinor: loans.reduce((sum, row) => sum + BigInt(row.amount), 0n) },
  { key: 'outstanding', title: '余额', unit: '元', kind: 'amount', value: (row) => row.outstanding, to: (row) => `/entries?contract=${row.id}`, totalMinor: loans.reduce((sum, row) => sum + BigInt(row.outstanding), 0n) },
  { key: 'due', title: '下次还款日', kind: 'date', value: (row) => row.due },
  { key: 'state', title: '状态', kind: 'state', value: (row) => states.find((state) => state.code === row.state)! },
];
const schedule = Array.from({ length: 12 }, (_, index) => ({ dueOn: `2027-${String(index + 1).padStart(2, '0')}-20`, principalMinor: String(index >= 9 ? 4_000_000 : index === 0 ? 0 : 200_000), interestMinor: String(46_500 - index * 2_600) }));

export default function Gallery() {
  const [confirming, setConfirming] = useState(false);
  return (
    <PageFrame title="砚瓦村 · 脐橙贷" state={<StateTag tone="now">审批中</StateTag>} crumbs={[{ title: '重庆分行', to: '/' }, { title: '奉节支行', to: '/' }, { title: '整村授信' }]}
      facts={[{ label: '村', value: '奉节县 砚瓦村' }, { label: '授信编号', value: <span className="gb-code">FJ-YW-2026</span> }, { label: '客户经理', value: '冉*珍' }, { label: '年利率', value: '3.45%' }]}
      primary={{ label: '提交审批', onClick: () => setConfirming(true) }} secondary={[{ label: '打印名册', onClick: print }, { label: '撤回', onClick: () => undefined, danger: true }]}>
      <Figures>
        <Figure name="授信总额" amountMinor="1872000000" unit="元" detail="82 户" explain="本村已批准合同的合同金额之和。" to="/loans" />
        <Figure name="已发放" amountMinor="1234567800" unit="元" detail={<Change direction="up" text="较上月 +312.00 万" />} to="/loans" />
        <Figure name="逾期" amountMinor="0" unit="元" detail="无逾期合同" />
        <Figure name="待我审批" value="5" unit="笔" attention="最早一笔今天 17:00 到期" to="/inbox" />
      </Figures>
      <Section title="流程"><LifeLine label="贷款流程" nodes={[
        { title: '申请', state: 'done', who: '向*国', at: '2026-11-20T01:05:00Z' }, { title: '实地调查', state: 'done', who: '冉*珍、刘*明', at: '2026-11-21T06:30:00Z' },
        { title: '评议', state: 'refused', who: '村评议小组', at: '2026-11-22', note: '补充灌溉协议后再议' }, { title: '审批', state: 'now', who: '周*兰', note: '已等待 2 小时 25 分' }, { title: '发放', state: 'ahead' }, { title: '结清', state: 'ahead', at: '2027-12-20' }]} /></Section>
      <Section title="地块" extra={<span className="gb-muted gb-figures">87 户</span>}><VillagePlots label="砚瓦村" households={households} states={states} onOpen={() => undefined} /></Section>
      <Section title="合同" flush><DataTable label="合同" columns={columns} rows={loans} rowKey={(row) => row.id} rowTo={(row) => `/loans/${row.id}`} nextCursor="n" onMore={() => undefined} exportName="合同" empty={{ title: '' }} /></Section>
      <Section title="还款计划"><ScheduleChart rows={schedule} /></Section>
      <Section title="记号">
        <p className="gb-kit-row">{tones.map((tone) => <StateTag key={tone} tone={tone}>{{ good: '已完成', now: '进行中', wait: '待处理', stop: '已逾期', quiet: '未开始' }[tone]}</StateTag>)}</p>
        <p className="gb-kit-row"><Seal heightPixels={112} label="工笔" /><Seal heightPixels={56} /><Seal heightPixels={32} /><SealMark hash="9f2c4a7be01d5583aa20" at="2026-11-23T06:05:00Z" /><Amount amountMinor="-12345" /><Amount amountMinor={null} /><Amount amountMinor="0" /></p>
        <p className="gb-kit-row"><Button type="primary">主要</Button><Button>次要</Button><Button danger>停止</Button><Button type="link">链接</Button><Button disabled>不可用</Button></p>
      </Section>
      <ErrorNotice problem={{ title: '审批未生效', detail: '经办人不能审批自己提交的贷款。', code: 'maker_is_approver', reference: '01J9ZC' }} kept="贷款仍在待审批列表，内容未改变。" todo="请另一位审批人办理。" onRetry={() => undefined} />
      <Section><Empty title="这里会列出上门服务的行程" action={<Button type="primary">安排第一次行程</Button>}>行程由两名柜员一起出发，离线时也能办理，回来后同步。</Empty></Section>
      <ConfirmMoney open={confirming} title="发放贷款" payee="奉节县山源水泵商店" payeeAccount="6222 02** **** 8817" amountMinor="12800000" amountInWords={amountInWords(12_800_000n)} facts={[{ label: '用途', value: '水泵与管道，发票 3 张' }]} onConfirm={() => setConfirming(false)} onCancel={() => setConfirming(false)} />
    </PageFrame>
  );
}
