// A power cut and a full disk, on file systems of their own: both ask for root.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '../../../story/farms.ts';
import { audit } from './auditor.ts';
import { createFaultBank, gone, removeFaultBank, type FaultBank } from './bank.ts';
import { startTraffic, type Operation } from './clients.ts';
import { settle } from './kill.ts';
import { collect, emptyReport, type Report } from './report.ts';

type Options = { seed: number; report?: (line: string) => void };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });

/** Why this machine cannot play the fault; undefined where it can. */
export function whyNot(kind: 'power' | 'disk'): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return '断电与磁盘写满的演练需要 Linux 上的 root · A power cut or a full disk is played as root on Linux only';
  const folder = mkdtempSync(join(tmpdir(), 'gongbi-mount-'));
  try {
    if (kind === 'disk') run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
    else mountImage(makeImage(join(folder, 'image'), 16), join(folder, 'disk'));
    return undefined;
  } catch (error) {
    return `这台机器不能挂载${kind === 'disk' ? '内存盘' : '镜像文件'} · This machine mounts no ${kind === 'disk' ? 'tmpfs' : 'loop device'}: ${((error as { stderr?: string }).stderr || (error as Error).message).trim().split('\n')[0]}`;
  } finally {
    spawnSync('umount', ['-l', kind === 'disk' ? folder : join(folder, 'disk')]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeImage(path: string, mebibytes: number): string {
  run('truncate', '-s', `${mebibytes}M`, path);
  run('mkfs.ext4', '-q', '-F', path);
  return path;
}
function mountImage(image: string, at: string): void {
  mkdirSync(at, { recursive: true });
  run('mount', '-o', 'loop', image, at);
  chmodSync(at, 0o711);
}

/**
 * Cuts the power `cycles` times: every process is held still, the disk image is copied as it is at that moment (what PostgreSQL had not
 * forced out of the page cache is left behind), everything is killed, and the bank starts on the copy. `noFsync` is the negative control:
 * a kill alone cannot show a flush that is missing, this must.
 */
export async function powerRun(options: Options & { cycles: number; noFsync?: boolean }): Promise<Report> {
  return onDisk(options, (folder, disk) => mountImage(makeImage(join(folder, 'image'), 2048), disk), async ({ bank, folder, disk, operations, next, report }) => {
    const image = join(folder, 'image');
    if (options.noFsync) await bank.withDatabase(async (superuser) => { await superuser.pool.query('alter system set fsync = off'); await superuser.pool.query('select pg_reload_conf()'); });
    for (let cycle = 1; cycle <= options.cycles; cycle++) {
      const from = operations.length;
      const traffic = startTraffic(bank, operations, next, `fault-${options.seed}`);
      await pause(150 + next(900));
      const cutAt = performance.now();
      const processes = [bank.server().pid!, ...bank.postgres()];
      for (const id of processes) signal(id, 'SIGSTOP');
      run('cp', '--sparse=always', image, `${image}.cut`);
      for (const id of processes) signal(id, 'SIGKILL');
      const stopped = traffic.stop();
      await gone(bank.server(), 1000);
      await stopped;
      run('umount', '-l', disk);
      for (let tries = 0; run('losetup', '-j', image).trim() !== '' && tries < 100; tries++) await pause(50);
      renameSync(`${image}.cut`, image);
      mountImage(image, disk);
      const restartedAt = performance.now();
      await bank.start();
      const recoveryMs = performance.now() - restartedAt;
      await settle(bank, operations, from, false);
      const said = collect(report, await audit(bank, operations), { kind: 'power', recoveryMs, operations: operations.slice(from) });
      options.report?.(`${cycle}/${options.cycles} power after ${Math.round(cutAt)} ms: ${said}`);
      if (report.faults.length > 0) break;
    }
  });
}

/** Fills a small disk under a running bank until it stops answering, makes room, starts it again and audits. */
export async function diskRun(options: Options): Promise<Report> {
  return onDisk(options, (_folder, disk) => {
    mkdirSync(disk, { recursive: true });
    run('mount', '-t', 'tmpfs', '-o', 'size=512m,mode=0711', 'tmpfs', disk);
  }, async ({ bank, disk, operations, next, report }) => {
    const traffic = startTraffic(bank, operations, next, `fault-${options.seed}`);
    await pause(500);
    const { bavail, bsize } = statfsSync(disk);
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 4 * 1024 ** 2), 1));
    const deadline = performance.now() + 60_000;
    const unanswered = () => operations.filter((operation) => !operation.outcome).length;
    while (unanswered() < 30 && performance.now() < deadline) await pause(100);
    const full = unanswered() >= 30;
    const stopped = traffic.stop();
    const fixedAt = performance.now();
    rmSync(ballast);
    bank.server().kill('SIGTERM');
    await gone(bank.server(), 10_000);
    await stopped;
    await bank.start();
    await settle(bank, operations, 0, false);
    const said = collect(report, await audit(bank, operations), { kind: 'disk', recoveryMs: performance.now() - fixedAt, operations });
    if (!full) report.faults.push('disk: it did not fill up');
    options.report?.(`disk: ${said}`);
  });
}

type Scene = { bank: FaultBank; folder: string; disk: string; operations: Operation[]; next: (below: number) => number; report: Report };

/** A bank on a file system that `mount` brings up; both are taken down whatever happens. */
async function onDisk(options: Options, mount: (folder: string, disk: string) => void, play: (scene: Scene) => Promise<void>): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'gongbi-fault-'));
  chmodSync(folder, 0o711);
  const disk = join(folder, 'disk');
  const report = emptyReport(options.seed);
  mount(folder, disk);
  let bank: FaultBank | undefined;
  try {
    bank = await createFaultBank(join(disk, 'data'));
    await bank.start();
    await play({ bank, folder, disk, operations: [], next: random(options.seed), report });
  } finally {
    await bank?.stop();
    if (bank && existsSync(bank.dataDirectory)) removeFaultBank(bank);
    spawnSync('umount', ['-l', disk]);
    rmSync(folder, { recursive: true, force: true });
  }
  return report;
}

function signal(processId: number, name: NodeJS.Signals): void {
  try { process.kill(processId, name); } catch { /* it ended by itself */ }
}
