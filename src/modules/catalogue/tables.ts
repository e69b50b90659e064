import { readCell, type CellProblem, type FactType } from './cells.ts';
import type { DecisionTable, TableKey } from './content.ts';

/** Where a table is wrong: rows count from 1, as people count them; row 0 is the head. */
export type TableProblem = CellProblem & { readonly row: number; readonly column: string };

/** Words of the expression language: an input of that name could not be asked about. */
const reserved = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'null', 'key']);
/** What the house reads from each table of a product. */
const asked: Readonly<Record<TableKey, { readonly output: string; readonly type: FactType; readonly hitPolicy: DecisionTable['hitPolicy'] }>> = {
  eligibility: { output: 'eligible', type: 'boolean', hitPolicy: 'collect' },
  limit: { output: 'limitMinor', type: 'integer', hitPolicy: 'first' },
  price: { output: 'basisPoints', type: 'integer', hitPolicy: 'first' },
};

/** Everything wrong with a table, in reading order: unknown or unreadable cells, missing outputs, rows that nothing can reach. */
export function checkTable(table: DecisionTable, key?: TableKey): TableProblem[] {
  return [...(key ? checkPurpose(table, asked[key]) : []), ...checkHead(table), ...table.rows.flatMap((_, index) => checkRow(table, index))];
}

function checkPurpose(table: DecisionTable, { output, type, hitPolicy }: (typeof asked)[TableKey]): TableProblem[] {
  const problems: TableProblem[] = [];
  if (!table.outputs.some((each) => each.name === output && each.type === type)) problems.push({ row: 0, column: output, zh: `须有输出 ${output}（${type}）`, en: `the output ${output} (${type}) is missing` });
  if (table.hitPolicy !== hitPolicy) problems.push({ row: 0, column: 'hitPolicy', zh: `命中方式须为 ${hitPolicy}`, en: `the hit policy is ${hitPolicy}` });
  return problems;
}

function checkHead(table: DecisionTable): TableProblem[] {
  const names = [...table.inputs, ...table.outputs].map((each) => each.name);
  return names.flatMap((column, index): TableProblem[] => {
    if (reserved.has(column)) return [{ row: 0, column, zh: '名称为保留字', en: 'the name is reserved' }];
    return names.indexOf(column) < index ? [{ row: 0, column, zh: '名称重复', en: 'the name is used twice' }] : [];
  });
}

function checkRow(table: DecisionTable, index: number): TableProblem[] {
  const { when, then } = table.rows[index]!;
  const problems: TableProblem[] = [];
  const say = (column: string, { zh, en }: CellProblem) => problems.push({ row: index + 1, column, zh, en });
  for (const [column, source] of Object.entries(when)) {
    const input = table.inputs.find((each) => each.name === column);
    const cell = input && readCell(input.type, source);
    if (!cell) say(column, { zh: '没有这个输入', en: 'no such input' });
    else if (!cell.ok) say(column, cell.problem);
  }
  for (const { name, type } of table.outputs) {
    if (!Object.hasOwn(then, name)) say(name, { zh: '缺少输出', en: 'the output is missing' });
    else if (typeOf(then[name]!) !== type) say(name, { zh: `输出须为 ${type}`, en: `the output is of type ${type}` });
    else if (type === 'text' && /["\\\p{Cc}]/u.test(String(then[name]))) say(name, { zh: '文本不得含引号、反斜线或控制字符', en: 'text holds no quotation marks, backslashes or control characters' });
  }
  for (const column of Object.keys(then)) if (!table.outputs.some((each) => each.name === column)) say(column, { zh: '没有这个输出', en: 'no such output' });
  const shadow = table.hitPolicy === 'first' ? table.rows.slice(0, index).findIndex((row) => Object.values(row.when).every((source) => source.trim() === '')) : -1;
  if (shadow >= 0) say('', { zh: `第 ${shadow + 1} 行已涵盖一切，此行永不命中`, en: `row ${shadow + 1} holds for anything, so this row is never reached` });
  return problems;
}

const typeOf = (value: number | boolean | string): FactType => (typeof value === 'number' ? 'integer' : typeof value === 'boolean' ? 'boolean' : 'text');

/**
 * The table as a JSON Decision Model of one decision table node: no functions, no clock, no chance. The table was checked before.
 * Rows keep their order; `_id` is the row's index.
 */
export function toDecisionModel(table: DecisionTable) {
  const inputs = table.inputs.map(({ name }) => ({ id: `i_${name}`, name, field: name }));
  const outputs = table.outputs.map(({ name }) => ({ id: `o_${name}`, name, field: name }));
  const rules = table.rows.map((row, index) => ({
    _id: String(index),
    ...Object.fromEntries(table.inputs.map(({ name, type }) => {
      const cell = readCell(type, row.when[name] ?? '');
      return [`i_${name}`, cell.ok ? cell.expression : unreadable(cell.problem)];
    })),
    ...Object.fromEntries(table.outputs.map(({ name }) => [`o_${name}`, JSON.stringify(row.then[name])])),
  }));
  const position = { x: 0, y: 0 };
  return {
    nodes: [
      { id: 'facts', type: 'inputNode', name: 'facts', position },
      { id: 'table', type: 'decisionTableNode', name: 'table', position, content: { hitPolicy: table.hitPolicy, inputs, outputs, rules } },
      { id: 'answer', type: 'outputNode', name: 'answer', position },
    ],
    edges: [{ id: 'in', type: 'edge', sourceId: 'facts', targetId: 'table' }, { id: 'out', type: 'edge', sourceId: 'table', targetId: 'answer' }],
  };
}

function unreadable(problem: CellProblem): never {
  throw new Error(`a table is checked before it is compiled: ${problem.en}`);
}
