import { loadConfig } from '../platform/config.ts';
import { StartFailure } from '../platform/progress.ts';

const benches: Record<string, () => Promise<{ run(options: { json: boolean }): Promise<void> }>> = {
  commands: () => import('../../bench/commands.ts'),
  ledger: () => import('../../bench/ledger.ts'),
};

/** `npm run bench -- commands|ledger [--json]`: figures beside a baseline taken in the same run. */
export async function run(): Promise<void> {
  const { arguments: given } = loadConfig();
  const name = given.find((word) => !word.startsWith('--')) ?? '';
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) throw new StartFailure(`没有这项测试：${name || '（未指定）'}；可用 ${Object.keys(benches).join('、')} · Name a benchmark: ${Object.keys(benches).join(', ')}`);
  await (await bench()).run({ json: given.includes('--json') });
}
