// What all prints share: paper, header, footer with hash and code, thin lines, the seal mark.
import type { Content, DocumentDefinition } from 'pdfmake';
import type { Issuer } from './types.ts';

export const pigment = { ink: '#1C1F24', pale: '#565C64', line: '#B9B2A4', cinnabar: '#B3361E' } as const;
export const fontName = 'house';

/** What the frame needs of the print itself. */
export type Frame = { readonly printId: string; readonly hash: string; readonly number: string; readonly createdAt: Date };

/** What the code on the paper says; whoever scans it can ask the bank whether the hash is the one on record. */
export const checkCode = (frame: Frame): string => `gongbi:${frame.printId}:${frame.hash}`;

const margin = 56;
const width = 595.28 - 2 * margin;
const rule = (lineWidth: number, color: string): Content => ({ canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor: color }] });

const sealMark: Content = {
  table: { widths: [11], body: [[{ text: '工\n笔', fontSize: 8, lineHeight: 0.95, bold: true, color: pigment.cinnabar, alignment: 'center', margin: [0, -1, 0, -1] }]] },
  layout: 'seal', width: 24,
};

/** Table layouts by the name a template uses. */
export const layouts = {
  // A hairline between rows; ink above and below, as in a ledger.
  ledger: {
    hLineWidth: (row: number, node: { table: { body: unknown[] } }) => (row === 0 || row === node.table.body.length ? 0.9 : 0.4),
    hLineColor: (row: number, node: { table: { body: unknown[] } }) => (row <= 1 || row === node.table.body.length ? pigment.ink : pigment.line),
    vLineWidth: () => 0, paddingTop: () => 2.5, paddingBottom: () => 2.5, paddingLeft: () => 4, paddingRight: () => 4,
  },
  form: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => pigment.line, vLineColor: () => pigment.line, paddingTop: () => 3.5, paddingBottom: () => 3.5, paddingLeft: () => 6, paddingRight: () => 6 },
  seal: { hLineWidth: () => 1, vLineWidth: () => 1, hLineColor: () => pigment.cinnabar, vLineColor: () => pigment.cinnabar, paddingTop: () => 2, paddingBottom: () => 1, paddingLeft: () => 2, paddingRight: () => 2 },
} as const;

/** The whole document: A4, header and footer on every page, the title above the content. */
export function paper(title: string, issuer: Issuer, frame: Frame, content: readonly Content[]): DocumentDefinition {
  return {
    pageSize: 'A4', pageMargins: [margin, 86, margin, 92], language: 'zh-CN', version: '1.7', displayTitle: true,
    // Dated by the print, not by the rendering: the same data and template give the same bytes.
    info: { title: `${title} ${frame.number}`, author: `${issuer.bankName}${issuer.unitName}`, subject: frame.hash, creator: 'Gongbi', producer: 'Gongbi', creationDate: frame.createdAt },
    defaultStyle: { font: fontName, fontSize: 10, lineHeight: 1.1, color: pigment.ink },
    styles: {
      title: { fontSize: 20, bold: true, alignment: 'center' },
      number: { fontSize: 9, alignment: 'center', color: pigment.pale, margin: [0, 4, 0, 14] },
      clause: { bold: true, fontSize: 10.5, margin: [0, 8, 0, 2] },
      label: { color: pigment.pale, fontSize: 9 },
      small: { color: pigment.pale, fontSize: 8 },
    },
    header: () => ({
      margin: [margin, 34, margin, 0],
      stack: [
        { columns: [sealMark, { text: `${issuer.bankName}　${issuer.unitName}`, bold: true, fontSize: 10.5, margin: [2, 7, 0, 0] }, { text: `${title}　${frame.number}`, style: 'small', alignment: 'right', margin: [0, 9, 0, 0] }], columnGap: 6, margin: [0, 0, 0, 4] },
        rule(0.6, pigment.ink),
      ],
    }),
    footer: (page, pages) => ({
      margin: [margin, 14, margin, 0],
      stack: [
        rule(0.4, pigment.line),
        { margin: [0, 6, 0, 0], columnGap: 10, columns: [
          { qr: checkCode(frame), fit: 58, eccLevel: 'L', foreground: pigment.ink, width: 58 },
          { width: '*', margin: [0, 8, 0, 0], stack: [{ text: `文件编号 ${frame.printId}`, style: 'small' }, { text: `内容摘要 ${frame.hash}`, style: 'small', fontSize: 6.5 }, { text: '扫描左侧二维码，可核对本文件与本行留存内容是否一致。', style: 'small' }] },
          { width: 70, margin: [0, 8, 0, 0], text: `第 ${page} 页 / 共 ${pages} 页`, style: 'small', alignment: 'right' },
        ] },
      ],
    }),
    content: [{ text: title, style: 'title' }, { text: `编号：${frame.number}`, style: 'number' }, ...content],
  };
}

/** A form of label and value, two pairs in a row; a pair marked `wide` has its row to itself. */
export function form(pairs: readonly (readonly [label: string, value: Content, wide?: 'wide'])[]): Content {
  const body: Content[][] = [];
  let open: Content[] | undefined;
  const close = () => {
    if (open) body.push([...open, '', '']);
    open = undefined;
  };
  for (const [label, value, wide] of pairs) {
    const head: Content = { text: label, style: 'label' };
    if (wide) {
      close();
      body.push([head, { stack: [value], colSpan: 3 }, '', '']);
    } else if (open) {
      body.push([...open, head, value]);
      open = undefined;
    } else open = [head, value];
  }
  close();
  return { table: { widths: [70, '*', 70, '*'], body, dontBreakRows: true }, layout: 'form' };
}

/** A ledger table: the head repeats on each page, columns marked right hold amounts. A total row stands last; a short table stays on one page with it. */
export function ledger(head: readonly (readonly [text: string, align?: 'right'])[], rows: readonly (readonly string[])[], total: readonly string[] | undefined, widths: readonly (number | '*' | 'auto')[]): Content {
  const cell = (text: string, column: number, more: object = {}): Content => ({ text, fontSize: 9, alignment: head[column]![1] ?? 'left', ...more });
  return {
    unbreakable: rows.length <= 15,
    table: {
      headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths,
      body: [head.map(([text], column) => cell(text, column, { color: pigment.pale })), ...rows.map((row) => row.map((text, column) => cell(text, column))), ...(total ? [total.map((text, column) => cell(text, column, { bold: true }))] : [])],
    },
    layout: 'ledger',
  };
}
