// Builds the web apps when a source of theirs is newer than the last build, told by content rather than by time.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../platform/progress.ts';

const sources = ['web/**/*.{ts,tsx,css,html}', 'src/kernel/*.ts', 'src/platform/declare/*.ts', 'src/platform/client.ts', 'src/contracts.ts', 'src/modules/*/{contract,errors}.ts', 'vite.config.ts', 'package-lock.json'];

function fingerprint(repository: string): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((pattern) => globSync(pattern, { cwd: repository })).sort()) hash.update(path).update(readFileSync(join(repository, path)));
  return hash.digest('hex');
}

/** Whether the console has to be built before it can be served. */
export function webIsStale(repository: string): boolean {
  const stamp = join(repository, 'dist/console/.built-from');
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(repository);
}

/** Runs the build; its output is shown only where it fails. */
export async function buildWeb(repository: string): Promise<void> {
  const stampOf = fingerprint(repository);
  const output: string[] = [];
  const child = spawn(process.execPath, [join(repository, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(repository, 'vite.config.ts'), '--logLevel', 'warn'], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new StartFailure('网页构建失败 · The web build failed', output.join('').slice(-2000));
  writeFileSync(join(repository, 'dist/console/.built-from'), stampOf);
}
