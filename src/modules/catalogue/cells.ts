// The language of a table's cells, small enough to explain to whoever owns the product. It is parsed here, strictly: the engine takes a cell it cannot read
// for one that does not hold, and a typing error must never become a silent "no".
import type { factTypes } from './content.ts';

export type FactType = (typeof factTypes)[number];
export type CellProblem = { readonly zh: string; readonly en: string };
export type Cell = { readonly ok: true; readonly expression: string } | { readonly ok: false; readonly problem: CellProblem };

const no = (zh: string, en: string): Cell => ({ ok: false, problem: { zh, en } });
const yes = (expression: string): Cell => ({ ok: true, expression });

const comparison = /^(>=|<=|==|!=|>|<|=)\s*(-?\d+)$/;
const range = /^([[(])\s*(-?\d+)\s*\.\.\s*(-?\d+)\s*([\])])$/;
const safe = (digits: string): boolean => Number.isSafeInteger(Number(digits));

/**
 * Reads one cell of an input of the given type and returns the engine's expression for it; an empty cell holds for anything.
 * integer: `>= 60`, `< 100`, `= 5`, `!= 0`, `[100..500)`, or several joined by `and`, or by `or`. boolean: `true`, `false`.
 * text: `"脐橙"`, `"脐橙", "柠檬"` (any of them), `!= "脐橙"`. The signs ≥ ≤ ≠ are understood.
 */
export function readCell(type: FactType, source: string): Cell {
  const text = source.trim().replaceAll('≥', '>=').replaceAll('≤', '<=').replaceAll('≠', '!=').replaceAll('，', ',');
  if (text === '') return yes('');
  if (type === 'integer') return readInteger(text);
  if (type === 'boolean') return text === 'true' || text === 'false' ? yes(text) : no('只能填 true 或 false', 'true or false is expected');
  return readText(text);
}

function readInteger(text: string): Cell {
  const joined = [/\s+and\s+/, /\s+or\s+/].filter((word) => word.test(text));
  if (joined.length === 2) return no('and 与 or 不能混用', 'and cannot be mixed with or');
  const terms: string[] = [];
  for (const part of joined[0] ? text.split(joined[0]) : [text]) {
    const term = readTerm(part.trim());
    if (!term.ok) return term;
    terms.push(term.expression);
  }
  return yes(terms.join(joined[0]?.source.includes('or') ? ' or ' : ' and '));
}

function readTerm(text: string): Cell {
  const compared = comparison.exec(text.replace(/^(?=-?\d)/, '= '));
  if (compared) {
    const [, sign, digits] = compared;
    return safe(digits!) ? yes(`${sign === '=' ? '==' : sign} ${digits}`) : no('数值过大', 'the number is too large');
  }
  const ranged = range.exec(text);
  if (!ranged) return no('不是整数条件，例如 >= 60 或 [100..500)', 'not a condition on an integer, such as >= 60 or [100..500)');
  const [, open, from, until, close] = ranged;
  if (!safe(from!) || !safe(until!)) return no('数值过大', 'the number is too large');
  const nothing = Number(from) > Number(until) || (Number(from) === Number(until) && (open === '(' || close === ')'));
  if (nothing) return no('区间为空', 'nothing lies in the range');
  // Two comparisons, so that a range may stand beside `and` like any other term.
  return yes(`${open === '[' ? '>=' : '>'} ${from} and ${close === ']' ? '<=' : '<'} ${until}`);
}

function readText(text: string): Cell {
  const bad = no('文本须加引号，例如 "脐橙"', 'text stands in quotation marks, such as "脐橙"');
  const differs = /^!=\s*("[^"\\]{1,80}")$/.exec(text);
  if (differs) return yes(`!= ${differs[1]}`);
  const parts = text.split(/\s*,\s*(?=")/);
  return parts.every((part) => /^"[^"\\]{1,80}"$/.test(part)) ? yes(parts.join(', ')) : bad;
}
