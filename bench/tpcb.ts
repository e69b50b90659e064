// TPC-B by pgbench on the same server, where the machine has it: the field's common yardstick.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { OpenedDatabase } from '../src/platform/postgres/open.ts';

const run = promisify(execFile);

/** Fills a database of its own (scale 10) and returns a measurement of three seconds; undefined where there is no pgbench. */
export async function prepareTpcb(database: OpenedDatabase): Promise<(() => Promise<number>) | undefined> {
  const { host, port, user } = database.superuserConnection('postgres');
  const client = new Client(database.superuserConnection('postgres'));
  try {
    await run('pgbench', ['--version']);
  } catch {
    return undefined;
  }
  await client.connect();
  await client.query('create database tpcb');
  await client.end();
  const pgbench = (...words: string[]) => run('pgbench', ['-h', String(host), '-p', String(port), '-U', String(user), ...words, 'tpcb']);
  await pgbench('-i', '-q', '-s', '10');
  return async () => {
    const { stdout } = await pgbench('-n', '-M', 'prepared', '-c', '8', '-j', '2', '-T', '3');
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  };
}
