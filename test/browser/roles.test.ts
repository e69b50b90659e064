// Every post at its own door: one click in, everything the navigation offers opens, nothing complains, and out again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { posts } from '../../story/region.ts';
import { openScreens, paidGrower, type Screens, type Visit } from '../support/screens.ts';

let screens: Screens;
// One window for all posts, as at a desk that several people use in turn.
let desk: Visit;
beforeAll(async () => {
  // A few households are enough here: what is tried is who sees what.
  screens = await openScreens({ households: 12 });
  desk = await screens.visit();
});
afterAll(() => screens?.close());

const navigation = '.gb-side .gb-navigation a';
// Two people of one post in one unit see the same; the second one only comes in and goes.
const alike = (post: (typeof posts)[number]): string => [post.role, post.unitPath].join(' ');
const firsts = new Set(posts.filter((post, index) => posts.findIndex((other) => alike(other) === alike(post)) === index));

test.each(posts.map((post) => [post.login, post] as const))('%s comes in by one click, everything offered opens, and goes', async (_login, post) => {
  const { page } = desk;
  if (await page.locator('.gb-header').count() > 0) {
    await page.context().clearCookies();
    await desk.open('/');
  }
  await desk.enter(post.name);
  expect(await page.locator('.gb-user').textContent()).toContain(post.name);
  const offered = await page.locator(navigation).allTextContents();
  expect(offered.length).toBeGreaterThan(0);
  const problems: string[] = [];
  for (const [index, name] of firsts.has(post) ? offered.entries() : []) {
    await page.locator(navigation).nth(index).click();
    await desk.settled();
    expect(await page.locator('.gb-navigation li[aria-current="page"] a').textContent()).toBe(name);
    expect(await page.locator('main h1').count(), name).toBe(1);
    problems.push(...(await page.locator('main .gb-problem').allTextContents()).map((text) => `${name}: ${text}`));
  }
  expect(problems).toEqual([]);
  await desk.leave();
  expect((await page.context().request.get(`${screens.region.address}/api/session`)).status(), 'the session is over').toBe(401);
  desk.faultless();
});

test('different posts are offered different things', async () => {
  const offered = async (name: string): Promise<string[]> => {
    const visit = await screens.visit();
    await visit.enter(name);
    const names = await visit.page.locator(navigation).allTextContents();
    await visit.close();
    return names;
  };
  const [security, teller] = [await offered('严以安'), await offered('陈柜生')];
  expect(security).toContain('用户与岗位');
  expect(security).not.toContain('整村授信');
  expect(teller).toContain('存款');
  expect(teller).not.toContain('用户与岗位');
});

test('a wrong password says so, in both languages', async () => {
  const visit = await screens.visit();
  const { page } = visit;
  visit.expectRefusal(403);
  await page.getByRole('textbox', { name: '工号' }).fill('manager');
  await page.getByRole('textbox', { name: '密码' }).fill('not the password');
  await page.getByRole('button', { name: /登\s?录/ }).click();
  await page.locator('.gb-problem').waitFor();
  const chinese = await page.locator('.gb-problem strong').textContent();
  expect(chinese).toMatch(/密码/);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('textbox', { name: 'Password' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('.gb-header').count()).toBe(0);
  await visit.close();
});

test('the language switch holds across pages and a reload', async () => {
  const visit = await screens.visit();
  const { page } = visit;
  await visit.enter('周文兰');
  const chinese = await page.locator(navigation).allTextContents();
  await page.locator('.gb-header').getByRole('button', { name: 'English' }).click();
  const english = await page.locator(navigation).allTextContents();
  expect(english).toHaveLength(chinese.length);
  expect(english.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  await visit.open(`/lending/contracts/${paidGrower(screens.drought).contractId}`);
  expect(await page.getByRole('heading', { name: 'Schedule', exact: false }).count()).toBeGreaterThan(0);
  await page.locator('.gb-header').getByRole('button', { name: '中文' }).click();
  expect(await page.locator(navigation).allTextContents()).toEqual(chinese);
  await visit.close();
});

test('dark mode is chosen, kept, and dark', async () => {
  const visit = await screens.visit();
  const { page } = visit;
  await visit.enter('周文兰');
  const lightness = () => page.evaluate(() => Math.max(...(getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).slice(0, 3).map(Number)));
  expect(await lightness()).toBeGreaterThan(200);
  await page.locator('.gb-header').getByRole('button', { name: '明暗' }).click();
  await page.getByRole('menuitem', { name: '暗', exact: true }).click();
  await expect.poll(lightness).toBeLessThan(80);
  await visit.open('/ledger/trial-balance');
  expect(await lightness()).toBeLessThan(80);
  await visit.close();
});
