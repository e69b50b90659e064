// Clients that send money commands and write down what they were told. Every key and narrative is used once, so that whatever the
// bank holds afterwards can be laid beside what was sent.
import { contracts } from '#contracts';
import { ProblemError } from '#client';
import type { FaultBank } from './bank.ts';

const { credit, debit, transfer } = contracts.deposits;

/** What the bank said: done, or refused by a rule. Anything else (no answer, 5xx) leaves the outcome unknown. */
export type Outcome = { readonly status: 'succeeded'; readonly commandId: string; readonly entryId: string } | { readonly status: 'refused'; readonly code: string };
export type Operation = {
  readonly key: string;
  readonly name: 'deposits.credit' | 'deposits.debit' | 'deposits.transfer';
  /** The account whose balance falls, and the one whose balance rises; cash over the counter is absent. */
  readonly from?: string; readonly to?: string;
  readonly amountMinor: bigint;
  outcome?: Outcome;
  /** The first sending brought no answer. */
  unknown?: boolean;
  /** What a second sending of an answered operation brought, where it was something else. */
  replayedAs?: Outcome | 'nothing';
  /** When the answer came: performance.now(). */
  answeredAt?: number;
};

/** Sends the operation once under its key. Returns what the bank said, undefined where it said nothing that counts. */
export async function send(bank: FaultBank, operation: Operation): Promise<Outcome | undefined> {
  const { key, name, from, to } = operation;
  const common = { amountMinor: String(operation.amountMinor), narrative: key };
  const client = bank.teller();
  try {
    const reply = name === 'deposits.credit' ? await client.send(credit, { accountNumber: to!, ...common }, key)
      : name === 'deposits.debit' ? await client.send(debit, { accountNumber: from!, ...common }, key) : await client.send(transfer, { fromNumber: from!, toNumber: to!, ...common }, key);
    return reply.status === 'succeeded' ? { status: 'succeeded', commandId: reply.commandId, entryId: reply.value.entryId } : undefined;
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : '';
    return code in transfer.refusals ? { status: 'refused', code } : undefined;
  }
}

export type Traffic = { stop(): Promise<void> };

/** Starts `count` clients that send one operation after another and append each to `operations` before it is sent. */
export function startTraffic(bank: FaultBank, operations: Operation[], next: (below: number) => number, run: string, count = 10): Traffic {
  let stopped = false;
  const accountOf = (but?: string) => {
    const open = bank.accounts.filter((account) => account !== but);
    return open[next(open.length)]!;
  };
  const invent = (): Operation => {
    const key = `${run}-${String(operations.length).padStart(6, '0')}`;
    const amountMinor = BigInt(1 + next(50_000));
    const kind = next(10);
    if (kind < 4) return { key, name: 'deposits.credit', to: accountOf(), amountMinor };
    if (kind < 6) return { key, name: 'deposits.debit', from: accountOf(), amountMinor };
    const from = accountOf();
    return { key, name: 'deposits.transfer', from, to: accountOf(from), amountMinor };
  };
  const clients = Array.from({ length: count }, async () => {
    while (!stopped) {
      const operation = invent();
      operations.push(operation);
      const outcome = await send(bank, operation);
      if (outcome) Object.assign(operation, { outcome, answeredAt: performance.now() });
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(clients);
    },
  };
}
