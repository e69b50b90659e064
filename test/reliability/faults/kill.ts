// Kills at random moments while money commands are under way: the server process, one backend, the postmaster.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '#platform';
import { random } from '../../../story/farms.ts';
import { audit } from './auditor.ts';
import { createFaultBank, gone, removeFaultBank, type FaultBank } from './bank.ts';
import { send, startTraffic, type Operation } from './clients.ts';
import { collect, emptyReport, type Report } from './report.ts';

export type Control = 'no-sync' | 'no-dedupe';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Plays `cycles` kills on a scratch bank and audits after each. A control breaks one promise on purpose (commits answered before they
 * are on disk; replays not recognised) and ends with the first cycle that shows it: an auditor that sees nothing then is worth nothing.
 */
export async function killRun(options: { cycles: number; seed: number; control?: Control; report?: (line: string) => void }): Promise<Report> {
  const next = random(options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'gongbi-fault-'));
  // As root, PostgreSQL runs as another account, which must be able to walk through.
  chmodSync(folder, 0o711);
  const bank = await createFaultBank(folder, { noSync: options.control === 'no-sync' });
  const operations: Operation[] = [];
  const report = emptyReport(options.seed);
  try {
    await bank.start();
    if (options.control === 'no-dedupe') await bank.withDatabase((superuser) => superuser.run(sql`alter table commands.command drop constraint command_once`));
    for (let cycle = 1; cycle <= options.cycles; cycle++) {
      const from = operations.length;
      const traffic = startTraffic(bank, operations, next, `fault-${options.seed}`);
      await pause(150 + next(900));
      // Only a dying postmaster takes unwritten log with it; the others would not show the missing flush.
      const target = options.control === 'no-sync' ? 'postmaster' : (['server', 'backend', 'postmaster'] as const)[next(3)]!;
      const recoveryMs = await kill(bank, target, traffic, operations);
      await settle(bank, operations, from, options.control === 'no-dedupe');
      const said = collect(report, await audit(bank, operations), { kind: target, recoveryMs, operations: operations.slice(from) });
      options.report?.(`${cycle}/${options.cycles} ${target}: ${said}`);
      if (report.faults.length > 0) break;
    }
  } finally {
    await bank.stop();
    removeFaultBank(bank);
    rmSync(folder, { recursive: true, force: true });
  }
  return report;
}

/** Kills, and brings back what has to be; returns how long it took until the bank answered something that was sent afterwards. */
async function kill(bank: FaultBank, target: 'server' | 'backend' | 'postmaster', traffic: { stop(): Promise<void> }, operations: readonly Operation[]): Promise<number> {
  const killedAt = performance.now();
  const child = bank.server();
  if (target === 'backend') {
    await bank.withDatabase((superuser) => superuser.run(sql`select pg_terminate_backend(pid) from (select pid from pg_stat_activity where usename = 'gongbi_app' order by state = 'active' desc, random() limit 1) a`));
    const sent = operations.length;
    const answered = () => operations.slice(sent).find((operation) => operation.answeredAt !== undefined)?.answeredAt;
    while (answered() === undefined && performance.now() < killedAt + 10_000) await pause(5);
    await traffic.stop();
    return (answered() ?? performance.now()) - killedAt;
  }
  if (target === 'server') child.kill('SIGKILL');
  else process.kill(bank.postgres()[0]!, 'SIGKILL');
  const stopped = traffic.stop();
  // Whoever loses the database ends by itself.
  await gone(child, target === 'server' ? 1000 : 5000);
  await stopped;
  await bank.start();
  return performance.now() - killedAt;
}

/**
 * Sends again, under the same key, what had no answer; and the last that had one, as a client does whose answer got lost. The second
 * must bring the first answer back. The control forgets what was recorded before that.
 */
export async function settle(bank: FaultBank, operations: readonly Operation[], from: number, forget: boolean): Promise<void> {
  const fresh = operations.slice(from);
  const answered = fresh.filter((operation) => operation.outcome).slice(-5);
  const open = fresh.filter((operation) => !operation.outcome);
  for (const operation of open) operation.unknown = true;
  // The audit comes first for those that are there or not; a second sending would put a lost one back.
  if (forget) await bank.withDatabase((superuser) => superuser.run(sql`delete from commands.command where idempotency_key = any(${[...answered, ...open].map((operation) => operation.key)}::text[])`));
  for (const operation of open) {
    for (let tries = 1; !operation.outcome; tries++) {
      const outcome = await send(bank, operation);
      if (outcome) Object.assign(operation, { outcome, answeredAt: performance.now() });
      else if (tries >= 100) return;
      else await pause(50);
    }
  }
  if (!forget && (await missing(bank, answered)).length > 0) return;
  for (const operation of answered) {
    const again = await send(bank, operation);
    if (JSON.stringify(again) !== JSON.stringify(operation.outcome)) operation.replayedAs = again ?? 'nothing';
  }
}

const missing = (bank: FaultBank, operations: readonly Operation[]) => bank.withDatabase((superuser) => superuser.rows(sql`
  select key from unnest(${operations.map((operation) => operation.key)}::text[]) key where not exists (select 1 from commands.command c where c.idempotency_key = key)`));
