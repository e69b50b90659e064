// The command runner: gathers the commands of one name that arrive while the last batch commits and runs them together in one
// transaction. Load, rules, effect, audit and outbox are each one set-based statement, however many callers wait.
import { setImmediate } from 'node:timers/promises';
import type { Channel, Command, Refusals } from '#declare';
import { assert, newId, type Outcome, type Refusal } from '#kernel';
import { canonicalJson } from '../ids.ts';
import { inScope, scopeOf, type Principal } from '../scope.ts';
import type { Sealer } from '../sealing.ts';
import { transaction, type Db, type Tx } from '../sql.ts';
import { openBatch } from './batches.ts';
import type { ImplementedCommand, Item, Registry } from './registry.ts';
import type { RunnerRefusal } from './refusals.ts';
import { insertCommands, insertOutbox, selectCommands, type CommandRow } from './sql.ts';

/** Who asks and how: from the credential. */
export type Caller = { readonly principal: Principal; readonly channel: Channel; readonly sessionId: string | null };

export type Call = {
  readonly name: string;
  readonly input: unknown;
  /** The caller's idempotency key: the same key and content replay the first outcome. */
  readonly key: string;
  readonly caller: Caller;
  /** Set where the call is a row of an approved batch. */
  readonly approved?: { readonly batchId: string; readonly commandId: string; readonly approvedBy: readonly string[] };
};

export type Reply =
  | { readonly status: 'succeeded'; readonly commandId: string; readonly value: unknown; readonly replayed: boolean }
  | { readonly status: 'pending'; readonly commandId: string; readonly batchId: string; readonly replayed: boolean }
  | { readonly status: 'refused'; readonly commandId?: string; readonly refusal: Refusal; readonly replayed: boolean };

export type Runner = {
  /** Runs one command. Rejects only where something unexpected happened; then nothing was changed. */
  execute(call: Call): Promise<Reply>;
  /** Runs several rows of one command under one approval. See batches.ts. */
  submitBatch(call: Omit<Call, 'input'> & { readonly title: string; readonly rows: readonly { key: string; input: unknown }[] }): Promise<BatchReply>;
  /** Resolves once no command is under way. */
  drained(): Promise<void>;
};
export type BatchReply = { readonly status: 'pending'; readonly batchId: string } | { readonly status: 'done'; readonly replies: readonly Reply[] } | { readonly status: 'refused'; readonly refusal: Refusal };

export type RunnerParts = {
  readonly db: Db;
  readonly registry: Registry;
  readonly sealer: Sealer;
  readonly now: () => Date;
  /** The open business date of each unit path's book. */
  readonly businessDates: (tx: Tx, unitPaths: readonly (string | null)[]) => Promise<readonly string[]>;
  /** Called after a commit that wrote to the outbox. */
  readonly poke?: () => void;
  readonly observe?: (name: string, status: string, count: number, seconds: number) => void;
};

/** The largest batch: beyond this the transaction grows and the gain does not. */
const batchLimit = 1000;

type Waiting = { readonly call: Call; readonly input: Record<string, unknown>; readonly hash: string; readonly commandId: string; readonly receivedAt: Date; resolve(reply: Reply): void; reject(error: unknown): void };

const isKey = (key: string): boolean => /^[\x21-\x7e]{8,200}$/.test(key);
const refuse = (code: RunnerRefusal, detail?: Refusal['detail']): Reply => ({ status: 'refused', refusal: detail ? { code, detail } : { code }, replayed: false });

