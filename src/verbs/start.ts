import { bankName, layFoundation, posts } from '../../story/region.ts';
import { addDays, toBeijingDate } from '#kernel';
import { repository } from '../app.ts';
import { loadConfig, type Config } from '../platform/config.ts';
import { loadKeyRing } from '../platform/keys.ts';
import { dataVersion } from '../platform/migrate.ts';
import { openDatabase } from '../platform/postgres/open.ts';
import { createProgress, StartFailure, type Progress } from '../platform/progress.ts';
import { lockDataDirectory } from '../start/lock.ts';
import { checkDataVersion, checkDiskSpace, checkPort, checkWritable, dataExist, writeDataVersion } from '../start/preflight.ts';
import { resetData } from '../start/reset.ts';
import { openApp, prepareBank, readBank } from '../start/serve.ts';
import { demoAgeDays, seedDemo } from '../start/seed.ts';
import { onShutdown } from '../start/shutdown.ts';
import { buildWeb, webIsStale } from '../start/web.ts';

/** `npm start`: checks, opens the database, founds the demo bank on first run, serves until SIGTERM or SIGINT. */
export async function run(): Promise<void> {
  const config = loadConfig();
  const progress = createProgress(process.stderr);
  const shutdown = onShutdown();
  try {
    checkWritable(config.dataDirectory);
    const lock = lockDataDirectory(config.dataDirectory);
    shutdown.add('lock', () => lock.release());
    await checkPort(config.host, config.port);
    const lowSpace = checkDiskSpace(config.dataDirectory);
    if (lowSpace !== null) progress.note(lowSpace);
    checkDataVersion(config.dataDirectory, dataVersion);
    if (config.reset) await reset(config, progress);
    const keyRing = loadKeyRing(config.dataDirectory, { dataExist: dataExist(config.dataDirectory) });

    const opening = openDatabase(config, progress);
    // Registered before it is open: a signal during a long recovery waits for the server and stops it, rather than leaving it behind.
    shutdown.add('database', () => opening.then((opened) => opened.stop(), () => undefined));
    const database = await opening;
    const gone = new StartFailure('数据库意外停止 · The database stopped unexpectedly');
    void database.embedded?.exited.then(() => shutdown.fail(gone));

    const now = new Date();
    const today = toBeijingDate(now);
    await prepareBank(database, progress, (tx) => layFoundation(tx, { businessDate: addDays(today, -demoAgeDays), now, simulatedClock: true }));
    writeDataVersion(config.dataDirectory, dataVersion);
    if (webIsStale(repository)) await progress.step({ zh: '构建网页', en: 'Building the web apps' }, () => buildWeb(repository));

    const app = await openApp(config, database, keyRing);
    shutdown.add('app', () => app.close());
    const address = await app.server.listen({ host: config.host, port: config.port });
    await seedDemo(database, progress, address, today);
    progress.note({ zh: `工笔已启动：${address}`, en: 'Gongbi is running' });
    welcome(address);
  } catch (error) {
    // What was opened before the failure is closed again, so that the next start finds no orphan.
    await shutdown.fail(error);
  }
}

async function reset(config: Config, progress: Progress): Promise<void> {
  if (config.databaseUrl !== undefined) throw new StartFailure('--reset 只用于内置数据库 · --reset works on the embedded database only');
  if (!dataExist(config.dataDirectory)) return;
  const database = await openDatabase(config, progress);
  const bank = await readBank(database).finally(() => database.stop());
  await resetData({ dataDirectory: config.dataDirectory, isDemo: bank === undefined || bank.demo, bankName: bank?.name ?? bankName.zh });
}

function welcome(address: string): void {
  const lines = ['', `  ${bankName.zh} ${bankName.en} · 演示环境 demo`, `  ${address}`, '', '  用角色卡一键登录 · Sign in with a card:', ...posts.map((post) => `    ${post.name.padEnd(4, '　')} ${post.duty.padEnd(8, '　')} ${post.hint.zh}`), '', '  先看：以“客户经理”登录，打开村墙 · First: sign in as the customer manager and open the village wall.', '  停止 · Stop: Ctrl-C', ''];
  process.stdout.write(`${lines.join('\n')}\n`);
}
