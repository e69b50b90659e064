import { createServer } from 'node:http';
import { loadConfig } from '../platform/config.ts';
import { loadKeyRing } from '../platform/keys.ts';
import { openDatabase } from '../platform/postgres/open.ts';
import { createProgress, StartFailure } from '../platform/progress.ts';
import { lockDataDirectory } from '../start/lock.ts';
import { checkDataVersion, checkDiskSpace, checkPort, checkWritable, dataExist, writeDataVersion } from '../start/preflight.ts';
import { onShutdown } from '../start/shutdown.ts';

/** Raised by a change after which an older Gongbi could misread the data. */
const dataVersion = 1;

/** `npm start`: checks, opens the database, serves until SIGTERM or SIGINT. */
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
    loadKeyRing(config.dataDirectory, { dataExist: dataExist(config.dataDirectory) });

    const opening = openDatabase(config, progress);
    // Registered before it is open: a signal during a long recovery waits for the server and stops it, rather than leaving it behind.
    shutdown.add('database', () => opening.then((opened) => opened.stop(), () => undefined));
    const database = await opening;
    const gone = new StartFailure('数据库意外停止 · The database stopped unexpectedly');
    void database.embedded?.exited.then(() => shutdown.fail(gone));

    // Migrations, seeding and jobs come here, between the open database and the first request.
    writeDataVersion(config.dataDirectory, dataVersion);

    const server = createServer((_request, response) => response.writeHead(503).end());
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve));
    shutdown.add('http', () => new Promise((resolve) => { server.close(() => resolve()); server.closeIdleConnections(); }));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    progress.note({ zh: `工笔已启动：http://${config.host}:${port}`, en: 'Gongbi is running' });
  } catch (error) {
    // What was opened before the failure is closed again, so that the next start finds no orphan.
    await shutdown.fail(error);
  }
}
