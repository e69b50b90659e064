// E12 · The orange loan in the drought. Plays the episode under the rules of 2022 and compares what the system found with the figures
// of the page, and with a second reckoning of interest made here from the statute's formula alone.
import { daysBetween, must, type BusinessDate } from '#kernel';
import { playDrought, type Choices, type Grower } from './drought.ts';
import { done, sendAll, type People } from './people.ts';
import { approvals, deposits, ledger, lending, organisation } from './rooms.ts';
import { row, type Report, type Row } from './rows.ts';

export const defaults = { seed: 257, households: 82, opensOn: '2022-08-29' } as const;
/** On the page: 82 households, ¥18,720,000. */
const page = { households: 82, totalMinor: 1_872_000_000n };
const dueDates = ['2022-09-21', '2022-12-20', '2022-12-21', '2023-01-20', '2023-03-20', '2023-03-21'] as const;

type Detail = Awaited<ReturnType<typeof readContract>>;
const readContract = async (people: People, contractId: string) => (await people.as('manager')).ask(lending.contractDetail, { contractId });
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + BigInt(amount), 0n);
const dueOf = (detail: Detail) => sum(Object.values(detail.position.due));
/** P × r × days / 360, halves up (banking practice in renminbi; count the first day, not the last). Rates in millionths. */
const interest = (principalMinor: bigint, annualRate: string, from: string, until: string, times = 100n) => {
  const millionths = BigInt(must(annualRate.split('.')[1], 'a rate is a decimal').padEnd(6, '0')) * times;
  const numerator = principalMinor * millionths * BigInt(daysBetween(from as BusinessDate, until as BusinessDate));
  const denominator = 360n * 1_000_000n * 100n;
  return (2n * numerator + denominator) / (2n * denominator);
};

async function moveDay(people: People, to: string) {
  await (await people.as('system')).send(organisation.advanceDay, { unitPath: 'CQ.', to }, `day-${to}`);
}

/** Everyone whose instalment is due sells fruit, pays the money in at the counter, and repays exactly what is due. */
async function repayDue(people: People, growers: readonly Grower[], on: string): Promise<number> {
  const teller = await people.as('teller');
  const details = await Promise.all(growers.map((grower) => readContract(people, grower.contractId!)));
  const due = growers.map((grower, index) => ({ grower, amount: dueOf(details[index]!) })).filter(({ amount }) => amount > 0n);
  await sendAll(teller, deposits.credit, `sales-${on}`, due.map(({ grower, amount }) => ({ accountNumber: grower.accountNumber, amountMinor: String(amount), narrative: '脐橙销售款' })));
  await sendAll(teller, lending.repay, `repay-${on}`, due.map(({ grower, amount }) => ({ contractId: grower.contractId!, amountMinor: String(amount) })));
  return due.length;
}

