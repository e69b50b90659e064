// How the console speaks to the server: the typed client, wrapped for TanStack Query. Pages name a declaration and nothing else.
import { QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { createClient, ProblemError, type BatchAnswer, type CommandReply } from '#client';
import type { Command, Query, WireInputOf, WireOutputOf } from '#declare';
import { useLanguage, type BothLanguages, type Problem } from '#kit';
import { problemTexts } from './i18n/problems.ts';

/** What JSON makes of a declared output: an instant travels as text. */
export type Wired<T> = T extends Date ? string : T extends readonly (infer E)[] ? Wired<E>[] : T extends object ? { [K in keyof T]: Wired<T[K]> } : T;
export type AnswerOf<Q extends Query> = Wired<WireOutputOf<Q>>;
export type RowOf<Q extends Query> = WireOutputOf<Q> extends { items: (infer R)[] } ? Wired<R> : never;

export const sessionKey = ['session'] as const;
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, refetchOnWindowFocus: true, retry: (count, error) => count < 1 && !(error instanceof ProblemError && error.problem.status < 500) } },
});

/** An answer of "not signed in" means that the session ended on the server: the shell shows the sign-in page again. */
const watched: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status === 401) queryClient.setQueryData(sessionKey, null);
  return response;
};
export const client = createClient({ fetch: watched });

/** A failure as the kit shows it: what happened in the server's own words, what was kept, what to do. */
export function toProblem(error: unknown, pick: (text: BothLanguages) => string): Problem {
  if (!(error instanceof ProblemError)) return { title: pick(problemTexts.unreached), kept: pick(problemTexts.unreachedKept), todo: pick(problemTexts.unreachedTodo) };
  const { status, code, fields, commandId } = error.problem;
  const todo = status === 401 ? problemTexts.signInAgain : status === 403 ? problemTexts.askSomeone : status === 409 ? problemTexts.lookAgain : status === 429 || status >= 500 ? problemTexts.later : undefined;
  return {
    title: pick(error.problem), status, code, kept: pick(problemTexts.nothingChanged),
    ...(fields === undefined ? {} : { detail: Object.entries(fields).map(([name, text]) => `${name}: ${text}`).join('; ') }),
    ...(todo === undefined ? {} : { todo: pick(todo) }),
    ...(commandId === undefined ? {} : { reference: commandId }),
  };
}

type AskOptions<D> = { readonly enabled?: boolean; readonly refetchIntervalMs?: (data: D | undefined) => number | false };

/** Asks a query: `data` once it is there, `problem` where it was refused, `loading` until either. */
export function useAsk<Q extends Query>(declaration: Q, input: WireInputOf<Q>, options: AskOptions<AnswerOf<Q>> = {}) {
  const { pick } = useLanguage();
  const interval = options.refetchIntervalMs;
  const answer = useQuery({
    queryKey: [declaration.name, input], queryFn: async () => (await client.ask(declaration, input)) as AnswerOf<Q>, enabled: options.enabled ?? true,
    refetchInterval: interval === undefined ? false : (query) => interval(query.state.data),
  });
  return {
    data: answer.data, loading: answer.isLoading, retry: () => void answer.refetch(),
    problem: answer.data === undefined && answer.error !== null ? toProblem(answer.error, pick) : undefined,
  };
}

/** Asks a list page by page. `table` spreads into a DataTable; `total` counts all rows, also those not loaded yet. */
export function useList<Q extends Query>(declaration: Q, input: Omit<WireInputOf<Q>, 'cursor'>, options: { readonly enabled?: boolean } = {}) {
  const { pick } = useLanguage();
  type Page = { items: RowOf<Q>[]; nextCursor?: string; total: number };
  const pages = useInfiniteQuery({
    queryKey: [declaration.name, 'pages', input], initialPageParam: '', getNextPageParam: (last: Page) => last.nextCursor, enabled: options.enabled ?? true,
    queryFn: async ({ pageParam }) => (await client.ask(declaration, { ...input, ...(pageParam === '' ? {} : { cursor: pageParam }) } as WireInputOf<Q>)) as Page,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const table = {
    rows, loading: pages.isLoading, loadingMore: pages.isFetchingNextPage, onRetry: () => void pages.refetch(), onMore: () => void pages.fetchNextPage(),
    nextCursor: pages.data?.pages.at(-1)?.nextCursor ?? null,
    problem: pages.data === undefined && pages.error !== null ? toProblem(pages.error, pick) : undefined,
  };
  return { rows, total: pages.data?.pages.at(-1)?.total, table };
}

/**
 * Sends a command. One intent keeps one idempotency key: while the outcome is unknown (network, server failure) the same content goes
 * out again under the same key and cannot count twice. Once the server has answered, a new press is a new intent.
 */
export function useSend<C extends Command>(declaration: C) {
  type Sent = { ok: true; reply: CommandReply<C> } | { ok: false };
  const { busy, problem, reset, attempt } = useAttempt();
  const send = useCallback(async (input: WireInputOf<C>): Promise<CommandReply<C> | undefined> => {
    const sent = await attempt(JSON.stringify(input), async (key): Promise<Sent> => ({ ok: true, reply: await client.send(declaration, input, key) }));
    return sent?.ok ? sent.reply : undefined;
  }, [attempt, declaration]);
  return { send, busy, problem, reset };
}

/** Sends many rows of one command under one approval; keys as in `useSend`. A row's key follows from the batch's and its place. */
export function useSendBatch<C extends Command>(declaration: C) {
  const { busy, problem, reset, attempt } = useAttempt();
  const send = useCallback((title: string, inputs: readonly WireInputOf<C>[]): Promise<BatchAnswer | undefined> =>
    attempt(JSON.stringify([title, inputs]), (key) => client.sendBatch(declaration, title, inputs.map((input, index) => ({ key: `${key}:${index + 1}`, input })), key)), [attempt, declaration]);
  return { send, busy, problem, reset };
}

function useAttempt() {
  const { pick } = useLanguage();
  const cache = useQueryClient();
  const intent = useRef<{ content: string; key: string } | undefined>(undefined);
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  const attempt = useCallback(async <T>(content: string, work: (key: string) => Promise<T>): Promise<T | undefined> => {
    if (intent.current?.content !== content) intent.current = { content, key: newKey() };
    setState({ busy: true });
    try {
      const result = await work(intent.current.key);
      intent.current = undefined;
      setState({ busy: false });
      // Money and approvals touch almost every list; what is on the screen is asked again.
      void cache.invalidateQueries();
      return result;
    } catch (error) {
      const answered = error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429;
      if (answered) intent.current = undefined;
      setState({ busy: false, error });
      return undefined;
    }
  }, [cache]);
  const reset = useCallback(() => setState({ busy: false }), []);
  return { busy: state.busy, problem: state.error === undefined ? undefined : toProblem(state.error, pick), reset, attempt };
}

// crypto.randomUUID is missing where a page came over plain http from another machine; getRandomValues is not.
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Downloads a list as CSV made by the server, with the filters that are on. */
export function download<Q extends Query>(declaration: Q, input: Partial<WireInputOf<Q>>): void {
  const link = document.createElement('a');
  link.href = client.exportUrl(declaration, input);
  link.download = `${declaration.name}.csv`;
  link.click();
}
