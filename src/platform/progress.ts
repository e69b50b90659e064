import type { Writable } from 'node:stream';

/** A user-facing sentence in both languages. */
export type Title = { zh: string; en: string };

/** Tells the person at the terminal what a start is doing. Pass it down to whatever may take longer than a second. */
export type Progress = {
  /** Runs `work`; prints `title` once it has taken a second, and how long it took when it ends. Passes the result or the error on. */
  step<Result>(title: Title, work: () => Promise<Result>): Promise<Result>;
  /** Prints one line at once. */
  note(title: Title): void;
};

/** A reason why Gongbi cannot start that its operator can act on: `message` is one sentence, `hint` says what to do. Printed without a stack. */
export class StartFailure extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'StartFailure';
    this.hint = hint;
  }
}

const quietMs = 1_000;
const reminderMs = 15_000;

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1_000).toFixed(1)} s`;

/** Progress written line by line to `stream`; steps under a second stay silent, longer ones report again every 15 seconds. */
export function createProgress(stream: Pick<Writable, 'write'>): Progress {
  const line = (text: string): void => void stream.write(`${text}\n`);
  return {
    note: (title) => line(`${title.zh} · ${title.en}`),
    async step(title, work) {
      const startedMs = performance.now();
      const label = `${title.zh} · ${title.en}`;
      let announced = false;
      let reminder: NodeJS.Timeout | undefined;
      const first = setTimeout(() => {
        announced = true;
        line(`${label} …`);
        reminder = setInterval(() => line(`${label} … ${seconds(startedMs)}`), reminderMs);
        reminder.unref();
      }, quietMs);
      first.unref();
      try {
        const result = await work();
        if (announced) line(`${label}: ${seconds(startedMs)}`);
        return result;
      } finally {
        clearTimeout(first);
        clearInterval(reminder);
      }
    },
  };
}

/** Progress that says nothing, for tests and for callers with their own output. */
export const silentProgress: Progress = { step: (_title, work) => work(), note: () => undefined };

/** The lines shown for any error that ends a start: a StartFailure without its stack, anything else with it. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartFailure) return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