export async function playE12(people: People, choices: { seed: number; households: number; report: Report } & Pick<Choices, 'change'>): Promise<Row[]> {
  const { seed, households, report, change } = choices;
  const drought = await playDrought(people, { seed, households, declaredOn: '2022-08-20', report, ...(change ? { change } : {}) });
  const [manager, accountant, auditor] = await Promise.all(['manager', 'accountant', 'auditor'].map((login) => people.as(login)));
  const paid = drought.growers.filter((grower) => grower.contractId);
  const rows: Row[] = [];
  const ours = households === page.households && seed === defaults.seed;

  report('对照页面数字', 'Against the figures of the page');
  const wall = await manager!.ask(lending.village, { villageId: drought.villageId });
  const states = Map.groupBy(wall.plots, (plot) => plot.state);
  const count = (state: string) => (states.get(state as never) ?? []).length;
  rows.push(row('申请户数多于获贷户数 · more apply than are paid', true, wall.plots.length > paid.length));
  rows.push(row('不符合条件，各有理由 · turned away, each with a reason', 3, (states.get('declined') ?? []).filter((plot) => plot.reason).length));
  rows.push(row('外出未能面签 · absent', 1, count('withdrawn')));
  const { items: alerts } = await auditor!.ask(lending.alerts, { villageId: drought.villageId });
  rows.push(row('冒名预警，第二人核实 · straw-borrower alert, confirmed by a second person', 'same_mobile confirmed', alerts.map((alert) => `${alert.kind} ${alert.status}`).join(', ')));
  rows.push(row('获贷户数 · households paid', ours ? page.households : households, wall.contracts));

  // The total comes from the ledger: the debit side of the payouts' entries on the loan accounts.
  const ids = new Set((await manager!.ask(approvals.batch, { batchId: drought.payoutBatchId })).items.map((item) => item.commandId));
  const entries = await Promise.all([...ids].map(async (commandId) => must((await accountant!.ask(ledger.entries, { commandId: commandId! })).items[0], 'a payout has its entry')));
  const legs = (await Promise.all(entries.map((entry) => accountant!.ask(ledger.entry, { entryId: entry.id })))).flatMap((entry) => entry.legs);
  const lent = sum(legs.filter((leg) => leg.chartCode === '130301').map((leg) => leg.debitMinor));
  rows.push(row('放款合计（总账）· paid out, from the ledger', ours ? page.totalMinor : BigInt(wall.disbursedMinor), lent, 'money'));
  const invoices = drought.growers.filter((grower) => grower.contractId).flatMap((grower) => grower.invoices).reduce((total, invoice) => total + invoice.amountMinor, 0n);
  const shopBalances = await Promise.all(drought.shops.map(async (shop) => must((await manager!.ask(deposits.accounts, { number: shop.accountNumber })).items[0], 'a shop has its account').balanceMinor));
  rows.push(row('水泵店凭发票收款 · pump shops paid against invoices', invoices, sum(shopBalances), 'money'));
  const farmers = await Promise.all(paid.map(async (grower) => must((await manager!.ask(deposits.accounts, { number: grower.accountNumber })).items[0], 'a farmer has an account').balanceMinor));
  rows.push(row('其余进农户账户 · the rest in the farmers’ own accounts', lent - invoices, sum(farmers), 'money'));

  report('早还一户、按采收还款、歉收一户', 'One repays early, the rest by harvest, one has a bad year');
  const [early, badYear, ...others] = paid as [Grower, Grower, ...Grower[]];
  const before = await readContract(people, early.contractId!);
  await moveDay(people, dueDates[0]);
  const firstInterest = await readContract(people, others[0]!.contractId!);
  rows.push(row('首次结息（A/360）· first interest of one farm', interest(BigInt(firstInterest.principalMinor), firstInterest.annualRate, firstInterest.startsOn, dueDates[0]), BigInt(firstInterest.position.due.interest), 'money'));
  rows.push(row('首次结息户数 · farms that pay their first interest', paid.length, await repayDue(people, paid, dueDates[0])));

  await moveDay(people, '2022-10-10');
  const teller = await people.as('teller');
  const settling = await readContract(people, early.contractId!);
  await teller.send(deposits.credit, { accountNumber: early.accountNumber, amountMinor: settling.position.payoffMinor, narrative: '自有资金' }, 'early-money');
  const settled = done(await teller.send(lending.repay, { contractId: early.contractId!, amountMinor: settling.position.payoffMinor }, 'early-repay'));
  rows.push(row('提前结清的利息到当日止 · early repayment pays interest to the day', interest(BigInt(before.principalMinor), before.annualRate, dueDates[0], '2022-10-10'), BigInt(settled.interestMinor), 'money'));
  rows.push(row('提前结清 · settled early', 'true 0', `${settled.settled} ${settled.outstandingMinor}`));

  for (const on of dueDates.slice(1)) {
    await moveDay(people, on);
    await repayDue(people, others, on);
  }
  const after = await Promise.all(others.map((grower) => readContract(people, grower.contractId!)));
  rows.push(row('按采收还清 · settled by harvest', others.length, after.filter((detail) => detail.state === 'settled').length));

  // The bad year: nothing paid in December, January and March; sold late in May, all of it owed with penalty.
  await moveDay(people, '2023-05-20');
  const late = await readContract(people, badYear.contractId!);
  rows.push(row('歉收户逾期天数 · days overdue after a bad year', daysBetween('2022-12-20' as BusinessDate, '2023-05-20' as BusinessDate), late.position.daysOverdue));
  const principalDue = late.lines.filter((line) => BigInt(line.principalMinor) > 0n);
  // Penalty at one and a half times the contract rate on each instalment from its due date, as the contract counts once the grace is missed.
  const penalty = principalDue.reduce((total, line) => total + interest(BigInt(line.principalMinor), late.annualRate, line.dueOn, '2023-05-20', 150n), 0n);
  rows.push(row('歉收户罚息（合同利率 ×1.5）· penalty at 1.5 × the rate', penalty, BigInt(late.position.due.penalty), 'money'));
  const owed = dueOf(late);
  await teller.send(deposits.credit, { accountNumber: badYear.accountNumber, amountMinor: String(owed), narrative: '迟售脐橙款' }, 'bad-year-money');
  const cleared = done(await teller.send(lending.repay, { contractId: badYear.contractId!, amountMinor: String(owed) }, 'bad-year-repay'));
  rows.push(row('歉收户补齐后结清 · the bad year made good', true, cleared.settled));

  const trial = await auditor!.ask(ledger.trialBalance, {});
  rows.push(row('试算平衡 · the trial balance closes', true, trial.balanced));
  rows.push(row('贷款余额归零 · nothing left outstanding', 0n, sum(trial.rows.filter((line) => line.chartCode === '130301').map((line) => line.debitBalanceMinor)), 'money'));
  return rows;
}
