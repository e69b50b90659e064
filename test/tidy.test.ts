// The house rules as an ordinary test. Each check is shown a violation it must find, so that a check that finds nothing is not taken for order.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { floors } from '../src/app.ts';
import { importsOf, readTree, resolveFrom, sqlTexts, withoutComments, type Source, type Tree } from './support/tree.ts';

type Check = {
  readonly name: string;
  /** What to do instead: shown with every violation. */
  readonly instead: string;
  /** One line per violation. */
  readonly find: (tree: Tree) => string[];
  /** Files that break the rule, each by itself; beside the first of several stands what it needs. */
  readonly seeds: readonly (Source | readonly Source[])[];
};

// Neighbours on one floor that may use each other, each with its direction.
const neighbours: readonly (readonly [room: string, uses: string])[] = [['approvals', 'access']];
const rooms = floors.flat() as string[];
const floorOf = (room: string) => floors.findIndex((floor) => (floor as readonly string[]).includes(room));
const mayUse = (room: string, other: string) => room === other || (floorOf(other) !== -1 && floorOf(other) < floorOf(room)) || neighbours.some(([from, to]) => from === room && to === other);

// This file and its support quote what they forbid.
const quoting = new Set(['test/tidy.test.ts', 'test/support/tree.ts']);
const is = (pattern: RegExp) => (source: Source) => pattern.test(source.path);
const typescript = is(/\.tsx?$/);
const isTest = is(/\.test\.tsx?$/);
const roomOf = (source: Source) => /^src\/modules\/([^/]+)\//.exec(source.path)?.[1];
const each = (which: (source: Source) => boolean, find: (source: Source, tree: Tree) => string[]) => (tree: Tree) => tree.filter(which).flatMap((source) => find(source, tree).map((what) => `${source.path}: ${what}`));
/** Lines that match, with their numbers. */
const lines = (text: string, pattern: RegExp) => text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`line ${index + 1}: ${line.trim().slice(0, 120)}`] : []));
const words = (which: (source: Source) => boolean, pattern: RegExp, code = true) => each((source) => which(source) && !quoting.has(source.path), ({ text }) => lines(code ? withoutComments(text) : text, pattern));
const file = (path: string, text: string): Source => ({ path, text });

