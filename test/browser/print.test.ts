// The contract as a paper: opened from the loan's page, and looked at as a reader would.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lending } from '../../story/rooms.ts';
import { openPdfViewer, type PdfViewer } from '../support/pdf.ts';
import { openScreens, paidGrower, type Screens } from '../support/screens.ts';

let screens: Screens;
let viewer: PdfViewer;
beforeAll(async () => {
  screens = await openScreens({ households: 12 });
  viewer = await openPdfViewer();
});
afterAll(async () => {
  await viewer?.close();
  await screens?.close();
});

test('the contract opens from the loan and has ink on its first page', async () => {
  const grower = paidGrower(screens.drought);
  const contract = await (await screens.region.people.as('manager')).ask(lending.contractDetail, { contractId: grower.contractId });
  await screens.region.app.jobs.idle();
  const visit = await screens.visit();
  await visit.enter('冉秋珍');
  await visit.open(`/lending/contracts/${grower.contractId}`);
  const row = visit.page.getByRole('row').filter({ hasText: '借款合同' }).filter({ has: visit.page.getByRole('link', { name: '打开 PDF' }) });
  await row.waitFor();
  const link = row.getByRole('link', { name: '打开 PDF' });
  expect(await link.getAttribute('target')).toBe('_blank');
  // Asked for with the cookie of this window, as the link does: this browser has no reader of its own for the new window.
  const answer = await visit.page.context().request.get(`${screens.region.address}${await link.getAttribute('href')}`);
  expect(answer.headers()['content-type']).toContain('application/pdf');
  const pdf = await answer.body();
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const picture = await viewer.look(pdf);

  for (const text of [contract.number, contract.borrowerName, '借款合同']) expect(picture.text).toContain(text);
  let ink = 0;
  for (let y = 0; y < picture.height; y += 2) for (let x = 0; x < picture.width; x += 2) if (picture.darkness(x, y) > 128) ink++;
  const share = (4 * ink) / (picture.width * picture.height);
  expect(share).toBeGreaterThan(0.01);
  expect(share).toBeLessThan(0.4);
  // A stranger with the address gets nothing.
  const stranger = await screens.visit();
  expect((await stranger.page.context().request.get(`${screens.region.address}${await link.getAttribute('href')}`)).status()).toBe(401);
  await stranger.close();
  await visit.close();
});
