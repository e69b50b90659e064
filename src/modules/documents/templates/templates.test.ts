import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amountInWords } from '#kernel';
import { openPdfViewer, type PdfViewer, type Picture, type PlacedText } from '../../../../test/support/pdf.ts';
import { renderPdf } from '../render.ts';
import type { Frame } from './frame.ts';
import { currentVersion, printKinds, templates } from './index.ts';
import { samples } from './samples.ts';
import type { PrintData, PrintKind } from './types.ts';

const frame: Frame = { printId: '0192f3c1-5a7e-8b11-9c02-6f1d20aa73e4', hash: '9f86d081'.repeat(8), number: 'FJ-2026-贷合-000123', createdAt: new Date('2026-11-24T02:40:00Z') };
const render = <K extends PrintKind>(kind: K, data: PrintData[K] = samples[kind]) => renderPdf(kind, currentVersion(kind), data, frame);
let viewer: PdfViewer;
beforeAll(async () => { viewer = await openPdfViewer(); });
afterAll(() => viewer.close());

/** The ink of one character of a placed text, as a grid of dark and light. */
function characterInk(picture: Picture, placed: PlacedText, index: number): { density: number; pattern: string } {
  const side = placed.width / Array.from(placed.text).length;
  let pattern = '';
  for (let y = 0; y < placed.height; y++) for (let x = 0; x < side; x++) pattern += picture.darkness(placed.left + index * side + x, placed.top + y) > 96 ? '#' : '.';
  return { density: pattern.replaceAll('.', '').length / pattern.length, pattern };
}

describe.each(printKinds)('%s', (kind) => {
  let picture: Picture;
  beforeAll(async () => { picture = await viewer.look(await render(kind)); });
  test('the title is drawn: every character has ink, and no two look alike', () => {
    const title = picture.placed.find((item) => item.text === templates[kind].title.zh)!;
    const characters = Array.from(title.text, (_, index) => characterInk(picture, title, index));
    for (const { density } of characters) {
      expect(density).toBeGreaterThan(0.1);
      expect(density).toBeLessThan(0.6);
    }
    expect(new Set(characters.map(({ pattern }) => pattern)).size).toBe(characters.length);
  });
  test('the amount in words, the number, the page and the hash can be read', () => {
    if ('amountMinor' in samples[kind]) expect(picture.text).toContain(amountInWords(samples[kind].amountMinor));
    expect(picture.text).toContain(frame.number);
    expect(picture.text).toContain(frame.hash);
    expect(picture.text).toContain(`第1页/共${picture.pages}页`);
  });
  test('the code stands in the footer', () => {
    let dark = 0;
    for (let y = picture.height - 165; y < picture.height - 60; y++) for (let x = 112; x < 210; x++) if (picture.darkness(x, y) > 128) dark++;
    expect(dark / (105 * 98)).toBeGreaterThan(0.25);
  });
  test('nothing runs out of the paper', () => {
    for (const { left, width, text } of picture.placed) expect(left + width, text).toBeLessThan(picture.width - 90);
  });
  test('the same data give the same bytes', async () => expect((await render(kind)).equals(await render(kind))).toBe(true));
});

test('any amount is readable in words and in figures', async () => {
  await fc.assert(fc.asyncProperty(fc.bigInt({ min: 1n, max: 99_999_999_999_999n }), async (amountMinor) => {
    const { text } = await viewer.look(await render('receipt', { ...samples.receipt, amountMinor }), { scale: 0.2 });
    expect(text).toContain(amountInWords(amountMinor));
    const digits = amountMinor.toString().padStart(3, '0');
    expect(text.replaceAll(',', '')).toContain(`¥${digits.slice(0, -2)}.${digits.slice(-2)}`);
  }), { numRuns: 20 });
});

test('a character the font lacks is drawn as its code point', async () => {
  const { text } = await viewer.look(await render('receipt', { ...samples.receipt, borrowerName: '覃䶮' }));
  expect(text).toContain('覃〔U+4DAE〕');
});

test('a plan of thirty years keeps its head on every page', async () => {
  const plan = Array.from({ length: 360 }, (_, index) => ({ number: index + 1, dueOn: `${2027 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-21`, principalMinor: 100_000n, interestMinor: 5_000n, balanceAfterMinor: BigInt(359 - index) * 100_000n }));
  const { text, pages } = await viewer.look(await render('repayment_schedule', { ...samples.repayment_schedule, amountMinor: 36_000_000n, plan }));
  expect(text.split('剩余本金（元）')).toHaveLength(pages + 1);
  expect(text).toContain('360,000.00');
});

test('an unsigned, secured contract without payees', async () => {
  const { text } = await viewer.look(await render('loan_contract', { ...samples.loan_contract, signing: null, payees: [], guarantee: '以奉节县永乐镇商铺一处抵押', rate: { annual: '0.0435', basis: 'fixed', lprAnnual: null, spreadBasisPoints: null, referenceDate: null } }));
  expect(text).toContain('由乙方按约定用途自主支付');
  expect(text).toContain('固定利率，执行年利率（单利）为4.35%');
  expect(text).toContain('以奉节县永乐镇商铺一处抵押');
});
