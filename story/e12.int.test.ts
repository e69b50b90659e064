import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { sql } from '#platform';
import { verifyBank } from '../src/verbs/verify.ts';
import { openRegion, type Region } from '../test/support/region.ts';
import { defaults, playE12 } from './e12.ts';
import { table } from './rows.ts';

const regions: Region[] = [];
afterAll(() => Promise.all(regions.map((region) => region.close())));
async function play(choices: Partial<Parameters<typeof playE12>[1]> = {}) {
  const region = await openRegion(defaults.opensOn);
  regions.push(region);
  return { region, rows: await playE12(region.people, { ...defaults, report: () => {}, ...choices }) };
}

describe('E12 · the orange loan in the drought', () => {
  test('82 households, ¥18,720,000, every row of the table; verify is clean and then names a leg that was changed', async () => {
    const { region, rows } = await play();
    expect(rows.filter((row) => !row.passed)).toEqual([]);
    expect(rows).toContainEqual({ figure: '放款合计（总账）· paid out, from the ledger', expected: '¥18,720,000.00', found: '¥18,720,000.00', passed: true });
    // The README shows this very table; `npm test -- story -u` renews the file, the README takes it over.
    const transcript = `${table(rows.map((row) => ({ episode: 'E12', ...row })))}\n`;
    await expect(transcript).toMatchFileSnapshot('../docs/start/e12.txt');
    expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain(transcript);
    await region.app.jobs.idle();
    const faults = async () => (await verifyBank(region.app.db)).flatMap((check) => check.faults);
    expect(await faults()).toEqual([]);
    const { entry_id: entryId } = await region.superuser.one<{ entry_id: string }>(sql`update ledger.leg set amount_minor = amount_minor + 1 where id = (select min(id) from ledger.leg) returning entry_id`);
    expect((await faults()).join('\n')).toContain(entryId);
  });
  test('one farm with another acreage changes the total, and the row fails', async () => {
    const { rows } = await play({ change: (farm, index) => (index === 7 ? { acreageMuHundredths: farm.acreageMuHundredths - 300 } : {}) });
    expect(rows.filter((row) => !row.passed).map((row) => row.figure)).toEqual(['放款合计（总账）· paid out, from the ledger']);
  });
  test('another village of 20 households plays as well', async () => {
    const { rows } = await play({ seed: 7, households: 20 });
    expect(rows.filter((row) => !row.passed)).toEqual([]);
  });
});
