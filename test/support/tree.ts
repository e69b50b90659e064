// The repository as text, for checks of the house rules; a check is given virtual files the same way.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, posix } from 'node:path';

export type Source = { readonly path: string; readonly text: string };
export type Tree = readonly Source[];

const outside = new Set(['node_modules', 'dist', '.git', 'data', '.gongbi', 'coverage']);
const binary = /\.(png|jpe?g|ttf|woff2?|pdf|ico|gz|zip)$/;

/** Every text file below `root`, with paths from there, in order. */
export function readTree(root: string): Tree {
  const walk = (directory: string): Source[] => readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry): Source[] => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return outside.has(entry.name) ? [] : walk(path);
    return entry.isFile() && !binary.test(entry.name) ? [{ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }] : [];
  });
  return walk(root);
}

export type Import = { readonly from: string; readonly typeOnly: boolean };
/** What a TypeScript file imports or re-exports, in order. */
export function importsOf(text: string): Import[] {
  const found = text.matchAll(/(?:^|\n)\s*(import|export)(\s+type\b)?(?:[^'";]*?\sfrom)?\s*'([^'\n]+)'/g);
  const called = text.matchAll(/\bimport\('([^']+)'\)/g);
  return [...[...found].map(([, , type, from]) => ({ from: from!, typeOnly: type !== undefined })), ...[...called].map(([, from]) => ({ from: from!, typeOnly: false }))];
}

/** The file a relative import means, from the root. */
export const resolveFrom = (path: string, from: string): string => posix.normalize(posix.join(posix.dirname(path), from));

/** The text of every sql`` template, without what is filled in; a template inside another counts by itself. */
export function sqlTexts(text: string): string[] {
  const texts: string[] = [];
  for (let at = text.indexOf('sql`'); at !== -1; at = text.indexOf('sql`', at + 4)) texts.push(readTemplate(text, at + 4));
  return texts;
}
function readTemplate(text: string, start: number): string {
  let out = '';
  for (let at = start; at < text.length && text[at] !== '`'; at++) {
    if (text[at] === '\\') out += text[++at] ?? '';
    else if (text[at] === '$' && text[at + 1] === '{') { at = skipBraces(text, at + 2); out += ' ? '; } else out += text[at];
  }
  return out;
}
/** The place of the brace that closes what opened before `start`; strings and templates inside are passed over. */
function skipBraces(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
    else if (character === "'" || character === '"') at = text.indexOf(character, at + 1);
    else if (character === '`') { at++; while (at < text.length && text[at] !== '`') at = text[at] === '$' && text[at + 1] === '{' ? skipBraces(text, at + 2) + 1 : at + 1; }
  }
  return text.length;
}

/** TypeScript without comments, so that a word in prose is not taken for code. */
export const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
