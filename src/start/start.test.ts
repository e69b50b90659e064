import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StartFailure } from '../platform/progress.ts';
import { checkDataVersion, checkDiskSpace, dataExist, writeDataVersion } from './preflight.ts';
import { resetData } from './reset.ts';
import { onShutdown } from './shutdown.ts';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'gongbi-helpers-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const mebibyte = 1024 ** 2;

describe('disk space', () => {
  test.for<[number, string | RegExp]>([
    [299 * mebibyte, 'refused'],
    [300 * mebibyte, /300 MiB left/],
    [2_047 * mebibyte, /2047 MiB left/],
    [2_048 * mebibyte, 'silent'],
  ])('%d bytes free: %s', ([freeBytes, expected]) => {
    if (expected === 'refused') expect(() => checkDiskSpace(data, freeBytes)).toThrow(/The disk is full: 299 MiB left/);
    else if (expected === 'silent') expect(checkDiskSpace(data, freeBytes)).toBeNull();
    else expect(checkDiskSpace(data, freeBytes)?.en).toMatch(expected);
  });
});

describe('data version', () => {
  test('is recorded, allowed when equal or older, refused when newer, never lowered', () => {
    expect(dataExist(data)).toBe(false);
    writeDataVersion(data, 3);
    expect(dataExist(data)).toBe(true);
    checkDataVersion(data, 3);
    checkDataVersion(data, 4);
    expect(() => checkDataVersion(data, 2)).toThrow(StartFailure);
    expect(() => writeDataVersion(data, 2)).toThrow(StartFailure);
    expect(readFileSync(join(data, 'data-version'), 'utf8')).toBe('3\n');
  });
});

describe('--reset', () => {
  const fill = (): void => {
    mkdirSync(join(data, 'keys'));
    mkdirSync(join(data, 'postgres'));
    writeFileSync(join(data, 'data-version'), '1\n');
    writeFileSync(join(data, 'lock'), '');
  };
  const terminal = (typed: string): PassThrough & { isTTY?: boolean } => {
    const input: PassThrough & { isTTY?: boolean } = new PassThrough();
    input.isTTY = true;
    input.write(`${typed}\n`);
    return input;
  };

  test.for<{ name: string; isDemo: boolean; input: () => PassThrough; deleted: boolean }>([
    { name: 'demo, no terminal', isDemo: true, input: () => new PassThrough(), deleted: true },
    { name: 'bank, name typed', isDemo: false, input: () => terminal('山城银行'), deleted: true },
    { name: 'bank, other name typed', isDemo: false, input: () => terminal('yes'), deleted: false },
    { name: 'bank, no terminal', isDemo: false, input: () => new PassThrough(), deleted: false },
  ])('$name', async ({ isDemo, input, deleted }) => {
    fill();
    const run = resetData({ dataDirectory: data, isDemo, bankName: '山城银行', input: input(), output: new PassThrough() });
    if (deleted) await run;
    else await expect(run).rejects.toThrow(StartFailure);
    expect(readdirSync(data).toSorted()).toEqual(deleted ? ['lock'] : ['data-version', 'keys', 'lock', 'postgres']);
  });

  test('a database kept outside the data directory goes too', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'gongbi-outside-'));
    writeFileSync(join(data, 'postgres-location'), `${outside}\n`);
    await resetData({ dataDirectory: data, isDemo: true, bankName: '' });
    expect(existsSync(outside)).toBe(false);
  });
});

describe('shutdown', () => {
  afterEach(() => void vi.useRealTimers());

  const setUp = () => {
    const handlers = new Map<string, () => void>();
    const calls: string[] = [];
    const shutdown = onShutdown({
      on: (signal, handler) => void handlers.set(signal, handler),
      exit: (code) => void calls.push(`exit ${code}`),
      log: (text) => void calls.push(text),
    });
    return { calls, shutdown, signal: (name: string) => handlers.get(name)?.(), settle: () => new Promise((resolve) => setImmediate(resolve)) };
  };

  test('last opened, first closed; once, whatever the number of signals in that second', async () => {
    const { calls, shutdown, signal, settle } = setUp();
    shutdown.add('database', () => void calls.push('database'));
    shutdown.add('http', async () => { await settle(); calls.push('http'); });
    signal('SIGINT');
    signal('SIGTERM');
    await settle();
    await settle();
    expect(calls).toEqual(['正在停止 · Stopping', 'http', 'database', 'exit 0']);
  });

  test('a drain that fails is named, the others run, the code is 1', async () => {
    const { calls, shutdown, signal, settle } = setUp();
    shutdown.add('database', () => void calls.push('database'));
    shutdown.add('jobs', () => { throw new StartFailure('stuck'); });
    signal('SIGTERM');
    await settle();
    expect(calls).toEqual(['正在停止 · Stopping', 'jobs: stuck', 'database', 'exit 1']);
  });

  test('a second signal after a second ends at once', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { calls, shutdown, signal } = setUp();
    shutdown.add('slow', () => new Promise(() => undefined));
    signal('SIGTERM');
    vi.advanceTimersByTime(1_001);
    signal('SIGTERM');
    expect(calls).toEqual(['正在停止 · Stopping', 'exit 130']);
  });

  test('fail reports, drains and ends with 1; errors while stopping stay silent', async () => {
    const { calls, shutdown } = setUp();
    shutdown.add('database', () => void calls.push('database'));
    await shutdown.fail(new StartFailure('no port'));
    await shutdown.fail(new StartFailure('consequence'));
    expect(calls).toEqual(['no port', 'database', 'exit 1']);
  });
});
