import { describeFailure } from '../platform/progress.ts';

/** One thing to close, run once; its name goes into the message when that fails. */
type Drain = { name: string; run(): Promise<void> | void };

/** Where signals come from, and what ending means; the process, except in tests. */
export type SignalHandlers = {
  on(signal: 'SIGTERM' | 'SIGINT', handler: () => void): void;
  exit(code: number): void;
  log(text: string): void;
};

const processSignals: SignalHandlers = {
  on: (signal, handler) => void process.on(signal, handler),
  exit: (code) => process.exit(code),
  log: (text) => void process.stderr.write(`${text}\n`),
};

export type Shutdown = {
  /** Adds a drain; those added later run first, as what was opened last depends on what was opened before it. */
  add(name: string, run: Drain['run']): void;
  /** Reports the error, drains and ends with 1. While already stopping, errors are the consequence of that and stay silent. */
  fail(error: unknown): Promise<void>;
};

/**
 * SIGTERM and SIGINT drain what is registered and end with 0; a failing drain is reported, the others still run, and the code is 1.
 * A second signal ends at once with 130: what was committed is safe, and the next start adopts the server left behind.
 * Signals within a second count as one, because Ctrl-C comes both from the terminal and from the npm above us.
 */
export function onShutdown(signals: SignalHandlers = processSignals): Shutdown {
  const drains: Drain[] = [];
  let running: Promise<void> | undefined;
  let firstMs = Number.NEGATIVE_INFINITY;
  const drainAll = async (exitCode: number): Promise<void> => {
    let code = exitCode;
    for (let drain = drains.pop(); drain !== undefined; drain = drains.pop()) {
      try {
        await drain.run();
      } catch (error) {
        code = 1;
        signals.log(`${drain.name}: ${describeFailure(error)}`);
      }
    }
    signals.exit(code);
  };
  const begin = (exitCode: number): Promise<void> => (running ??= drainAll(exitCode));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    signals.on(signal, () => {
      if (performance.now() - firstMs < 1_000) return;
      if (running !== undefined) return signals.exit(130);
      firstMs = performance.now();
      signals.log('正在停止 · Stopping');
      void begin(0);
    });
  }
  return {
    add: (name, run) => void drains.push({ name, run }),
    fail(error) {
      if (running === undefined) signals.log(describeFailure(error));
      return begin(1);
    },
  };
}
