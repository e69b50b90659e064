import { constants, accessSync, existsSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { syncPath } from '../platform/durable.ts';
import { findPostgresHome, makeDataDirectory } from '../platform/postgres/home.ts';
import { StartFailure } from '../platform/progress.ts';

const requiredBytes = 300 * 1024 ** 2;
const comfortableBytes = 2 * 1024 ** 3;

/** Throws a StartFailure when nothing can listen on host:port. Port 0 lets the operating system choose and always passes. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen({ host, port, exclusive: true }, resolve));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new StartFailure(`端口 ${port} 已被占用 · Port ${port} is already in use`, `换一个端口 · Choose another: PORT=${port === 65_535 ? 7100 : port + 1} npm start`);
    }
    if (code === 'EACCES') throw new StartFailure(`没有权限使用端口 ${port} · No permission to use port ${port}`, 'PORT=7100 npm start');
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartFailure(`HOST ${host} 不是本机的地址 · HOST ${host} is not an address of this machine`, 'HOST=127.0.0.1 npm start');
    }
    throw error;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

/** Makes the data directory when missing; throws a StartFailure when it cannot be made, is no folder, or cannot be written to. */
export function checkWritable(dataDirectory: string): void {
  const probe = join(dataDirectory, `.write-test-${process.pid}`);
  try {
    makeDataDirectory(dataDirectory);
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
    // A read-only or full disk shows only on writing.
    writeFileSync(probe, 'x');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(dataDirectory, 0);
    throw new StartFailure(
      `数据目录不可写：${dataDirectory}（${code}）· The data folder cannot be written to: ${dataDirectory} (${code})`,
      '用 GONGBI_DATA 指定另一个目录 · Choose another folder with GONGBI_DATA',
    );
  } finally {
    // Where the write failed there is nothing to remove, and saying so again would hide the reason.
    try { rmSync(probe, { force: true }); } catch { /* same reason */ }
  }
}

/**
 * Throws a StartFailure with less than 300 MiB free in `folder`; returns a warning with less than 2 GiB, else null.
 * `freeBytes` replaces the measurement.
 */
export function checkDiskSpace(folder: string, freeBytes = measureFreeBytes(folder)): { zh: string; en: string } | null {
  if (freeBytes < requiredBytes) throw diskFull(folder, freeBytes);
  if (freeBytes >= comfortableBytes) return null;
  const free = mebibytes(freeBytes);
  return { zh: `磁盘空间不多了：${folder} 只剩 ${free}`, en: `Disk space is running low: ${free} left in ${folder}` };
}

const measureFreeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 1024 ** 2)} MiB`;

const diskFull = (folder: string, freeBytes: number): StartFailure =>
  new StartFailure(
    `磁盘已满：${folder} 只剩 ${mebibytes(freeBytes)}，至少需要 ${mebibytes(requiredBytes)} · The disk is full: ${mebibytes(freeBytes)} left in ${folder}, ${mebibytes(requiredBytes)} needed`,
    '腾出空间，或用 GONGBI_DATA 指定另一个目录 · Free some space, or choose another folder with GONGBI_DATA',
  );

const versionFile = 'data-version';

// The version of the data written last, or null for a new data directory.
function readDataVersion(dataDirectory: string): number | null {
  const path = join(dataDirectory, versionFile);
  if (!existsSync(path)) return null;
  const version = Number(readFileSync(path, 'utf8').trim());
  if (!Number.isInteger(version) || version < 1) throw new StartFailure(`文件损坏：${path} · The file is damaged: ${path}`);
  return version;
}

/** Whether an earlier start left data here that a missing key would make unreadable. */
export function dataExist(dataDirectory: string): boolean {
  return readDataVersion(dataDirectory) !== null || findPostgresHome(dataDirectory) !== null;
}

/** Throws a StartFailure when a newer Gongbi than `version` wrote the data; this one could misread them. */
export function checkDataVersion(dataDirectory: string, version: number): void {
  const found = readDataVersion(dataDirectory);
  if (found === null || found <= version) return;
  throw new StartFailure(
    `${dataDirectory} 由更新的工笔写入（数据版本 ${found}，本程序到 ${version}）· A newer Gongbi wrote ${dataDirectory} (data version ${found}, this one knows ${version})`,
    '升级工笔，或用 GONGBI_DATA 指定另一个目录 · Upgrade Gongbi, or choose another folder with GONGBI_DATA',
  );
}

/** Records the version after migrations have run. Never lowers it. */
export function writeDataVersion(dataDirectory: string, version: number): void {
  checkDataVersion(dataDirectory, version);
  const path = join(dataDirectory, versionFile);
  writeFileSync(`${path}.partial`, `${version}\n`);
  syncPath(`${path}.partial`);
  renameSync(`${path}.partial`, path);
}
