// The way of an approver and of a maker through the console, by clicks only: from the door to one farm's entry and out to the trial
// balance; a maker who may not approve; an approval that is carried out; and the money where it belongs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { approvalRefusals } from '#errors/approvals';
import { formatMinor, must } from '#kernel';
import { approvals, deposits, ledger, lending } from '../../story/rooms.ts';
import { cardOf, openScreens, paidGrower, type Screens } from '../support/screens.ts';

let screens: Screens;
beforeAll(async () => { screens = await openScreens({ households: 12 }); });
afterAll(() => screens?.close());

const section = (page: Page, title: string): Locator => page.locator('.gb-section', { has: page.getByRole('heading', { name: title, exact: true }) });
const amountsIn = async (place: Locator): Promise<string[]> => (await place.allTextContents()).flatMap((text) => text.match(/[\d,]+\.\d\d/g) ?? []);

test('from the door to the entry of one farm in at most eight clicks, and out to a trial balance that closes', async () => {
  const visit = await screens.visit();
  const { page } = visit;
  const grower = paidGrower(screens.drought);
  const clicks: string[] = [];
  const click = async (what: string, target: Locator): Promise<void> => {
    await target.click();
    clicks.push(what);
    await visit.settled();
  };
  await click('card', cardOf(page, '周文兰'));
  await click('villages', page.getByRole('link', { name: '整村授信' }));
  await click('village', page.getByRole('link', { name: screens.drought.village.name }));
  await click('plot', page.getByRole('button', { name: new RegExp(`^${grower.name} `) }).first());
  const approver = await screens.region.people.as('approver');
  const contract = await approver.ask(lending.contractDetail, { contractId: grower.contractId });
  expect(await page.locator('h1').textContent()).toBe(contract.number);
  const amount = section(page, '发放与还款').locator('.gb-figure-link').first();
  expect(await amountsIn(amount)).toEqual([formatMinor(BigInt(contract.principalMinor))]);
  await click('amount', amount);
  expect(clicks.length).toBeLessThanOrEqual(8);
  expect(page.url()).toContain('/ledger/entries/');

  // What the entry shows is what the ledger holds, and its two sides agree; its person and who agreed are named.
  const entry = await approver.ask(ledger.entry, { entryId: page.url().split('/').at(-1)! });
  const legs = section(page, '借贷双方');
  const sides = (['debitMinor', 'creditMinor'] as const).map((side) => entry.legs.reduce((sum, leg) => sum + BigInt(leg[side]), 0n));
  expect(sides[0]).toBe(sides[1]);
  expect(await amountsIn(legs.locator('.gb-total'))).toEqual(sides.map((minor) => formatMinor(minor)));
  for (const leg of entry.legs) expect(await amountsIn(legs.getByRole('row').filter({ hasText: leg.accountName }).locator('td:nth-child(3), td:nth-child(4)'))).toContain(formatMinor(BigInt(leg.debitMinor === '0' ? leg.creditMinor : leg.debitMinor)));
  const madeBy = await section(page, '由谁、因何而记').textContent();
  expect(madeBy).toContain('何敏之');
  expect(madeBy).toContain('王会芳');

  await click('trial balance', page.getByRole('link', { name: '试算平衡' }));
  expect(await page.locator('.gb-page-title').textContent()).toContain('借贷平衡');
  const balance = await approver.ask(ledger.trialBalance, {});
  expect(balance.balanced).toBe(true);
  expect(await amountsIn(page.locator('.gb-total'))).toEqual(balance.totals.flatMap((each) => [each.debitMinor, each.creditMinor, each.debitBalanceMinor, each.creditBalanceMinor].map((minor) => formatMinor(BigInt(minor)))));
  await visit.close();
});

/** Opens the one approval that waits and presses a decision, with the tick that stands before it. */
async function decide(page: Page): Promise<void> {
  await page.locator('.gb-decide').getByRole('button', { name: /同\s?意/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: /同\s?意/ }).click();
}

test('a maker who approves is refused in the words of the rule; others approve, and the row says what came of it', async () => {
  const approver = await screens.region.people.as('approver');
  const { items: waiting } = await approver.ask(approvals.batches, { status: 'awaiting_approval' });
  expect(waiting).toHaveLength(1);
  const { id: batchId, title, steps } = waiting[0]!;

  const maker = await screens.visit();
  maker.expectRefusal(403);
  await maker.enter('冉秋珍');
  await maker.page.getByRole('link', { name: title }).first().click();
  await maker.settled();
  await decide(maker.page);
  await maker.page.getByRole('dialog').locator('.gb-problem').waitFor();
  expect(await maker.page.getByRole('dialog').locator('.gb-problem').textContent()).toContain(approvalRefusals.maker_may_not_approve.zh);
  expect((await approver.ask(approvals.batch, { batchId })).steps.every((step) => step.decision === null)).toBe(true);
  await maker.close();

  const approvers = ['周文兰', '蒲大江'].slice(0, steps);
  expect(approvers).toHaveLength(steps);
  for (const name of approvers) {
    const visit = await screens.visit();
    await visit.enter(name);
    await visit.page.getByRole('link', { name: title }).first().click();
    await visit.settled();
    await decide(visit.page);
    await visit.page.locator('.gb-decide').waitFor({ state: 'detached' });
    await visit.settled();
    if (name === approvers.at(-1)) {
      await section(visit.page, '逐笔明细').getByText('已办理').waitFor();
      await visit.page.locator('.gb-page-title').getByText('已办理').waitFor();
      expect(await visit.page.getByRole('status').allTextContents()).toContain('1 笔办成');
    }
    await visit.close();
  }
  const batch = await approver.ask(approvals.batch, { batchId });
  expect(batch.items.map((item) => item.status)).toEqual(['succeeded']);
});

test('the account of the farmer and the account of the pump shop show the money', async () => {
  const teller = await screens.region.people.as('teller');
  const grower = paidGrower(screens.drought);
  const shop = must(screens.drought.shops[grower.invoices[0]!.shop], 'the shop exists');
  const visit = await screens.visit();
  await visit.enter('陈柜生');
  for (const number of [grower.accountNumber, shop.accountNumber]) {
    const account = must((await teller.ask(deposits.accounts, { number })).items[0], 'the account exists');
    const movements = (await teller.ask(ledger.statement, { accountId: account.ledgerAccountId, sort: 'position', order: 'descending', limit: 50 })).items;
    expect(BigInt(account.balanceMinor), number).toBeGreaterThan(0n);
    await visit.page.getByRole('link', { name: '存款', exact: true }).click();
    const search = visit.page.getByPlaceholder('18 位完整账号');
    await search.fill(number);
    await search.press('Enter');
    await visit.settled();
    const balance = visit.page.locator(`a[href="/ledger/accounts/${account.ledgerAccountId}"]`).first();
    expect(await amountsIn(balance)).toEqual([formatMinor(BigInt(account.balanceMinor))]);
    await balance.click();
    await visit.settled();
    expect(await amountsIn(visit.page.locator('.gb-facts'))).toContain(formatMinor(BigInt(account.balanceMinor)));
    const credits = await amountsIn(section(visit.page, '分户账').locator('tbody td.gb-cell-amount:nth-child(5)'));
    expect(credits).toEqual(movements.filter((row) => row.creditMinor !== '0').map((row) => formatMinor(BigInt(row.creditMinor))));
  }
  await visit.close();
});
