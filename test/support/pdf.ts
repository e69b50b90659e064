// Looks at a PDF as a reader would: pdf.js draws it in a real browser. Text extraction alone is not enough, because a font can be
// embedded in such a way that the text is there and the page is blank.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { launchBrowser } from './browser.ts';

/** A piece of text as it stands on the page: pixels from the top left of the picture. */
export type PlacedText = { readonly text: string; readonly left: number; readonly top: number; readonly width: number; readonly height: number };
export type Picture = {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  readonly png: Buffer;
  /** Of the page drawn. */
  readonly placed: readonly PlacedText[];
  /** All text of all pages, without white space. */
  readonly text: string;
  /** Darkness of one pixel, 0 (paper) to 255. */
  darkness(x: number, y: number): number;
};
export type PdfViewer = { look(pdf: Buffer, options?: { page?: number; scale?: number }): Promise<Picture>; close(): Promise<void> };

const address = 'http://pdf.test/';
// The worker's code runs in the page itself: one thing less to start.
const start = `<!doctype html><title>pdf</title><script type="module">
  globalThis.pdfjsWorker = await import('/pdf.worker.mjs');
  globalThis.pdfjs = await import('/pdf.mjs');
</script>`;

/** Starts the viewer; close it when done. `scale` 1 is 72 pixels to the inch. */
export async function openPdfViewer(): Promise<PdfViewer> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'legacy/build');
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.route(`${address}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: start });
    return route.fulfill({ contentType: 'text/javascript', body: await readFile(join(folder, name)) });
  });
  await page.goto(address);
  await page.waitForFunction('globalThis.pdfjs !== undefined');
  return {
    async look(pdf, { page: number = 1, scale = 2 } = {}) {
      const drawn = await page.evaluate(draw, { data: pdf.toString('base64'), number, scale });
      const gray = Buffer.from(drawn.gray, 'base64');
      return { ...drawn, png: Buffer.from(drawn.png, 'base64'), darkness: (x, y) => gray[Math.round(y) * drawn.width + Math.round(x)] ?? 0 };
    },
    close: () => browser.close(),
  };
}

type Drawn = Omit<Picture, 'png' | 'darkness'> & { readonly png: string; readonly gray: string };

/** Runs in the browser: must not use anything from outside itself. */
async function draw({ data, number, scale }: { data: string; number: number; scale: number }): Promise<Drawn> {
  const { pdfjs } = globalThis as unknown as { pdfjs: typeof import('pdfjs-dist') };
  const document_ = await pdfjs.getDocument({ data: Uint8Array.from(atob(data), (character) => character.charCodeAt(0)) }).promise;
  let text = '';
  for (let index = 1; index <= document_.numPages; index++) {
    const content = await (await document_.getPage(index)).getTextContent();
    text += content.items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  const page = await document_.getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  await page.render({ canvas, viewport, background: '#ffffff' }).promise;
  const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
  const gray = new Uint8Array(canvas.width * canvas.height);
  for (let index = 0; index < gray.length; index++) gray[index] = 255 - Math.round((pixels[index * 4]! + pixels[index * 4 + 1]! + pixels[index * 4 + 2]!) / 3);
  const placed = (await page.getTextContent()).items.flatMap((item) => ('str' in item ? [{
    text: item.str, left: item.transform[4] * scale, top: canvas.height - (item.transform[5] + item.height * 0.88) * scale, width: item.width * scale, height: item.height * scale,
  }] : []));
  let binary = '';
  for (let index = 0; index < gray.length; index += 32_768) binary += String.fromCharCode(...gray.subarray(index, index + 32_768));
  return { pages: document_.numPages, width: canvas.width, height: canvas.height, png: canvas.toDataURL('image/png').split(',')[1]!, placed, text: text.replaceAll(/\s/g, ''), gray: btoa(binary) };
}
