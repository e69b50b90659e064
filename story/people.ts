// The people of the demo region as clients of the public API: each signs in with their card.
import { createClient, type Client, type CommandReply } from '#client';
import type { Command, WireInputOf, WireOutputOf } from '#declare';
import { approvals } from './rooms.ts';

export type People = { readonly address: string; as(login: string): Promise<Client>; idOf(login: string): Promise<string> };

export function people(address: string): People {
  const clients = new Map<string, Promise<Client>>();
  const cards = createClient({ base: address }).raw('GET', '/api/bank') as Promise<{ cards: { principalId: string; login: string }[] }>;
  const idOf = async (login: string) => {
    const card = (await cards).cards.find((candidate) => candidate.login === login);
    if (!card) throw new Error(`Nobody has the card ${login}.`);
    return card.principalId;
  };
  const signIn = async (login: string) => {
    const { token } = (await createClient({ base: address }).raw('POST', '/api/session', { cardOf: await idOf(login), channel: 'api' })) as { token: string };
    return createClient({ base: address, token });
  };
  return {
    address, idOf,
    as(login) {
      let client = clients.get(login);
      if (!client) clients.set(login, (client = signIn(login)));
      return client;
    },
  };
}

/** The value of a command that must have succeeded. */
export function done<C extends Command>(reply: CommandReply<C>): WireOutputOf<C> {
  if (reply.status !== 'succeeded') throw new Error('The command waits for approval.');
  return reply.value;
}

/** Sends many rows of one command that needs no approval; every row must succeed. Keys make a second run of the same story harmless. */
export async function sendAll<C extends Command>(client: Client, declaration: C, key: string, inputs: readonly WireInputOf<C>[]): Promise<WireOutputOf<C>[]> {
  if (inputs.length === 0) return [];
  const answer = await client.sendBatch(declaration, key, inputs.map((input, index) => ({ key: `${key}:${index}`, input })), `${key}:batch`);
  if (answer.status !== 'done') throw new Error(`${declaration.name} waits for approval`);
  return answer.replies.map((reply, index) => {
    if (reply.status !== 'succeeded') throw new Error(`${declaration.name} row ${index}: ${reply.problem?.code ?? reply.status} ${JSON.stringify(reply.problem?.facts ?? {})}`);
    return reply.value as WireOutputOf<C>;
  });
}

/** Sends rows that need approval, lets the approvers named decide in turn, and waits until every row has run. Returns the batch. */
export async function approveAll<C extends Command>(maker: Client, declaration: C, title: string, key: string, inputs: readonly WireInputOf<C>[], approvers: readonly Client[]) {
  const answer = await maker.sendBatch(declaration, title, inputs.map((input, index) => ({ key: `${key}:${index}`, input })), `${key}:batch`);
  if (answer.status !== 'pending') throw new Error(`${declaration.name} asked nobody`);
  for (const [index, approver] of approvers.entries()) {
    const before = await approver.ask(approvals.batch, { batchId: answer.batchId });
    if (before.steps.filter((step) => step.decision !== null).length > index) continue;
    await approver.send(approvals.decideBatch, { batchId: answer.batchId, seenHash: before.seenHash, decision: 'approved' }, `${key}:decide:${index}`);
  }
  for (;;) {
    const batch = await maker.ask(approvals.batch, { batchId: answer.batchId });
    if (batch.status === 'done') return batch;
    if (batch.status !== 'approved') throw new Error(`${title} is ${batch.status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
