// Every role at its own door: one click in, everything offered opens, nothing complains, and out again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { posts } from '../../story/region.ts';
import { cardOf, openScreens, type Screens } from '../support/screens.ts';

let screens: Screens;
beforeAll(async () => { screens = await openScreens(); });
afterAll(() => screens?.close());

test('every post has its card', async () => {
  const visit = await screens.visit();
  for (const post of posts) expect(await cardOf(visit.page, post.name).count(), post.name).toBe(1);
  await visit.page.screenshot({ path: '/tmp/shots/signin.png' });
  await visit.close();
});
