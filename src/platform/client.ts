// The typed client: one call per declaration, over fetch. Used by the console, the story and the tests alike. Runs in a browser.
import type { Command, Query, Text, WireInputOf, WireOutputOf } from '#declare';

/** RFC 9457 problem document, with the words in both languages. */
export type Problem = Text & { readonly type: string; readonly title: string; readonly status: number; readonly code: string; readonly fields?: Record<string, string>; readonly facts?: Record<string, unknown>; readonly commandId?: string };
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.en}`);
    this.problem = problem;
  }
}

export type CommandReply<C extends Command> =
  | { readonly status: 'succeeded'; readonly commandId: string; readonly value: WireOutputOf<C>; readonly replayed: boolean }
  | { readonly status: 'pending'; readonly commandId: string; readonly batchId: string; readonly replayed: boolean };
export type BatchAnswer = { readonly status: 'pending'; readonly batchId: string } | { readonly status: 'done'; readonly replies: readonly ({ status: string; commandId?: string; value?: unknown; problem?: Problem })[] };

export type Client = {
  /** Sends a command. The key makes a repeat harmless; give the same one when sending the same intent again. Throws ProblemError. */
  send<C extends Command>(declaration: C, input: WireInputOf<C>, key?: string): Promise<CommandReply<C>>;
  /** Sends many rows of one command under one approval. */
  sendBatch<C extends Command>(declaration: C, title: string, rows: readonly { key: string; input: WireInputOf<C> }[], key?: string): Promise<BatchAnswer>;
  /** Asks a query. Throws ProblemError. */
  ask<Q extends Query>(declaration: Q, input: WireInputOf<Q>): Promise<WireOutputOf<Q>>;
  /** Where a list downloads as CSV. */
  exportUrl<Q extends Query>(declaration: Q, input: Partial<WireInputOf<Q>>): string;
  /** A route that is not a command or a query: sign-in, files. */
  raw(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>;
};

const path = (name: string) => `/api/${name.replace('.', '/')}`;

/** A client for one base address; `token` for callers without a cookie. */
export function createClient(options: { base?: string; token?: string; fetch?: typeof fetch } = {}): Client {
  const { base = '', token, fetch: send = globalThis.fetch.bind(globalThis) } = options;
  async function request(method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<unknown> {
    const binary = body instanceof Uint8Array || (typeof Blob !== 'undefined' && body instanceof Blob);
    const response = await send(base + address, {
      method, credentials: 'same-origin',
      headers: { ...(body === undefined || binary ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { body: binary ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const answer: unknown = response.headers.get('content-type')?.includes('json') ? await response.json() : await response.text();
    if (response.ok) return answer;
    if (answer && typeof answer === 'object' && 'code' in answer) throw new ProblemError(answer as Problem);
    throw new ProblemError({ type: 'about:blank', title: response.statusText, status: response.status, code: 'unexpected', zh: '服务器没有给出可读的答复。', en: 'The server gave no readable answer.' });
  }
  return {
    async send(declaration, input, key = globalThis.crypto.randomUUID()) {
      return (await request('POST', path(declaration.name), input, { 'idempotency-key': key })) as never;
    },
    async sendBatch(declaration, title, items, key = globalThis.crypto.randomUUID()) {
      return (await request('POST', `${path(declaration.name)}/batch`, { title, items }, { 'idempotency-key': key })) as BatchAnswer;
    },
    async ask(declaration, input) {
      return (await request('GET', path(declaration.name) + search(input))) as never;
    },
    exportUrl: (declaration, input) => base + path(declaration.name) + search({ ...input, format: 'csv' }),
    raw: request,
  };
}

function search(input: unknown): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(input as Record<string, unknown>)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined && item !== null && item !== '') parameters.append(name, String(item));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
