import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, RouterProvider, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { carryNonce, Empty, ErrorNotice, KitLink, KitProvider, NavigateProvider, readNonce, useT } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import { SessionProvider } from './session.ts';
import { Shell } from './Shell.tsx';
import type { ConsoleSession, PageEntry, Searcher } from './types.ts';
import './shell.css';

export type ConsoleOptions = {
  readonly pages: readonly PageEntry[];
  /** Hook that keeps the session; runs inside the query client. */
  readonly useConsoleSession: () => ConsoleSession;
  readonly searchers?: readonly Searcher[];
  /** Query client of the application, where it needs settings of its own. */
  readonly queryClient?: QueryClient;
};

/** Renders the console into `element`: routes from the registry, session from the hook, nonce from the page. */
export function startConsole(element: HTMLElement, options: ConsoleOptions): void {
  const nonce = readNonce();
  carryNonce(nonce);
  const searchers = options.searchers ?? [];
  const root = createRootRoute({ component: () => <Shell pages={options.pages} searchers={searchers} />, notFoundComponent: NotFound, errorComponent: PageFailed });
  const routes = options.pages.map((page) => createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(page.load) }));
  const router = createRouter({
    routeTree: root.addChildren(routes), parseSearch, stringifySearch, defaultPreload: 'intent', scrollRestoration: true, defaultErrorComponent: PageFailed, defaultNotFoundComponent: NotFound,
    InnerWrap: ({ children }) => <Links>{children}</Links>,
  });
  const queryClient = options.queryClient ?? new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: 1, refetchOnWindowFocus: false } } });
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <KitProvider nonce={nonce}>
          <WithSession useConsoleSession={options.useConsoleSession}><RouterProvider router={router} /></WithSession>
        </KitProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

// Text in, text out: the router's own way reads values as JSON, which would round an account number of 18 digits.
const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));
const stringifySearch = (values: Record<string, unknown>): string => {
  const text = new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)]]))).toString();
  return text === '' ? '' : `?${text}`;
};

function WithSession({ useConsoleSession, children }: { useConsoleSession: () => ConsoleSession; children: ReactNode }) {
  return <SessionProvider value={useConsoleSession()}>{children}</SessionProvider>;
}

function Links({ children }: { children: ReactNode }) {
  const router = useRouter();
  return <NavigateProvider value={(to) => router.history.push(to)}>{children}</NavigateProvider>;
}

function NotFound() {
  const t = useT(shellTexts);
  return <Empty title={t('nothingHere')} action={<KitLink to="/">{t('home')}</KitLink>}>{t('nothingHereHint')}</Empty>;
}

function PageFailed({ error, reset }: ErrorComponentProps) {
  const t = useT(shellTexts);
  return <ErrorNotice problem={{ title: t('pageFailed'), detail: t('pageFailedDetail'), code: error instanceof Error ? error.name : String(error) }} kept={t('pageFailedKept')} todo={t('pageFailedTodo')} onRetry={reset} />;
}
