import { sealEntries } from '#ledger';
import { openPool } from '#platform';
import { prepareDatabase } from '../app.ts';
import { checkBackup, layDownBackup, refuseExistingData } from '../platform/backup/restore.ts';
import { loadConfig } from '../platform/config.ts';
import { loadKeyRing } from '../platform/keys.ts';
import { dataVersion } from '../platform/migrate.ts';
import { postgresMajor } from '../platform/postgres/launcher.ts';
import { openDatabase } from '../platform/postgres/open.ts';
import { createProgress } from '../platform/progress.ts';
import { lockDataDirectory } from '../start/lock.ts';
import { checkWritable, writeDataVersion } from '../start/preflight.ts';
import { backupDirectory } from './backup.ts';
import { verifyBank } from './verify.ts';

/** `npm run restore -- DIRECTORY`: brings a backup back into an empty data folder, starts its database once, and ends with verify. */
export async function run(): Promise<void> {
  const config = loadConfig();
  const progress = createProgress(process.stderr);
  const directory = backupDirectory(config, 'restore');
  refuseExistingData(config.dataDirectory);
  // Everything is read and compared before anything is written.
  const manifest = await progress.step({ zh: '核对备份', en: 'Checking the backup' }, () => checkBackup(directory, { dataVersion, postgresMajor }));
  checkWritable(config.dataDirectory);
  const lock = lockDataDirectory(config.dataDirectory);
  try {
    await progress.step({ zh: '恢复', en: 'Restoring' }, () => layDownBackup(directory, config.dataDirectory, manifest));
    loadKeyRing(config.dataDirectory, { dataExist: true });
    const database = await openDatabase(config, progress);
    try {
      await progress.step({ zh: '数据库升级', en: 'Migrating the database' }, () => prepareDatabase(database.connection(database.databaseName, 'owner')));
      writeDataVersion(config.dataDirectory, dataVersion);
      const db = openPool({ ...database.connection(database.databaseName, 'app'), max: 2 });
      try {
        // What was committed in the last moment of the backup had no seal yet.
        await sealEntries(db);
        const checks = await progress.step({ zh: '核验', en: 'Verifying' }, () => verifyBank(db));
        const faults = checks.flatMap((check) => check.faults.map((fault) => `${check.zh} · ${check.name}: ${fault}`));
        process.stdout.write(`${faults.length === 0 ? '✓' : '✗'} 已恢复到 ${config.dataDirectory}，核验 ${checks.length} 项，${faults.length} 处不符 · Restored, ${checks.length} checks, ${faults.length} faults\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
        process.exitCode = faults.length === 0 ? 0 : 1;
      } finally {
        await db.end();
      }
    } finally {
      await database.stop();
    }
  } finally {
    lock.release();
  }
}