const viewsOf = (tree: Tree) => new Set(tree.filter(is(/\/migrations\/.*\.sql$/)).flatMap(({ text }) => [...text.matchAll(/create (?:or replace )?view ([a-z_]+\.[a-z_]+)/g)].map(([, name]) => name!)));
const sqlOf = (source: Source): string[] => {
  if (source.path.endsWith('.sql')) return [source.text.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''")];
  return [...sqlTexts(source.text).map((text) => text.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''")), ...[...source.text.matchAll(/insertRows\(\w+, '([^']+)'/g)].map(([, name]) => name!)];
};
const schemasIn = (source: Source) => new Set(sqlOf(source).flatMap((text) => [...text.matchAll(new RegExp(`(?<![\\w.":])(${rooms.join('|')})\\.([a-z_]+)`, 'g'))].map(([name]) => name)));
const view = file('src/modules/ledger/migrations/0001-ledger.sql', 'create view ledger.entry_legs as select 1');

const browserSafe = ['src/contracts.ts', 'src/platform/client.ts', 'src/platform/declare/index.ts', 'src/kernel/index.ts'];
const doors: Readonly<Record<string, string>> = { '#kernel': 'src/kernel/index.ts', '#declare': 'src/platform/declare/index.ts', '#client': 'src/platform/client.ts', '#contracts': 'src/contracts.ts' };
/** Everything that loads with these files in a browser, and what of it does not belong there. */
function unfitForBrowsers(tree: Tree): string[] {
  const known = new Map(tree.map((source) => [source.path, source]));
  const waiting = [...browserSafe, ...tree.filter(is(/^src\/modules\/[^/]+\/(contract|errors)\.ts$/)).map((source) => source.path)];
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { from, typeOnly } of importsOf(known.get(path)?.text ?? '')) {
      if (typeOnly) continue;
      if (from.startsWith('.')) waiting.push(resolveFrom(path, from));
      else if (doors[from]) waiting.push(doors[from]);
      else if (from !== 'zod' && !from.startsWith('#errors/')) wrong.push(`${path}: imports ${from}`);
    }
  }
  return wrong;
}

const rulesFile = /^src\/modules\/[^/]+\/rules(\.ts|\/.*\.ts)$/;
/** Rules and whatever of their room they load: no clock, no chance, no I/O, no await, and nothing from outside but the kernel and shapes. */
function impure(tree: Tree): string[] {
  const known = new Map(tree.map((source) => [source.path, source]));
  const waiting = tree.filter((source) => rulesFile.test(source.path) && !isTest(source)).map((source) => source.path);
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = known.get(path);
    if (seen.has(path) || !source) continue;
    seen.add(path);
    for (const { from, typeOnly } of importsOf(source.text)) {
      if (typeOnly || from === '#kernel' || (!rulesFile.test(path) && (from === '#declare' || from === 'zod'))) continue;
      const target = from.startsWith('.') ? resolveFrom(path, from) : '';
      if (target.startsWith(`src/modules/${roomOf(source)}/`) && !target.includes('/sql/')) waiting.push(target);
      else wrong.push(`${path}: imports ${from}`);
    }
    wrong.push(...lines(withoutComments(source.text), /\bawait\b|\basync\b|Date\.now|new Date\(\)|Math\.random|randomUUID|\bnewId\(|process\./).map((line) => `${path}: ${line}`));
  }
  return wrong;
}

const checks: readonly Check[] = [
  {
    name: 'a room uses only rooms on floors below it', instead: 'move the call to the room above, or hand the fact down as an argument; floors stand in src/app.ts',
    find: each((source) => typescript(source) && roomOf(source) !== undefined && !isTest(source), (source) => importsOf(source.text).flatMap(({ from }) => {
      const other = /^#(?:errors\/)?([a-z]+)$/.exec(from)?.[1];
      return other && rooms.includes(other) && !mayUse(roomOf(source)!, other) ? [`${roomOf(source)} uses ${other}`] : [];
    })),
    seeds: [file('src/modules/ledger/x.ts', "import { disburse } from '#lending';"), file('src/modules/access/x.ts', "import type { Party } from '#parties';"), file('src/modules/deposits/errors.ts', "export { lendingRefusals } from '#errors/lending';")],
  },
  {
    name: 'another room is used through its door', instead: "import from '#room' or '#errors/room'",
    find: each((source) => typescript(source) && source.path.startsWith('src/modules/'), (source) => importsOf(source.text).flatMap(({ from }) => {
      if (!from.startsWith('.')) return [];
      const target = resolveFrom(source.path, from);
      return target.startsWith(`src/modules/${roomOf(source)}/`) || (isTest(source) && /^(test\/support|story)\//.test(target)) ? [] : [`imports ${from}`];
    })),
    seeds: [file('src/modules/lending/x.ts', "import { post } from '../ledger/post.ts';"), file('src/modules/lending/sql/x.ts', "import { sql } from '../../../platform/sql.ts';")],
  },
  {
    name: 'kernel and platform know no room', instead: 'hand it in from src/app.ts',
    find: each((source) => typescript(source) && !isTest(source) && /^src\/(kernel|platform)\//.test(source.path), (source) => importsOf(source.text).flatMap(({ from }) => {
      const allowed = source.path.startsWith('src/kernel/') ? [] : ['#kernel', '#declare', '#client'];
      const target = from.startsWith('.') ? resolveFrom(source.path, from) : from;
      const inside = target.startsWith(source.path.startsWith('src/kernel/') ? 'src/kernel/' : 'src/platform/');
      return inside || allowed.includes(from) || (!from.startsWith('#') && !from.startsWith('.') && !source.path.startsWith('src/kernel/')) ? [] : [`imports ${from}`];
    })),
    seeds: [file('src/platform/x.ts', "import { post } from '#ledger';"), file('src/kernel/x.ts', "import { z } from 'zod';"), file('src/kernel/y.ts', "import { sql } from '../platform/sql.ts';")],
  },
  {
    name: 'the screens know contracts, not rooms', instead: "use '#client', '#declare', '#contracts', '#kernel' and '#errors/room'",
    find: each((source) => typescript(source) && source.path.startsWith('web/'), (source) => importsOf(source.text).flatMap(({ from }) => {
      const target = from.startsWith('.') ? resolveFrom(source.path, from) : from;
      const door = from.startsWith('#') && !['#client', '#declare', '#contracts', '#kernel', '#kit'].includes(from) && !from.startsWith('#errors/');
      return door || /^(story|test|bench)\//.test(target) && !isTest(source) || /^src\/(?!modules\/[^/]+\/contract\.ts$)/.test(target) || (/^(node:|pg$)/.test(from) && !isTest(source)) ? [`imports ${from}`] : [];
    })),
    seeds: [file('web/x.tsx', "import { post } from '#ledger';"), file('web/y.ts', "import { readFileSync } from 'node:fs';"), file('web/kit/z.ts', "import { sql } from '../../src/platform/sql.ts';")],
  },
  {
    name: 'rules are pure', instead: 'hand time, chance and facts in as arguments; rules import #kernel, their own files and types',
    find: impure,
    seeds: [
      file('src/modules/lending/rules.ts', "import { sql } from '#platform';"), file('src/modules/lending/rules/x.ts', 'export const at = () => Date.now();'), file('src/modules/lending/rules/x.ts', 'export const day = new Date();'),
      file('src/modules/lending/rules/x.ts', 'export const f = async () => 1;'), file('src/modules/lending/rules/x.ts', 'export const r = Math.random();'), file('src/modules/lending/rules/x.ts', "import { load } from '../sql/load.ts';"),
    ],
  },
  {
    name: 'process.env is read in one place', instead: 'add it to src/platform/config.ts and hand the value down',
    find: words((source) => typescript(source) && /^(src|web|story)\//.test(source.path) && source.path !== 'src/platform/config.ts' && !isTest(source), /process\.env\b/),
    seeds: [file('src/modules/ledger/x.ts', 'const url = process.env.URL;')],
  },
  {
    name: 'SQL names its own schema, or the views of a room below', instead: "read the other room's view (a plural name), or ask through its door",
    find: (tree) => {
      const views = viewsOf(tree);
      return each((source) => roomOf(source) !== undefined && /\.(ts|sql)$/.test(source.path) && !isTest(source), (source) => [...schemasIn(source)].flatMap((name) => {
        const [room, other] = [roomOf(source)!, name.split('.')[0]!];
        if (other === room) return [];
        return views.has(name) && mayUse(room, other) ? [] : [`names ${name}`];
      }))(tree);
    },
    seeds: [
      file('src/modules/lending/x.ts', 'const q = sql`select * from ledger.entry where id = ${id}`;'), file('src/modules/lending/x.ts', "await insertRows(tx, 'ledger.leg', []);"),
      file('src/modules/lending/x.ts', 'const q = sql`select ${inner ? sql`exists (select 1 from parties.party)` : sql`true`}`;'), file('src/modules/lending/migrations/0009.sql', 'alter table parties.party add column x int;'),
      file('src/modules/organisation/x.ts', 'const q = sql`select * from lending.contracts`;'),
    ],
  },
  {
    name: 'the platform names no schema of a room', instead: 'hand it in from src/app.ts',
    find: each((source) => /^src\/(platform|kernel)\//.test(source.path) && /\.(ts|sql)$/.test(source.path) && !isTest(source), (source) => [...schemasIn(source)].map((name) => `names ${name}`)),
    seeds: [file('src/platform/x.ts', 'const q = sql`select * from access.principals`;')],
  },
  {
    name: 'every room has the same plan, and its floor', instead: 'add README.md, index.ts, contract.ts and errors.ts, and the room to floors in src/app.ts',
    find: (tree) => [...new Set(tree.map(roomOf).filter((room) => room !== undefined))].flatMap((room) => [
      ...['README.md', 'index.ts', 'contract.ts', 'errors.ts'].filter((name) => !tree.some((source) => source.path === `src/modules/${room}/${name}`)).map((name) => `src/modules/${room} has no ${name}`),
      ...(floorOf(room) === -1 ? [`src/modules/${room} stands on no floor`] : []),
    ]),
    seeds: [file('src/modules/attic/index.ts', 'export {};')],
  },
  {
    name: 'contracts, refusals, kernel and client run in a browser', instead: 'keep node: modules and drivers in files that the contract does not load',
    find: unfitForBrowsers,
    seeds: [file('src/modules/ledger/contract.ts', "import { createHash } from 'node:crypto';"), file('src/modules/ledger/errors.ts', "import pg from 'pg';"), file('src/modules/ledger/contract.ts', "import { sql } from '#platform';")],
  },
  {
    name: 'no test is switched off or alone', instead: 'mend it or take it out',
    find: words((source) => isTest(source), /\b(?:test|it|describe)(?:\.\w+)*\.(?:only|skip|todo|fails)\b/),
    seeds: [file('src/x.test.ts', "test.only('a', () => {});"), file('src/x.test.ts', "describe.skip('a', () => {});")],
  },
  {
    name: 'every test file expects something', instead: 'say what must hold',
    find: each(isTest, ({ text }) => (/\bexpect\(|\bexpect\.|\bexpectTypeOf\(/.test(text) ? [] : ['expects nothing'])),
    seeds: [file('src/x.test.ts', "test('runs', () => { run(); });")],
  },
  {
    name: 'no file is longer than 400 lines', instead: 'find the two things it does',
    find: each((source) => /\.(tsx?|mjs|css|sql)$/.test(source.path) && source.path !== 'docs/reference/schema.sql', ({ text }) => (text.split('\n').length > 401 ? [`${text.split('\n').length} lines`] : [])),
    seeds: [file('src/x.ts', 'a;\n'.repeat(402))],
  },
  {
    name: 'nothing is left for later', instead: 'do it, or say in words what the code does not do',
    find: words((source) => /\.(tsx?|mjs|css|sql|md)$/.test(source.path), /\b(TODO|FIXME|XXX|HACK)\b|not implemented/, false),
    seeds: [file('src/x.ts', '// TODO: later'), file('docs/x.md', 'FIXME')],
  },
  {
    name: 'the server writes to its log, not to the console', instead: 'use the logger that was handed in',
    find: words((source) => typescript(source) && source.path.startsWith('src/') && !source.path.startsWith('src/verbs/') && !isTest(source), /\bconsole\.\w+\(/),
    seeds: [file('src/modules/ledger/x.ts', "console.log('here');")],
  },
  {
    name: 'money is never a float', instead: 'keep bigint minor units; divide and round with the kernel',
    find: words((source) => typescript(source) && /^(src|story|bench)\//.test(source.path) && !isTest(source), /\bparseFloat\(|\bNumber\([^()]*[mM]inor\b|[mM]inor\w*\s*[*/]\s*\d*\.\d|Math\.(?:round|floor|ceil)\([^()]*[mM]inor\b/),
    seeds: [file('src/x.ts', 'const yuan = Number(row.amountMinor) / 100;'), file('src/x.ts', "const a = parseFloat('1.5');"), file('src/x.ts', 'const fee = amountMinor * 0.5;'), file('src/x.ts', 'Math.round(amountMinor / 3)')],
  },
  {
    name: 'entries are not ordered by a wall clock', instead: 'order by the sequence that was drawn under the lock',
    find: each((source) => source.path.startsWith('src/modules/ledger/') && /\.(ts|sql)$/.test(source.path) && !isTest(source), (source) => sqlOf(source).flatMap((text) => lines(text, /order by [^)]*(recorded_at|created_at|now\(\))/))),
    seeds: [file('src/modules/ledger/x.ts', 'sql`select id from ledger.leg order by recorded_at`')],
  },
  {
    name: 'nothing names a machine, a registry or a secret', instead: 'take it out; configuration comes from the environment',
    find: words((source) => source.path !== 'LICENSE', /registry\.npm|npmmirror|pypi\.org|\/(?:home|Users)\/[a-z]|\/work\/(?:main|shared)|-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\b(?:10|192\.168)\.\d+\.\d+\.\d+:\d+/, false),
    seeds: [file('package-lock.json', '"resolved": "https://registry.npmjs.org/a"'), file('src/x.ts', "const home = '/home/someone';"), file('docs/x.md', '-----BEGIN PRIVATE KEY-----'), file('.npmrc', 'registry=https://registry.npmmirror.com')],
  },
  {
    name: 'a document has one title, first', instead: 'begin with one "# Title"; sections begin with "##"',
    find: each(is(/\.md$/), ({ text }) => {
      const titles = text.replace(/```[\s\S]*?```/g, '').split('\n').filter((line) => /^# /.test(line));
      return titles.length === 1 && text.startsWith('# ') ? [] : [`${titles.length} titles${text.startsWith('# ') ? '' : ', and the first line is none'}`];
    }),
    seeds: [file('docs/x.md', '# One\n\n# Two\n'), file('docs/x.md', 'no title\n')],
  },
  {
    name: 'a room’s README names tests, services and tables that exist', instead: 'a requirement is met by a command, query or view of that name, and by a test that is there',
    find: (tree) => {
      const services = new Set(tree.filter(is(/\/contract\.ts$/)).flatMap(({ text }) => [...text.matchAll(/name: '([a-z]+\.[A-Za-z]+)'/g)].map(([, name]) => name!)));
      const relations = new Set(tree.filter(is(/\/migrations\/.*\.sql$/)).flatMap(({ text }) => [...text.matchAll(/create (?:unlogged )?(?:or replace )?(?:table|view) ([a-z_.]+)/g)].map(([, name]) => name!)));
      const jobs = new Set(tree.filter(is(/^src\/app\.ts$/)).flatMap(({ text }) => [...text.matchAll(/'([a-z]+\.[a-z]+)': \(/g)].map(([, name]) => name!)));
      return each(is(/^src\/modules\/[^/]+\/README\.md$/), (source) => {
        const quoted = [...source.text.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name!);
        const tests = quoted.filter((name) => /\.test\.ts$/.test(name) && !tree.some(({ path }) => path === name || path.endsWith(`/${name}`)));
        const names = quoted.filter((name) => rooms.some((room) => name.startsWith(`${room}.`)) && /^[a-z]+\.[a-zA-Z_]+$/.test(name) && !/\.(ts|sql)$/.test(name) && !services.has(name) && !relations.has(name) && !jobs.has(name));
        // The first table of a README lists what the room keeps; `post` and such are functions, so only its rows are looked up.
        const kept = source.text.split('\n').flatMap((line, index, all) => (/^\| `/.test(line) && all.slice(0, index).findLast((before) => /^\| (table|requirement)/.test(before))?.startsWith('| table') ? [...line.split('|')[1]!.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name!) : []));
        return [...tests, ...names, ...kept.filter((name) => !relations.has(`${roomOf(source)}.${name}`))].map((name) => `names ${name}, which is not there`);
      })(tree);
    },
    seeds: [file('src/modules/ledger/README.md', '# ledger\n`gone.int.test.ts`'), file('src/modules/ledger/README.md', '# ledger\n`ledger.vanish`'), file('src/modules/ledger/README.md', '# ledger\n| table | holds |\n|---|---|\n| `attic` | old things |')],
  },
  {
    name: 'a room’s README says which test proves each of its commands', instead: 'add a row: requirement, command, test',
    find: (tree) => each(is(/^src\/modules\/[^/]+\/contract\.ts$/), (source, all) => {
      const readme = all.find(({ path }) => path === `src/modules/${roomOf(source)}/README.md`)?.text;
      return readme === undefined ? [] : [...source.text.matchAll(/name: '([a-z]+\.[A-Za-z]+)'/g)].map(([, name]) => name!).filter((name) => !readme.includes(`\`${name}\``)).map((name) => `${name} is not in the README`);
    })(tree),
    seeds: [[file('src/modules/ledger/contract.ts', "command({ name: 'ledger.vanish' })"), file('src/modules/ledger/README.md', '# ledger\n')]],
  },
  {
    name: 'imports carry their ending', instead: "write './file.ts': Node runs the files as they are",
    find: each((source) => typescript(source), ({ text }) => importsOf(text).filter(({ from }) => from.startsWith('.') && !/\.(tsx?|json|css|svg|d\.ts|mjs)(\?\w+)?$/.test(from)).map(({ from }) => `imports ${from}`)),
    seeds: [file('src/x.ts', "import { a } from './a';")],
  },
  {
    name: 'TypeScript is of the erasable kind', instead: 'use a union or a const object; Node strips types and runs the rest',
    find: words((source) => typescript(source), /^\s*(?:export\s+)?(?:const\s+)?enum\s|^\s*(?:export\s+)?namespace\s|constructor\([^)]*\b(?:private|public|protected|readonly)\s/),
    seeds: [file('src/x.ts', 'export enum State { a }'), file('src/x.ts', 'class A { constructor(private readonly a: string) {} }')],
  },
  {
    name: 'classes are errors', instead: 'write functions; only an error is a class',
    find: words((source) => typescript(source) && source.path.startsWith('src/'), /\bclass\s+\w+(?!\w*\s+extends\s+\w*Error\b)(?:\s+extends|\s*\{)/),
    seeds: [file('src/x.ts', 'export class Ledger { post() {} }')],
  },
];

const tree = readTree(join(import.meta.dirname, '..'));

test('the tree was read, and the checks see its rooms', () => {
  expect(tree.length).toBeGreaterThan(200);
  expect([...new Set(tree.map(roomOf))].filter((room) => room !== undefined).toSorted()).toEqual(rooms.toSorted());
  expect(viewsOf(tree).size).toBeGreaterThan(10);
});

describe.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => {
  test('holds', () => {
    const violations = check.find(tree);
    expect(violations, `instead: ${check.instead}`).toEqual([]);
  });
  test('is noticed where it is broken', () => {
    expect(check.seeds.length).toBeGreaterThan(0);
    for (const seed of check.seeds.map((each) => [each].flat() as Source[])) {
      const [{ path, text }] = seed as [Source];
      expect(check.find([view, ...seed]).filter((line) => line.startsWith(path.split('/').slice(0, 3).join('/'))), text.slice(0, 100)).not.toEqual([]);
    }
  });
});

describe('what is read of a file', () => {
  test.each([
    ["import a from 'a';\nimport type { B } from './b.ts';\nexport * from '#c';\nimport 'd';\nconst e = await import('e');", ['a', './b.ts', '#c', 'd', 'e']],
    ["export { x,\n  y } from './z.ts';", ['./z.ts']], ["// import a from 'a'\nconst from = 'x';", []],
  ])('imports of %j', (text, expected) => expect(importsOf(text).map(({ from }) => from)).toEqual(expected));
  test('the SQL in templates, one inside another, without what is filled in', () => {
    expect(sqlTexts("const q = sql`a ${b ? sql`c ${'}`'} d` : ''} e`;")).toEqual(['a  ?  e', 'c  ?  d']);
  });
});
