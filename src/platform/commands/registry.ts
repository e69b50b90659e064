// What the bank can do: every declaration joined to its handler. HTTP, OpenAPI, approvals, batches and tests read this one list.
import type { z } from 'zod';
import type { Channel, Command, Declaration, InputOf, OutputOf, Query } from '#declare';
import { assert, type Outcome } from '#kernel';
import type { Principal, Scope } from '../scope.ts';
import type { Reader, Tx } from '../sql.ts';

/** One command as its handler sees it. */
export type Item<I> = {
  readonly commandId: string;
  readonly input: I;
  readonly principal: Principal;
  readonly channel: Channel;
  readonly unitPath: string | null;
  readonly businessDate: string;
  readonly now: Date;
  readonly approvedBy: readonly string[];
  /** The batch this command is a row of, once approved. */
  readonly batchId: string | null;
};

/** What a command is about: a unit, a party, or nothing that is guarded (the handler then refuses what it does not find). */
export type Target = { readonly unitPath?: string | null; readonly partyId?: string | null } | null;

export type ApprovalPlan = {
  readonly title: string;
  readonly unitPath: string;
  /** In order; a person decides at most one of them, and never the maker. */
  readonly steps: readonly { readonly role: string; readonly unitPath: string }[];
  /** What the approvers are shown: one JSON object per item, and what holds for all. They approve a hash of it. */
  readonly facts: { readonly summary: Record<string, unknown>; readonly items: readonly Record<string, unknown>[] };
};

export type CommandHandler<C extends Command> = {
  /** Loads the targets, in the transaction, one per input. */
  scope(tx: Tx, inputs: readonly InputOf<C>[], principals: readonly Principal[]): Promise<readonly Target[]>;
  /** The approval the items need together, or undefined where none is needed. */
  approval?(tx: Tx, items: readonly Item<InputOf<C>>[]): Promise<ApprovalPlan | undefined>;
  /** Decides before its first write; one outcome per item, in order. A refusal must be one the declaration lists. */
  handle(tx: Tx, items: readonly Item<InputOf<C>>[]): Promise<readonly Outcome<OutputOf<C>>[]>;
};

export type QueryContext = { readonly principal: Principal; readonly now: Date };
export type QueryHandler<Q extends Query> = (reader: Reader, input: InputOf<Q>, scope: Scope, context: QueryContext) => Promise<Outcome<OutputOf<Q>>>;

export type ImplementedCommand = { readonly declaration: Command; readonly handler: CommandHandler<Command> };
export type ImplementedQuery = { readonly declaration: Query; readonly handler: QueryHandler<Query> };

/** A room's services: what its index.ts offers to the composition root. */
export type Implementation = ImplementedCommand | ImplementedQuery;

export function handles<C extends Command<z.ZodObject, z.ZodType, never> | Command>(declaration: C, handler: CommandHandler<C>): ImplementedCommand {
  return { declaration, handler: handler as unknown as CommandHandler<Command> };
}
export function answers<Q extends Query>(declaration: Q, handler: QueryHandler<Q>): ImplementedQuery {
  return { declaration, handler: handler as unknown as QueryHandler<Query> };
}

export type Registry = {
  readonly all: readonly Implementation[];
  command(name: string): ImplementedCommand | undefined;
  query(name: string): ImplementedQuery | undefined;
};

/** Joins the rooms' services; every declaration in `declared` must have exactly one handler. */
export function createRegistry(declared: readonly Declaration[], implementations: readonly Implementation[]): Registry {
  const byName = new Map<string, Implementation>();
  for (const implementation of implementations) {
    assert(!byName.has(implementation.declaration.name), `${implementation.declaration.name} has two handlers`);
    byName.set(implementation.declaration.name, implementation);
  }
  for (const declaration of declared) assert(byName.get(declaration.name)?.declaration === declaration, `${declaration.name} is declared and has no handler`);
  assert(byName.size === declared.length, 'a handler is registered for a declaration outside the contracts');
  const find = (name: string, kind: 'command' | 'query') => {
    const found = byName.get(name);
    return found?.declaration.kind === kind ? found : undefined;
  };
  return {
    all: [...byName.values()],
    command: (name) => find(name, 'command') as ImplementedCommand | undefined,
    query: (name) => find(name, 'query') as ImplementedQuery | undefined,
  };
}
