// pdfmake with the house font. Nothing is fetched and no file is read: the fonts are handed over in memory.
import { readFile } from 'node:fs/promises';
import pdfmake, { type DocumentDefinition } from 'pdfmake';
import { glyphsOf, showMissingIn } from './glyphs.ts';
import { notoSansPath } from './font.ts';
import { fontName, layouts, type Frame } from './templates/frame.ts';
import { define } from './templates/index.ts';
import type { PrintData, PrintKind } from './templates/types.ts';

let prepared: Promise<ReadonlySet<number>> | undefined;

/** Sets pdfmake up once per process and returns what the font can draw. */
function prepare(): Promise<ReadonlySet<number>> {
  prepared ??= (async () => {
    const [normal, bold] = await Promise.all(([400, 700] as const).map(async (weight) => readFile(await notoSansPath(weight))));
    pdfmake.virtualfs.writeFileSync('house-400.ttf', normal!);
    pdfmake.virtualfs.writeFileSync('house-700.ttf', bold!);
    pdfmake.setFonts({ [fontName]: { normal: 'house-400.ttf', bold: 'house-700.ttf' } });
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy(() => false);
    pdfmake.setTableLayouts(layouts);
    return glyphsOf(normal!);
  })();
  return prepared;
}

/** The PDF of a print. Deterministic: the same data, version and frame give the same bytes. */
export async function renderPdf<K extends PrintKind>(kind: K, version: number, data: PrintData[K], frame: Frame): Promise<Buffer> {
  const glyphs = await prepare();
  const definition: DocumentDefinition = define(kind, version, showMissingIn(data, glyphs), { ...frame, number: showMissingIn(frame.number, glyphs) });
  return pdfmake.createPdf(definition).getBuffer();
}
