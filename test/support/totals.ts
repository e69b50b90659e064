import type { Reporter, TestModule } from 'vitest/node';

/** The last line of a run: one sentence a script can read. */
export default class Totals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    process.stdout.write(`\n${count('passed')} passed, ${count('failed') + modules.filter((module) => module.errors().length > 0).length} failed\n`);
  }
}
