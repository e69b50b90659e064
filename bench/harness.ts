// Benchmarks share this: a scratch bank, rounds with their median, figures printed for people or as JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { layFoundation } from '../story/region.ts';
import { must } from '#kernel';
import { openPool, type Db } from '#platform';
import { loadConfig, type Config } from '../src/platform/config.ts';
import { loadKeyRing } from '../src/platform/keys.ts';
import { removePostgresHome } from '../src/platform/postgres/home.ts';
import { openDatabase, type OpenedDatabase } from '../src/platform/postgres/open.ts';
import { silentProgress } from '../src/platform/progress.ts';
import { openApp, prepareBank } from '../src/start/serve.ts';
import type { App } from '../src/app.ts';

export type Figure = { readonly name: string; readonly value: number; readonly unit: string; readonly baselines: Readonly<Record<string, { readonly value: number; readonly ratio: number }>>; readonly detail?: Readonly<Record<string, number>> };

/** Opens a scratch bank, hands it to `work`, removes it. fsync and synchronous_commit are on, as in service. */
export async function withBank<T>(work: (bank: { app: App; owner: Db; config: Config; database: OpenedDatabase }) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'gongbi-bench-'));
  const config = { ...loadConfig(), dataDirectory: scratch, databaseUrl: undefined, appDatabaseUrl: undefined, jobsDatabaseUrl: undefined };
  const database = await openDatabase(config, silentProgress);
  try {
    await prepareBank(database, silentProgress, (tx) => layFoundation(tx, { businessDate: '2026-11-24', now: new Date(), simulatedClock: true }));
    const owner = openPool({ ...database.connection(database.databaseName, 'owner'), max: 8 });
    const app = await openApp(config, database, loadKeyRing(scratch));
    try {
      return await work({ app, owner, config, database });
    } finally {
      await app.close();
      await owner.end();
    }
  } finally {
    await database.stop();
    removePostgresHome(scratch);
    rmSync(scratch, { recursive: true, force: true });
  }
}

export const median = (values: readonly number[]): number => must(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)], 'a round was run');
export const percentile = (values: readonly number[], share: number): number => must(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))], 'a value was measured');

/** How many per second `once` gets done with `workers` at a time during `seconds`. `once` says how many it did. */
export async function rate(workers: number, seconds: number, once: (worker: number) => Promise<number>): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let count = 0;
  await Promise.all(Array.from({ length: workers }, async (_, worker) => {
    while (performance.now() < until) {
      const done = await once(worker);
      count += done;
    }
  }));
  return count / ((performance.now() - began) / 1000);
}

/** Runs every measurement once per round, in turn, so that a slow minute of the machine touches all of them; gives the medians. */
export async function rounds<K extends string>(count: number, measures: Readonly<Record<K, () => Promise<number>>>): Promise<Record<K, number>> {
  const seen = Object.fromEntries(Object.keys(measures).map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < count; round++) for (const name of Object.keys(measures) as K[]) seen[name].push(await measures[name]());
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, median(values as number[])])) as Record<K, number>;
}

export const against = (value: number, baselines: Readonly<Record<string, number>>): Figure['baselines'] =>
  Object.fromEntries(Object.entries(baselines).map(([name, baseline]) => [name, { value: Math.round(baseline), ratio: Math.round((value / baseline) * 100) / 100 }]));

export function print(figures: readonly Figure[], json: boolean): void {
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version };
  if (json) process.stdout.write(`${JSON.stringify({ machine, figures })}\n`);
  else {
    process.stdout.write(`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}\n`);
    for (const { name, value, unit, baselines, detail } of figures) {
      const compared = Object.entries(baselines).map(([baseline, each]) => `${each.ratio} × ${baseline} (${each.value})`).join(', ');
      process.stdout.write(`${name.padEnd(22)} ${String(Math.round(value)).padStart(9)} ${unit}  ${compared}${detail ? `  ${Object.entries(detail).map(([key, each]) => `${key} ${each}`).join(', ')}` : ''}\n`);
    }
  }
}
