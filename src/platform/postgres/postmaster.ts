import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

/** What PostgreSQL writes in postmaster.pid: process, socket folder, port, and whether it accepts connections. */
export type Postmaster = { processId: number; socketDirectory: string; port: number; ready: boolean };

/** Reads the cluster's postmaster.pid; null when there is none or it is not complete yet. */
export function readPostmaster(cluster: string): Postmaster | null {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const processId = Number(lines[0]);
  if (!Number.isInteger(processId) || processId <= 0) return null;
  return { processId, port: Number(lines[3]), socketDirectory: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' };
}

/** Whether the process runs. One that belongs to somebody else does too; one that ended and waits to be collected does not. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    // An orphan is collected by process 1, and in a container that may be a program which never does.
    return !/^State:\s+Z/m.test(readProcessFile(processId, 'status'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is the postmaster of this cluster, and not a stranger that got its number after a restart of the machine. */
export function isPostmasterOf(cluster: string, processId: number): boolean {
  if (!isAlive(processId)) return false;
  const command = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(processId)], { encoding: 'utf8' });
  // Without `ps` the kernel's own list still answers on Linux.
  const text = command.status === 0 ? command.stdout : readProcessFile(processId, 'cmdline').replaceAll('\0', ' ');
  return text.includes(cluster);
}

// Empty where the kernel offers no /proc, or no longer knows the process.
function readProcessFile(processId: number, name: 'status' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${processId}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** Removes a postmaster.pid whose number now belongs to a stranger; PostgreSQL itself would refuse to start beside it. */
export function removeStalePidFile(cluster: string): void {
  const postmaster = readPostmaster(cluster);
  if (postmaster !== null && isAlive(postmaster.processId) && !isPostmasterOf(cluster, postmaster.processId)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
  }
}

/** Whether a server answers on this connection and keeps its data in `cluster`. */
export async function serves(config: ClientConfig, cluster: string): Promise<boolean> {
  const client = new Client({ ...config, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ data_directory: string }>('show data_directory');
    return realpathSync(answer.rows[0]?.data_directory ?? '') === realpathSync(cluster);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

// False when the process is still there after `timeoutMs`.
async function waitForExit(processId: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(processId)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/**
 * Stops a postmaster: a fast shutdown (open transactions are rolled back, a checkpoint is written), and after 30 seconds an
 * immediate one, from which the next start recovers by replaying the log.
 */
export async function stopPostmaster(processId: number): Promise<void> {
  for (const [signal, timeoutMs] of [['SIGINT', 30_000], ['SIGQUIT', 10_000], ['SIGKILL', 5_000]] as const) {
    try {
      process.kill(processId, signal);
    } catch {
      return;
    }
    if (await waitForExit(processId, timeoutMs)) return;
  }
}
