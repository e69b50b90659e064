// The bank as a process of its own, for others to kill: opens or adopts the database of GONGBI_DATA, serves, prints its address.
import { loadConfig } from '../../../src/platform/config.ts';
import { loadKeyRing } from '../../../src/platform/keys.ts';
import { openDatabase } from '../../../src/platform/postgres/open.ts';
import { describeFailure, silentProgress } from '../../../src/platform/progress.ts';
import { prepareDatabase } from '../../../src/app.ts';
import { openApp } from '../../../src/start/serve.ts';

try {
  const config = loadConfig(process.env, process.argv.slice(2));
  const database = await openDatabase(config, silentProgress);
  await prepareDatabase(database.connection(database.databaseName, 'owner'));
  // The negative control: commits are answered before they are on disk.
  const options = config.arguments.includes('--no-sync') ? { options: '-c synchronous_commit=off' } : {};
  const app = await openApp(config, { ...database, connection: (name, role) => ({ ...database.connection(name, role), ...options }) }, loadKeyRing(config.dataDirectory), { requestsPerMinute: 1_000_000 });
  void database.embedded?.exited.then(() => process.exit(1));
  process.once('SIGTERM', () => void app.close().then(() => database.stop()).then(() => process.exit(0)));
  process.stdout.write(`${await app.server.listen({ host: '127.0.0.1', port: 0 })}\n`);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}
