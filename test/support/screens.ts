// The staff console in a real browser over the demo region: what the browser tests share. Every page opened here is watched, and
// anything it complains about (an error, a refused request nobody expected, a breach of the content security policy) fails the test.
import { expect, inject } from 'vitest';
import { Client } from 'pg';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { must } from '#kernel';
import { repository } from '../../src/app.ts';
import { buildWeb, webIsStale } from '../../src/start/web.ts';
import { playDrought, type Drought, type Grower } from '../../story/drought.ts';
import { defaults } from '../../story/e12.ts';
import { organisation } from '../../story/rooms.ts';
import { launchBrowser } from './browser.ts';
import { openRegion, type Region } from './region.ts';

/** The loans are `ageDays` old on `today`, so that some time has passed and the first instalment is still ahead. */
const opensOn = '2026-10-15';
const today = '2026-11-24';
export const wide = { width: 1280, height: 860 } as const;
export const phone = { width: 390, height: 844 } as const;

export type Screens = {
  readonly region: Region;
  readonly drought: Drought;
  /** Opens a window that belongs to nobody yet, at the sign-in page. */
  visit(options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
};

export type Visit = {
  readonly page: Page;
  /** Signs in with the card of the person of this name: one click. */
  enter(name: string): Promise<void>;
  /** Signs out by the menu at the top right; the sign-in page stands afterwards. */
  leave(): Promise<void>;
  /** Goes to an address of the console and waits until it is drawn. */
  open(path: string): Promise<void>;
  /** Waits until nothing is on the way any more and no placeholder is left. */
  settled(): Promise<void>;
  /** Announces refusals: the browser's own line about an answer with this status is then no fault. */
  expectRefusal(...statuses: number[]): void;
  /** Fails where a page of this window complained since the last look. */
  faultless(): void;
  /** Looks a last time, then closes the window. */
  close(): Promise<void>;
};

/** Builds the console once per run, told by a table of the run's own PostgreSQL: another file's pages are not taken from under it half-way. */
async function buildOnce(): Promise<void> {
  const { host, port, user } = inject('postgres');
  const client = new Client({ host, port, user, database: 'postgres' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7101)');
    const { rows } = await client.query<{ built: boolean }>("select to_regclass('console_built') is not null as built");
    if (rows[0]!.built) return;
    if (webIsStale(repository)) await buildWeb(repository);
    await client.query('create table console_built ()');
  } finally {
    await client.end();
  }
}

/** The demo bank on 2026-11-24 with its village of `households`, the loans 40 days old, one application waiting for approval and one alert open. */
export async function openScreens({ households = defaults.households + 1 } = {}): Promise<Screens> {
  await buildOnce();
  const [region, browser] = await Promise.all([openRegion(opensOn), launchBrowser()]);
  const drought = await playDrought(region.people, { seed: defaults.seed, households, waiting: 1, leaveAlert: true, declaredOn: '2026-10-10' });
  await (await region.people.as('system')).send(organisation.advanceDay, { unitPath: 'CQ.', to: today }, 'screens-today');
  await region.app.jobs.idle();
  return {
    region, drought,
    visit: (options = {}) => openVisit(browser, region.address, options),
    async close() {
      await browser.close();
      await region.close();
    },
  };
}

async function openVisit(browser: Browser, address: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ viewport: wide, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: 'light', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  const allowed = new Set<number>();
  let onTheWay = 0;
  page.on('request', () => { onTheWay++; });
  page.on('requestfinished', () => { onTheWay--; });
  page.on('requestfailed', () => { onTheWay--; });
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const status = Number(/status of (4\d\d)/.exec(message.text())?.[1]);
    // Whoever is not signed in is told so when the page asks who they are; the browser writes a line about it.
    const signedOut = status === 401 && message.location().url.endsWith('/api/session');
    if (!signedOut && !allowed.has(status)) faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => { faults.push(`content security policy: ${text}`); });
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => {
    (globalThis as unknown as { reportViolation(text: string): void }).reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  }));

  const settled = async (): Promise<void> => {
    await page.locator('#main').waitFor();
    let quiet = 0;
    for (const until = Date.now() + 15_000; quiet < 2;) {
      if (Date.now() > until) throw new Error(`The page at ${page.url()} did not come to rest.`);
      const waiting = onTheWay > 0 || (await page.locator('.ant-skeleton, .gb-opening, .ant-spin-spinning, .ant-btn-loading').count()) > 0;
      quiet = waiting ? 0 : quiet + 1;
      await page.waitForTimeout(25);
    }
  };
  const open = async (path: string): Promise<void> => {
    await page.goto(`${address}${path}`);
    await settled();
  };
  await open('/');
  const faultless = (): void => { expect(faults.splice(0)).toEqual([]); };
  return {
    page, open, settled, faultless,
    async enter(name) {
      await cardOf(page, name).click();
      await page.locator('.gb-header').waitFor();
      await settled();
    },
    async leave() {
      await page.locator('.gb-user').click();
      await page.getByRole('menuitem', { name: '退出' }).click();
      await page.locator('.gb-sign-in').waitFor();
      await settled();
    },
    expectRefusal(...statuses) { for (const status of statuses) allowed.add(status); },
    async close() {
      await context.close();
      faultless();
    },
  };
}

/** The card of a person at the sign-in page. */
export const cardOf = (page: Page, name: string): Locator => page.locator('.gb-role-cards button').filter({ hasText: `${name} ·` });

/** A grower whose loan was paid out, with shops paid from it. */
export const paidGrower = (drought: Drought, index = 0): Grower & { contractId: string } => {
  const grower = must(drought.growers.filter((candidate) => candidate.contractId !== undefined && candidate.invoices.length > 0)[index], 'such a grower exists');
  return { ...grower, contractId: grower.contractId! };
};

/** Whether the page is wider than its window, by how many pixels. */
export const sidewaysPixels = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
