import { expect, test, vi } from 'vitest';
import { killRun } from './faults/kill.ts';
import { figuresOf } from './faults/report.ts';

// Each cycle kills and starts a real bank, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

test('five kills while money moves: every answer kept, nothing twice, nothing invented, every balance as the model says', async () => {
  const report = await killRun({ cycles: 5, seed: 20_261_124 });
  expect(report.faults).toEqual([]);
  expect(figuresOf(report)).toMatchObject({ cycles: 5, lost: 0, doubled: 0, stray: 0 });
  expect(report.acknowledged).toBeGreaterThan(20);
});

test('the auditor sees an answer that was given before it was on disk', async () => {
  const report = await killRun({ cycles: 6, seed: 3, control: 'no-sync' });
  expect(report.lost).toBeGreaterThan(0);
  expect(report.faults.join('\n')).toMatch(/succeeded, and no record/);
});

test('the auditor sees a command that ran twice under one key', async () => {
  const report = await killRun({ cycles: 2, seed: 4, control: 'no-dedupe' });
  expect(report.doubled).toBeGreaterThan(0);
  expect(report.faults.join('\n')).toMatch(/1 records, 2 entries/);
});
