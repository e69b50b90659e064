// The console for everyone: axe-core (WCAG 2 A and AA) on the main pages at a desk's and a phone's width, no sideways scroll on a
// phone, and the whole way by keyboard.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '#kernel';
import { approvals, deposits, lending } from '../../story/rooms.ts';
import { openScreens, paidGrower, phone, sidewaysPixels, wide, type Screens, type Visit } from '../support/screens.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let screens: Screens;
const addresses: Record<string, string> = {};
beforeAll(async () => {
  // Enough households for several terraces of plots.
  screens = await openScreens({ households: 24 });
  const approver = await screens.region.people.as('approver');
  const grower = paidGrower(screens.drought);
  const batch = must((await approver.ask(approvals.batches, { status: 'awaiting_approval' })).items[0], 'one batch waits');
  const account = must((await approver.ask(deposits.accounts, { number: grower.accountNumber })).items[0], 'the account exists');
  Object.assign(addresses, {
    workbench: '/', village: `/villages/${screens.drought.villageId}`, contract: `/lending/contracts/${grower.contractId}`, approval: `/approvals/${batch.id}`,
    statement: `/ledger/accounts/${account.ledgerAccountId}`, 'trial balance': '/ledger/trial-balance',
  });
});
afterAll(() => screens?.close());

/** Serious and critical findings, each with the elements it is about. Evaluated by the debugger: the page's own policy forbids foreign scripts. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(async () => (globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'], resultTypes: ['violations'], preload: false }));
  return violations.filter((found) => found.impact === 'serious' || found.impact === 'critical').map((found) => `${found.id}: ${found.nodes.slice(0, 4).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}

describe.each([['at a desk', wide], ['on a phone', phone]] as const)('%s', (_width, viewport) => {
  let visit: Visit;
  beforeAll(async () => { visit = await screens.visit({ viewport }); });
  afterAll(() => visit?.close());

  test.each(['sign-in', 'workbench', 'village', 'contract', 'approval', 'statement', 'trial balance'])('%s', async (name) => {
    const path = addresses[name];
    if (path !== undefined) {
      if (await visit.page.locator('.gb-header').count() === 0) await visit.enter('周文兰');
      await visit.open(path);
    }
    expect(await findings(visit.page)).toEqual([]);
    expect(await sidewaysPixels(visit.page)).toBe(0);
    visit.faultless();
  });
});

describe('by keyboard', () => {
  test('the first stop skips to the content', async () => {
    const visit = await screens.visit();
    await visit.enter('周文兰');
    await visit.open('/ledger/trial-balance');
    await visit.page.keyboard.press('Tab');
    expect(await visit.page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await visit.page.keyboard.press('Enter');
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('main');
    await visit.close();
  });

  test.each(['reduce', 'no-preference'] as const)('Ctrl K finds a contract by its number (motion: %s)', async (reducedMotion) => {
    const visit = await screens.visit({ reducedMotion });
    const grower = paidGrower(screens.drought);
    const { number } = await (await screens.region.people.as('approver')).ask(lending.contractDetail, { contractId: grower.contractId });
    await visit.enter('周文兰');
    await visit.page.keyboard.press('Control+k');
    // Whoever types at once is heard: the field has the focus as soon as it is there.
    const field = visit.page.getByRole('combobox', { name: '搜索' });
    await field.waitFor();
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await visit.page.keyboard.type(must(/\d+$/.exec(number), 'the number ends in digits')[0]);
    await visit.page.getByRole('option', { name: number }).filter({ hasText: '贷款合同' }).waitFor();
    const options = await visit.page.getByRole('option').allTextContents();
    for (let down = options.findIndex((text) => text.includes(number) && text.includes('贷款合同')); down > 0; down--) await visit.page.keyboard.press('ArrowDown');
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL(`**${addresses['contract']}`);
    await visit.close();
  });

  test('plots are reached by arrow keys, and Enter opens', async () => {
    const visit = await screens.visit();
    const { page } = visit;
    await visit.enter('周文兰');
    await visit.open(must(addresses['village'], 'the address is known'));
    const place = () => page.evaluate(() => document.activeElement?.getAttribute('data-plot'));
    await page.locator('[data-plot="0"]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await place()).toBe('1');
    await page.keyboard.press('ArrowDown');
    const below = must(await place(), 'a plot has the focus');
    expect(Number(below)).toBeGreaterThan(1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    expect(await place()).toBe('0');
    // One stop for the whole field: the next Tab leaves it.
    expect(await page.locator('[data-plot][tabindex="0"]').count()).toBe(1);
    const borrower = must((await page.locator('[data-plot="0"]').getAttribute('aria-label'))?.split(' ')[0], 'a plot says its name');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/lending/contracts/*');
    await visit.settled();
    expect(await page.locator('.gb-facts').textContent()).toContain(borrower);
    await visit.close();
  });
});
