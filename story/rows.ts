// A story ends in a table: the figure, what was expected, what was found.
import { formatMinor } from '#kernel';

export type Row = { readonly figure: string; readonly expected: string; readonly found: string; readonly passed: boolean };
export type Report = (zh: string, en: string) => void;

/** One line of the table; money is given in fen and shown in yuan. */
export function row(figure: string, expected: unknown, found: unknown, kind?: 'money'): Row {
  const show = (value: unknown) => (kind === 'money' ? `¥${formatMinor(value as bigint)}` : String(value));
  return { figure, expected: show(expected), found: show(found), passed: show(expected) === show(found) };
}

const width = (text: string) => [...text].reduce((total, character) => total + (character.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
const pad = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));

export function table(rows: readonly (Row & { episode: string })[]): string {
  const widest = (pick: (row: Row) => string) => Math.max(...rows.map((each) => width(pick(each))));
  const [figure, expected] = [widest((each) => each.figure), widest((each) => each.expected)];
  return rows.map((each) => `${each.passed ? '通过 pass' : '不符 FAIL'}  ${each.episode}  ${pad(each.figure, figure)}  ${pad(each.expected, expected)}  ${each.found}`).join('\n');
}