export function createRunner(parts: RunnerParts): Runner {
  const lanes = new Map<string, { queue: Waiting[]; running: boolean }>();
  /** Keyed: a plain hash of a small secret such as an identity number could be guessed. */
  const contentHash = (content: unknown) => parts.sealer.searchHash('content', canonicalJson(content)).toString('hex');
  let underWay = 0;
  const idle: (() => void)[] = [];

  /** The checks before the transaction: roles, channel, schema, key. */
  function admit(call: Call): { declared: ImplementedCommand; input: Record<string, unknown> } | Reply {
    const declared = parts.registry.command(call.name);
    if (!declared) return refuse('not_found');
    const { declaration } = declared;
    if (!declaration.open && !scopeOf(call.caller.principal, declaration.roles)) return refuse('not_permitted');
    if (!declaration.channels.includes(call.caller.channel)) return refuse('channel_not_allowed');
    const parsed = declaration.input.safeParse(call.input);
    if (!parsed.success) return refuse('invalid_input', Object.fromEntries(parsed.error.issues.slice(0, 20).map((issue) => [issue.path.join('.') || '(body)', issue.message])));
    if (!isKey(call.key)) return refuse('key_missing');
    return { declared, input: parsed.data };
  }

  function execute(call: Call): Promise<Reply> {
    const admitted = admit(call);
    if ('status' in admitted) return Promise.resolve(admitted);
    return new Promise((resolve, reject) => {
      const lane = lanes.get(call.name) ?? { queue: [], running: false };
      lanes.set(call.name, lane);
      const { input } = admitted;
      lane.queue.push({ call, input, hash: contentHash(input), commandId: call.approved?.commandId ?? newId(), receivedAt: parts.now(), resolve, reject });
      underWay++;
      if (!lane.running) void drain(admitted.declared, lane);
    });
  }

  async function drain(declared: ImplementedCommand, lane: { queue: Waiting[]; running: boolean }): Promise<void> {
    lane.running = true;
    while (lane.queue.length > 0) {
      const batch = lane.queue.splice(0, batchLimit);
      await settle(declared, batch);
      underWay -= batch.length;
      // Callers who were just answered may have the next command ready: let it join this batch rather than the one after.
      await setImmediate();
    }
    lane.running = false;
    if (underWay === 0) for (const wake of idle.splice(0)) wake();
  }

  /** Runs a batch; where it breaks, its commands are run one by one so that only the broken one fails. */
  async function settle(declared: ImplementedCommand, batch: readonly Waiting[]): Promise<void> {
    const began = performance.now();
    try {
      const replies = await attempt(declared, batch);
      batch.forEach((waiting, index) => waiting.resolve(replies[index]!));
      for (const status of ['succeeded', 'pending', 'refused']) {
        const count = replies.filter((reply) => reply.status === status).length;
        if (count > 0) parts.observe?.(declared.declaration.name, status, count, (performance.now() - began) / 1000);
      }
    } catch (error) {
      if (batch.length === 1) {
        parts.observe?.(declared.declaration.name, 'failed', 1, (performance.now() - began) / 1000);
        return batch[0]!.reject(error);
      }
      for (const waiting of batch) await settle(declared, [waiting]);
    }
  }

  async function attempt(declared: ImplementedCommand, batch: readonly Waiting[]): Promise<Reply[]> {
    for (let tries = 1; ; tries++) {
      try {
        const { replies, announced } = await transaction(parts.db, (tx) => within(tx, declared, batch));
        if (announced) parts.poke?.();
        return replies;
      } catch (error) {
        // Another process recorded one of these keys between our look and our insert: look again.
        if ((error as { constraint?: string }).constraint !== 'command_once' || tries >= 5) throw error;
      }
    }
  }

  async function within(tx: Tx, { declaration, handler }: ImplementedCommand, batch: readonly Waiting[]) {
    const replies = new Array<Reply | undefined>(batch.length);
    const targets = await handler.scope(tx, batch.map((waiting) => waiting.input), batch.map((waiting) => waiting.call.caller.principal));
    assert(targets.length === batch.length, `${declaration.name} loads one target per input`);
    batch.forEach((waiting, index) => {
      const target = targets[index];
      const scope = scopeOf(waiting.call.caller.principal, declaration.roles);
      if (target && !declaration.open && !(scope && inScope(scope, target))) replies[index] = refuse('out_of_scope');
    });

    const recorded = await selectCommands(tx, declaration.name, batch.map((waiting) => ({ principalId: waiting.call.caller.principal.id, key: waiting.call.key })));
    const first = new Map<string, number>();
    const followers: { index: number; of: number }[] = [];
    batch.forEach((waiting, index) => {
      if (replies[index]) return;
      const identity = `${waiting.call.caller.principal.id} ${waiting.call.key}`;
      const earlier = recorded.get(identity);
      if (earlier) replies[index] = earlier.content_hash === waiting.hash ? replay(earlier) : refuse('key_conflict');
      else if (!first.has(identity)) first.set(identity, index);
      else if (batch[first.get(identity)!]!.hash === waiting.hash) followers.push({ index, of: first.get(identity)! });
      else replies[index] = refuse('key_conflict');
    });

    const fresh = [...first.values()];
    const dates = fresh.length > 0 ? await parts.businessDates(tx, fresh.map((index) => targets[index]?.unitPath ?? null)) : [];
    const items = fresh.map((index, position): Item<Record<string, unknown>> => {
      const { call, input, commandId, receivedAt } = batch[index]!;
      return {
        commandId, input, principal: call.caller.principal, channel: call.caller.channel, unitPath: targets[index]?.unitPath ?? null, businessDate: dates[position]!,
        now: receivedAt, approvedBy: call.approved?.approvedBy ?? [], batchId: call.approved?.batchId ?? null,
      };
    });

    const outcomes = new Map<number, { status: CommandRow['status']; outcome: unknown }>();
    const ready: number[] = [];
    for (const [position, index] of fresh.entries()) {
      const { call } = batch[index]!;
      const plan = call.approved ? undefined : await handler.approval?.(tx, [items[position]!]);
      if (!plan) { ready.push(position); continue; }
      const batchId = items[position]!.commandId;
      await openBatch(tx, parts.sealer, { batchId, declaration, title: plan.title, plan, caller: call.caller, now: items[position]!.now, rows: [{ key: call.key, input: items[position]!.input, hash: batch[index]!.hash }] });
      outcomes.set(position, { status: 'pending', outcome: { batchId } });
    }
    if (ready.length > 0) {
      const results = await handler.handle(tx, ready.map((position) => items[position]!));
      assert(results.length === ready.length, `${declaration.name} gives one outcome per command`);
      results.forEach((result, order) => outcomes.set(ready[order]!, verdict(declaration, result)));
    }

    const rows = fresh.map((index, position): CommandRow => {
      const { call, hash, receivedAt } = batch[index]!;
      const item = items[position]!;
      const { status, outcome } = outcomes.get(position)!;
      return {
        id: item.commandId, principalId: call.caller.principal.id, approvedBy: item.approvedBy, channel: call.caller.channel, sessionId: call.caller.sessionId,
        key: call.key, hash, payload: item.input, unitPath: item.unitPath, businessDate: item.businessDate, status, outcome, parentId: item.batchId, receivedAt,
      };
    });
    if (rows.length > 0) await insertCommands(tx, parts.sealer, declaration, rows);
    const effective = declaration.money ? rows.filter((row) => row.status === 'succeeded') : [];
    // One announcement for the batch: whoever listens takes its ids together.
    if (effective.length > 0) await insertOutbox(tx, [{ kind: 'commands.succeeded', payload: { name: declaration.name, ids: effective.map((row) => row.id) } }]);

    rows.forEach((row, position) => { replies[fresh[position]!] = reply(row.id, row.status, row.outcome, false); });
    for (const { index, of } of followers) replies[index] = { ...replies[of]!, replayed: true };
    return { replies: replies as Reply[], announced: effective.length > 0 };
  }

  return {
    execute,
    async submitBatch({ name, key, caller, title, rows }) {
      const declared = parts.registry.command(name);
      if (!isKey(key)) return { status: 'refused', refusal: { code: 'key_missing' } };
      for (const row of rows) {
        const admitted = admit({ name, key: row.key, input: row.input, caller });
        if ('status' in admitted) return { status: 'refused', refusal: (admitted as { refusal: Refusal }).refusal };
      }
      assert(declared, 'admitted commands are declared');
      const inputs = rows.map((row) => declared.declaration.input.parse(row.input));
      const opened = await transaction(parts.db, async (tx): Promise<BatchReply | undefined> => {
        const targets = await declared.handler.scope(tx, inputs, inputs.map(() => caller.principal));
        const scope = scopeOf(caller.principal, declared.declaration.roles);
        if (targets.some((target) => target && !(scope && inScope(scope, target)))) return { status: 'refused', refusal: { code: 'out_of_scope' } };
        // Before anything is planned: the rows have moved on since this batch was first sent.
        const batchName = `${name}#batch`;
        const hash = contentHash({ title, inputs });
        const earlier = (await selectCommands(tx, batchName, [{ principalId: caller.principal.id, key }])).get(`${caller.principal.id} ${key}`);
        if (earlier) return earlier.content_hash === hash ? { status: 'pending', batchId: earlier.id } : { status: 'refused', refusal: { code: 'key_conflict' } };
        const dates = await parts.businessDates(tx, targets.map((target) => target?.unitPath ?? null));
        const items = inputs.map((input, index): Item<Record<string, unknown>> => ({
          commandId: newId(), input, principal: caller.principal, channel: caller.channel, unitPath: targets[index]?.unitPath ?? null, businessDate: dates[index]!, now: parts.now(), approvedBy: [], batchId: null,
        }));
        const plan = await declared.handler.approval?.(tx, items);
        if (!plan) return undefined;
        const batchId = newId();
        await openBatch(tx, parts.sealer, { batchId, declaration: declared.declaration, title, plan, caller, now: parts.now(), rows: rows.map((row, index) => ({ key: row.key, input: inputs[index]!, hash: contentHash(inputs[index]) })) });
        await insertCommands(tx, parts.sealer, { ...declared.declaration, name: batchName }, [{
          id: batchId, principalId: caller.principal.id, approvedBy: [], channel: caller.channel, sessionId: caller.sessionId, key, hash,
          payload: { title, rows: rows.length }, unitPath: plan.unitPath, businessDate: dates[0]!, status: 'pending', outcome: { batchId }, parentId: null, receivedAt: parts.now(),
        }]);
        return { status: 'pending', batchId };
      });
      if (opened) return opened;
      return { status: 'done', replies: await Promise.all(rows.map((row) => execute({ name, key: row.key, input: row.input, caller }))) };
    },
    drained: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
  };
}

function verdict(declaration: Command<never, never, Refusals> | Command, result: Outcome<unknown>): { status: 'succeeded' | 'refused'; outcome: unknown } {
  if (result.ok) return { status: 'succeeded', outcome: { value: result.value } };
  assert(result.refusal.code in declaration.refusals, `${declaration.name} refused with ${result.refusal.code}, which it does not declare`);
  return { status: 'refused', outcome: { refusal: result.refusal } };
}

function reply(commandId: string, status: CommandRow['status'], outcome: unknown, replayed: boolean): Reply {
  const body = outcome as { value?: unknown; refusal?: Refusal; batchId?: string };
  if (status === 'succeeded') return { status, commandId, value: body.value, replayed };
  if (status === 'pending') return { status, commandId, batchId: body.batchId!, replayed };
  return { status, commandId, refusal: body.refusal!, replayed };
}
const replay = (row: { id: string; status: CommandRow['status']; outcome: unknown }): Reply => reply(row.id, row.status, row.outcome, true);
