// The demo region's first business, played through the public API like any other. Each step carries a key of its own: a start that was
// killed half-way plays it again from the beginning, and what was done stays done once.
import { playDrought } from '../../story/drought.ts';
import { defaults } from '../../story/e12.ts';
import { people } from '../../story/people.ts';
import { organisation } from '../../story/rooms.ts';
import { addDays, type BusinessDate } from '#kernel';
import { openPool, sql } from '#platform';
import type { OpenedDatabase } from '../platform/postgres/open.ts';
import type { Progress } from '../platform/progress.ts';

/** The demo bank opens so many days before its first visitor, who then finds loans a few weeks old. */
export const demoAgeDays = 40;

/** Plays the village loan into a demo bank that has none yet; a bank that is not a demo is left alone. */
export async function seedDemo(database: OpenedDatabase, progress: Progress, address: string, today: BusinessDate): Promise<void> {
  const owner = openPool({ ...database.connection(database.databaseName, 'owner'), max: 1 });
  try {
    const settings = new Map((await owner.rows<{ name: string; value: unknown }>(sql`select name, value from platform.setting where name in ('demo', 'seeded')`)).map((row) => [row.name, row.value]));
    if (settings.get('demo') !== true || settings.get('seeded') === true) return;
    await progress.step({ zh: '建立演示地区：一个村，83 户', en: 'Creating the demo region: a village of 83 households' }, async () => {
      const everyone = people(address);
      await playDrought(everyone, { seed: defaults.seed, households: defaults.households + 1, waiting: 1, leaveAlert: true, declaredOn: addDays(today, -demoAgeDays - 5) });
      await (await everyone.as('system')).send(organisation.advanceDay, { unitPath: 'CQ.', to: today }, 'demo-day-today');
      await owner.run(sql`insert into platform.setting (name, value) values ('seeded', 'true') on conflict (name) do nothing`);
    });
  } finally {
    await owner.end();
  }
}
