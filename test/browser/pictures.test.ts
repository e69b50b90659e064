// The two pictures of the README, taken from the demo region. They are renewed only when the run is told to update
// (`npm test -- test/browser/pictures.test.ts --update`); otherwise the same pages are opened and the files looked at.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { repository } from '../../src/app.ts';
import { openScreens, paidGrower, wide, type Screens } from '../support/screens.ts';

const mostBytes = 400_000;

let screens: Screens;
beforeAll(async () => { screens = await openScreens(inject('update') ? {} : { households: 12 }); });
afterAll(() => screens?.close());

test.each([
  ['village.png', () => `/villages/${screens.drought.villageId}`, 1000],
  ['loan.png', () => `/lending/contracts/${paidGrower(screens.drought).contractId}`, 1240],
] as const)('%s', async (name, path, height) => {
  const visit = await screens.visit({ viewport: { width: wide.width, height } });
  await visit.enter('冉秋珍');
  await visit.open(path());
  const picture = await visit.page.screenshot({ animations: 'disabled' });
  await visit.close();
  const file = join(repository, 'docs/start', name);
  if (inject('update')) await writeFile(file, picture);
  const kept = await readFile(file);
  // A PNG's width stands in its first chunk.
  expect([kept.subarray(1, 4).toString(), kept.readUInt32BE(16), kept.readUInt32BE(20)]).toEqual(['PNG', wide.width, height]);
  expect(kept.length).toBeLessThan(mostBytes);
});
