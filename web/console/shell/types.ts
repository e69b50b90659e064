import type { ComponentType, ReactNode } from 'react';
import type { BothLanguages, Problem } from '#kit';
import type { Role } from '#declare';

/** One page of the console. `roles` left out: everyone who is signed in sees it in the navigation; the server decides what it shows. */
export type PageEntry = {
  readonly path: string;
  readonly load: () => Promise<{ default: ComponentType }>;
  readonly title: BothLanguages;
  readonly navigation?: { readonly icon: ReactNode; readonly order: number; readonly group?: BothLanguages; readonly roles?: readonly Role[] };
  /** More words under which the palette finds it. */
  readonly keywords?: string;
};

export type SignedInUser = { readonly principalId: string; readonly name: string; readonly roles: readonly Role[]; readonly roleName: string; readonly unit: string };
export type RoleCard = { readonly principalId: string; readonly name: string; readonly role: string; readonly unit: string; readonly hint?: string };

/** What the shell shows of the environment. The business date comes from the book's open day; `simulated` says which clock moves it. */
export type Environment = { readonly bankName: string; readonly demo: boolean; readonly businessDate?: string; readonly simulated?: boolean };

/** What the shell needs of the session. Whoever speaks to the server gives it as a hook to `startConsole`. */
export type ConsoleSession = {
  readonly status: 'loading' | 'signed-out' | 'signed-in';
  readonly environment: Environment;
  readonly user?: SignedInUser;
  readonly cards: readonly RoleCard[];
  readonly busy: boolean;
  readonly problem?: Problem;
  readonly signIn: (login: string, password: string) => void;
  readonly signInByCard: (principalId: string) => void;
  readonly signOut: () => void;
};

export type SearchHit = { readonly id: string; readonly title: string; readonly detail?: string; readonly to: string; readonly group: string };
/** Finds business by what was typed; called after a pause, aborted when the person types on. */
export type Searcher = (query: string, signal: AbortSignal) => Promise<readonly SearchHit[]>;
