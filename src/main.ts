import { describeFailure } from './platform/progress.ts';

const verbs: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  start: () => import('./verbs/start.ts'),
  story: () => import('./verbs/story.ts'),
  verify: () => import('./verbs/verify.ts'),
  bench: () => import('./verbs/bench.ts'),
  fault: () => import('./verbs/fault.ts'),
  backup: () => import('./verbs/backup.ts'),
  restore: () => import('./verbs/restore.ts'),
};

const verb = process.argv[2] ?? '';
const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
try {
  if (load === undefined) throw new Error(`unknown verb "${verb}": ${Object.keys(verbs).join(', ')}`);
  await (await load()).run();
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}
