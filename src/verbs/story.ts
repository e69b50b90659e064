import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaults, playE12 } from '../../story/e12.ts';
import { people } from '../../story/people.ts';
import { layFoundation } from '../../story/region.ts';
import { row, table, type Row } from '../../story/rows.ts';
import { loadConfig } from '../platform/config.ts';
import { loadKeyRing } from '../platform/keys.ts';
import { removePostgresHome } from '../platform/postgres/home.ts';
import { openDatabase } from '../platform/postgres/open.ts';
import { createProgress, silentProgress, StartFailure } from '../platform/progress.ts';
import { openApp, prepareBank } from '../start/serve.ts';
import { verifyBank } from './verify.ts';

/** `npm run story -- [E12] [--seed N] [--households N] [--json]`: plays the episode on a scratch bank through the public API. */
export async function run(): Promise<void> {
  const config = loadConfig();
  const options = storyArguments(config.arguments);
  const progress = options.json ? silentProgress : createProgress(process.stderr);
  const scratch = mkdtempSync(join(tmpdir(), 'gongbi-story-'));
  const scratchConfig = { ...config, dataDirectory: scratch, databaseUrl: undefined, appDatabaseUrl: undefined, jobsDatabaseUrl: undefined };
  const database = await openDatabase(scratchConfig, progress);
  try {
    await prepareBank(database, progress, (tx) => layFoundation(tx, { businessDate: defaults.opensOn, now: new Date(), simulatedClock: true }));
    const app = await openApp(scratchConfig, database, loadKeyRing(scratch), { requestsPerMinute: 1_000_000 });
    let rows: (Row & { episode: string })[];
    try {
      const address = await app.server.listen({ host: '127.0.0.1', port: 0 });
      const began = Date.now();
      const report = (zh: string, en: string) => { if (!options.json) progress.note({ zh: `${((Date.now() - began) / 1000).toFixed(1)} s  ${zh}`, en }); };
      rows = (await playE12(people(address), { ...options, report })).map((each) => ({ episode: 'E12', ...each }));
      await app.jobs.idle();
      const checks = await verifyBank(app.db);
      rows.push({ episode: 'E12', ...row('账务核验无差错 · verify is clean', '0', String(checks.flatMap((check) => check.faults).length)) });
    } finally {
      await app.close();
    }
    const passed = rows.filter((each) => each.passed).length;
    process.stdout.write(options.json ? `${JSON.stringify({ rows })}\n` : `\n${table(rows)}\n\n${passed} passed, ${rows.length - passed} failed\n`);
    process.exitCode = passed === rows.length ? 0 : 1;
  } finally {
    await database.stop();
    removePostgresHome(scratch);
    rmSync(scratch, { recursive: true, force: true });
  }
}

function storyArguments(given: readonly string[]): { seed: number; households: number; json: boolean } {
  const options = { seed: defaults.seed as number, households: defaults.households as number, json: false };
  for (let index = 0; index < given.length; index++) {
    const word = given[index]!;
    if (word === '--json') options.json = true;
    else if (word === '--seed' || word === '--households') {
      const value = Number(given[++index]);
      if (!Number.isInteger(value) || value < 3 || value > (word === '--seed' ? 2 ** 31 : 500)) throw new StartFailure(`${word} 须为整数（农户 3–500）· ${word} takes a whole number (households 3 to 500)`);
      options[word === '--seed' ? 'seed' : 'households'] = value;
    } else if (word !== 'E12') throw new StartFailure(`没有这一节：${word}；可用 E12 · There is no episode ${word}; there is E12`);
  }
  return options;
}
