// The demo region on a clone of the template database, with everyone's cards: for stories and screens.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openPool, transaction, type Db } from '#platform';
import { createApp, type App } from '../../src/app.ts';
import { people, type People } from '../../story/people.ts';
import { layFoundation } from '../../story/region.ts';
import { cloneDatabase, testKeyRing } from './bank.ts';

export type Region = { readonly app: App; readonly address: string; readonly people: People; readonly superuser: Db; close(): Promise<void> };

export async function openRegion(businessDate: string): Promise<Region> {
  const database = await cloneDatabase();
  const owner = openPool({ ...database.connection('owner'), max: 2 });
  await transaction(owner, (tx) => layFoundation(tx, { businessDate, now: new Date(), simulatedClock: true }));
  await owner.end();
  const superuser = openPool({ ...database.connection('superuser'), max: 2 });
  const app = await createApp({ app: database.connection('app'), jobs: database.connection('jobs'), keyRing: testKeyRing(), filesDirectory: mkdtempSync(join(tmpdir(), 'gongbi-files-')), requestsPerMinute: 1_000_000, log: pino({ level: 'error' }) });
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 });
  return {
    app, address, people: people(address), superuser,
    async close() {
      await app.close();
      await superuser.end();
      await database.drop();
    },
  };
}
