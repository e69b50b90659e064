import { resolve } from 'node:path';
import { createBackup } from '../platform/backup/backup.ts';
import { loadConfig, type Config } from '../platform/config.ts';
import { dataVersion } from '../platform/migrate.ts';
import { postgresMajor } from '../platform/postgres/launcher.ts';
import { openDatabase } from '../platform/postgres/open.ts';
import { createProgress, StartFailure } from '../platform/progress.ts';
import { dataExist } from '../start/preflight.ts';

/** `npm run backup -- DIRECTORY`: backs up database, files and keys of the bank, running or not, into a new folder. */
export async function run(): Promise<void> {
  const config = loadConfig();
  const progress = createProgress(process.stderr);
  const directory = backupDirectory(config, 'backup');
  if (!dataExist(config.dataDirectory)) throw new StartFailure('这里还没有数据，先运行 npm start · There are no data here yet; run npm start first');
  const database = await openDatabase(config, progress, { share: true });
  try {
    const manifest = await progress.step({ zh: '备份', en: 'Backing up' }, () => createBackup({ directory, dataDirectory: config.dataDirectory, superuser: database.superuserConnection('postgres'), dataVersion, postgresMajor }));
    const megabytes = Math.round(manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0) / 1e6);
    process.stdout.write(`备份完成：${directory}，${manifest.files.length} 个文件，${megabytes} MB，含 ${manifest.completeUntil} 前的全部业务。其中有密钥，请妥善保管 · Backup done: ${manifest.files.length} files, ${megabytes} MB, with everything up to ${manifest.completeUntil}. It holds the keys: guard it\n`);
  } finally {
    await database.stop();
  }
}

/** The folder named on the command line; refuses where the bank uses a PostgreSQL of its own, which has better tools for this. */
export function backupDirectory(config: Config, verb: 'backup' | 'restore'): string {
  const [directory, ...more] = config.arguments;
  if (directory === undefined || more.length > 0 || directory.startsWith('--')) throw new StartFailure(`请指定一个目录 · Name one folder: npm run ${verb} -- DIRECTORY`);
  if (config.databaseUrl !== undefined) {
    throw new StartFailure('DATABASE_URL 的数据库请用它自己的备份工具，并另外保存 keys 与 files 目录 · Use the backup tools of the PostgreSQL that DATABASE_URL names, and keep the folders keys and files besides');
  }
  return resolve(directory);
}
