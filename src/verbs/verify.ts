import { verifyLedger, type Check } from '#ledger';
import { verifyLending } from '#lending';
import { openPool, type Reader } from '#platform';
import { loadConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/postgres/open.ts';
import { createProgress, StartFailure } from '../platform/progress.ts';
import { dataExist } from '../start/preflight.ts';

/** Every room's proof of its own figures, in one list. */
export async function verifyBank(reader: Reader): Promise<Check[]> {
  return [...(await verifyLedger(reader)), ...(await verifyLending(reader))];
}

/** `npm run verify [-- --json]`: recomputes entries, balances and loans; names the first rows that do not fit. Joins a running bank. */
export async function run(): Promise<void> {
  const config = loadConfig();
  if (config.databaseUrl === undefined && !dataExist(config.dataDirectory)) throw new StartFailure('这里还没有数据，先运行 npm start · There are no data here yet; run npm start first');
  const database = await openDatabase(config, createProgress(process.stderr), { share: true });
  const db = openPool({ ...database.connection(database.databaseName, 'app'), max: 2 });
  try {
    const checks = await verifyBank(db);
    const faults = checks.flatMap((check) => check.faults);
    if (config.arguments.includes('--json')) process.stdout.write(`${JSON.stringify({ checks })}\n`);
    else {
      for (const check of checks) process.stdout.write(`${check.faults.length === 0 ? '✓' : '✗'} ${check.zh} · ${check.name} (${check.checked})\n${check.faults.map((fault) => `    ${fault}\n`).join('')}`);
      process.stdout.write(`\n${checks.length - checks.filter((check) => check.faults.length > 0).length} passed, ${checks.filter((check) => check.faults.length > 0).length} failed\n`);
    }
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await db.end();
    await database.stop();
  }
}
