import { loadConfig } from '../platform/config.ts';
import { StartFailure } from '../platform/progress.ts';
import { killRun, type Control } from '../../test/reliability/faults/kill.ts';
import { figuresOf, type Report } from '../../test/reliability/faults/report.ts';

/**
 * `npm run fault -- kill|power|disk [--cycles N] [--seed N] [--control NAME] [--json]`: breaks a scratch bank while money moves,
 * starts it again and audits it. Ends with 0 when nothing was lost, doubled or invented, with 1 otherwise, with 2 where the machine cannot do it.
 */
export async function run(): Promise<void> {
  const options = faultArguments(loadConfig().arguments);
  const seed = options.seed ?? Date.now() % 1_000_000;
  const say = (line: string) => { if (!options.json) process.stderr.write(`${line}\n`); };
  say(`seed ${seed}`);
  const report = await play(options, seed, say);
  if (report === undefined) return;
  const figures = figuresOf(report);
  if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else {
    const { recoveryMs, faults, ...counts } = figures;
    process.stdout.write(`${Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ')}, recovery p50 ${recoveryMs.p50} ms, max ${recoveryMs.max} ms\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
    if (options.control) process.stdout.write(faults.length > 0 ? '审计员发现了故意制造的错误 · The auditor saw what was broken on purpose\n' : '审计员没有发现故意制造的错误 · The auditor did not see what was broken on purpose\n');
  }
  process.exitCode = figures.faults.length === 0 ? 0 : 1;
}

/** What can be broken on purpose, to see that the auditor sees it. */
const controls: Readonly<Record<Options['kind'], readonly NonNullable<Options['control']>[]>> = { kill: ['no-sync', 'no-dedupe'], power: ['no-fsync'], disk: [] };

type Options = { kind: 'kill' | 'power' | 'disk'; cycles: number; seed: number | undefined; control: Control | 'no-fsync' | undefined; json: boolean };

async function play(options: Options, seed: number, report: (line: string) => void): Promise<Report | undefined> {
  if (options.kind === 'kill') return killRun({ cycles: options.cycles, seed, report, ...(options.control ? { control: options.control as Control } : {}) });
  const { diskRun, powerRun, whyNot } = await import('../../test/reliability/faults/power.ts');
  const reason = whyNot(options.kind);
  if (reason !== undefined) {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 2;
    return undefined;
  }
  return options.kind === 'power' ? powerRun({ cycles: options.cycles, seed, report, noFsync: options.control === 'no-fsync' }) : diskRun({ seed, report });
}

function faultArguments(given: readonly string[]): Options {
  const options: Options = { kind: 'kill', cycles: 20, seed: undefined, control: undefined, json: false };
  const usage = (word: string) => new StartFailure(`不认识 ${word} · ${word} is not known`, 'npm run fault -- kill|power|disk [--cycles N] [--seed N] [--control no-sync|no-dedupe (kill), no-fsync (power)] [--json]');
  const number = (word: string, value: string | undefined): number => {
    if (value === undefined || !/^[1-9]\d{0,8}$/.test(value)) throw new StartFailure(`${word} 须为正整数 · ${word} takes a positive whole number`);
    return Number(value);
  };
  for (let index = 0; index < given.length; index++) {
    const word = given[index]!;
    const control = Object.values(controls).flat().find((known) => known === given[index + 1]);
    if (word === 'kill' || word === 'power' || word === 'disk') options.kind = word;
    else if (word === '--json') options.json = true;
    else if (word === '--cycles') options.cycles = number(word, given[++index]);
    else if (word === '--seed') options.seed = number(word, given[++index]);
    else if (word === '--control' && control !== undefined) {
      options.control = control;
      index++;
    } else throw usage(word);
  }
  if (options.control && !controls[options.kind].includes(options.control)) throw usage(`${options.kind} --control`);
  return options;
}
