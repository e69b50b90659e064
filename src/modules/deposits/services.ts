import { must, refuse, succeed, type Outcome } from '#kernel';
import { booksOf, internalAccounts, lockHolds, openAccounts, placeHolds, post, resolveHolds, restoreHolds, type Entry, type Leg, type NewHold, type Verdict } from '#ledger';
import { namesOf } from '#parties';
import { answers, deriveId, handles, page, sql, visible, type Item, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { accountNumber } from './rules.ts';
import { accountsByNumber, insertAccounts, nextSerials, type DepositAccount } from './sql/accounts.ts';

type Moved = Outcome<{ accountNumber: string; entryId: string }>;
type Movement = { readonly entries: readonly Entry[]; readonly accountNumber: string };

/** Posts the movements of a batch in one call; a verdict that is a "no" becomes the refusal of the same name. */
async function settle<I>(tx: Tx, items: readonly Item<I>[], decide: (item: Item<I>, order: number) => Movement | Outcome<never>): Promise<Moved[]> {
  const decided = items.map(decide);
  const entries = decided.flatMap((decision) => ('entries' in decision ? decision.entries : []));
  const verdicts = await post(tx, entries);
  const byEntry = new Map<string, Verdict>(entries.map((entry, index) => [entry.id, verdicts[index]!]));
  return decided.map((decision): Moved => {
    if (!('entries' in decision)) return decision;
    const no = decision.entries.map((entry) => byEntry.get(entry.id)!).find((verdict) => verdict !== 'posted' && verdict !== 'duplicate' && verdict !== 'linked_not_posted');
    return no ? refuse(no) : succeed({ accountNumber: decision.accountNumber, entryId: decision.entries[0]!.id });
  });
}
type Between = { readonly kind: string; readonly narrative: string; readonly amountMinor: bigint };
/** Money from one customer's account to another's. Between books it passes the clearing accounts of both: two linked entries that stand or fall together. */
function between(item: Item<unknown>, order: number, from: DepositAccount, to: DepositAccount, clearing: (bookId: number) => bigint, { kind, narrative, amountMinor }: Between): Movement {
  const entry = (ordinal: number, bookId: number, legs: readonly Leg[], link?: number): Entry => ({ id: deriveId(item.commandId, ordinal), bookId, kind, valueDate: item.businessDate, bookedOn: item.businessDate, commandId: item.commandId, narrative, legs, ...(link === undefined ? {} : { link }) });
  const [out, into] = [{ accountId: from.ledgerAccountId, amountMinor }, { accountId: to.ledgerAccountId, amountMinor: -amountMinor }];
  if (from.bookId === to.bookId) return { accountNumber: from.number, entries: [entry(0, from.bookId, [out, into])] };
  return { accountNumber: from.number, entries: [entry(0, from.bookId, [out, { accountId: clearing(from.bookId), amountMinor: -amountMinor }], order), entry(1, to.bookId, [{ accountId: clearing(to.bookId), amountMinor }, into], order)] };
}
/** The clearing accounts of the books that the accounts lie in. */
async function clearingOf(tx: Tx, accounts: Iterable<DepositAccount>, openedOn: string): Promise<(bookId: number) => bigint> {
  const internal = await internalAccounts(tx, [...accounts].map(({ bookId }) => ({ bookId, chartCode: '3001', currency: 'CNY', openedOn })));
  return (bookId) => internal(bookId, '3001', 'CNY');
}
const movementOf = (item: Item<unknown>, kind: string, bookId: number, narrative: string, accountNumber: string, legs: readonly Leg[]): Movement => ({
  accountNumber, entries: [{ id: deriveId(item.commandId, 0), bookId, kind, valueDate: item.businessDate, bookedOn: item.businessDate, commandId: item.commandId, narrative, legs }],
});
const target = (account: DepositAccount | undefined) => (account ? { unitPath: account.unitPath, partyId: account.partyId } : null);

/** Cash over the counter: the customer's account against cash on hand of its book. `sign` −1 pays in (a credit), +1 pays out. */
const cash = (kind: string, sign: 1n | -1n) => ({
  scope: async (tx: Tx, inputs: readonly { accountNumber: string }[]) => {
    const found = await accountsByNumber(tx, inputs.map((input) => input.accountNumber));
    return inputs.map((input) => target(found.get(input.accountNumber)));
  },
  async handle(tx: Tx, items: readonly Item<{ accountNumber: string; amountMinor: bigint; narrative: string }>[]) {
    const found = await accountsByNumber(tx, items.map((item) => item.input.accountNumber));
    const internal = await internalAccounts(tx, [...found.values()].map(({ bookId }) => ({ bookId, chartCode: '1001', currency: 'CNY', openedOn: items[0]!.businessDate })));
    return settle(tx, items, (item) => {
      const account = found.get(item.input.accountNumber);
      if (!account) return refuse('account_not_found');
      const amount = sign * item.input.amountMinor;
      return movementOf(item, kind, account.bookId, item.input.narrative, account.number, [{ accountId: account.ledgerAccountId, amountMinor: amount }, { accountId: internal(account.bookId, '1001', 'CNY'), amountMinor: -amount }]);
    });
  },
});

/** The deposit accounts that holds lie on, by hold. */
async function holdAccounts(tx: Tx, ids: readonly string[]): Promise<Map<string, DepositAccount>> {
  const rows = await tx.rows<{ id: string; number: string }>(sql`select h.id, d.number from ledger.holds h join deposits.account d on d.ledger_account_id = h.account_id where h.id = any(${ids as string[]}::uuid[])`);
  const accounts = await accountsByNumber(tx, rows.map((row) => row.number));
  return new Map(rows.map((row) => [row.id, accounts.get(row.number)!]));
}
async function holdTargets(tx: Tx, inputs: readonly { holdId: string }[]) {
  const found = await holdAccounts(tx, inputs.map((input) => input.holdId));
  return inputs.map((input) => target(found.get(input.holdId)));
}

export function depositServices(sealer: Sealer) {
  return [
    handles(contract.openAccount, {
      scope: async (_tx, inputs) => inputs.map((input) => ({ unitPath: input.unitPath })),
      async handle(tx, items) {
        const rows = await tx.rows<{ id: string; kind: string; unit_path: string }>(sql`select id, kind, unit_path from parties.parties where id = any(${items.map((item) => item.input.partyId)}::uuid[]) and kind in ('person', 'firm')`);
        const parties = new Map(rows.map((row) => [row.id, row]));
        const books = await booksOf(tx, items.map((item) => item.input.unitPath));
        const names = await namesOf(tx, sealer, [...parties.keys()]);
        const opening = items.filter((item) => parties.get(item.input.partyId)?.unit_path.startsWith(item.input.unitPath.slice(0, item.input.unitPath.indexOf('.') + 1)) && books.has(item.input.unitPath));
        const serials = await nextSerials(tx, opening.length);
        const ledgerIds = await openAccounts(tx, opening.map((item, index) => ({
          // The ledger names the account by its number: a person's name stays sealed in parties.
          bookId: books.get(item.input.unitPath)!, chartCode: parties.get(item.input.partyId)!.kind === 'firm' ? '201102' : '201101', name: parties.get(item.input.partyId)!.kind === 'firm' ? must(names.get(item.input.partyId), 'a name') : accountNumber(serials[index]!),
          ownerPartyId: item.input.partyId, currency: 'CNY', overdraftMinor: 0n, openedOn: item.businessDate,
        })));
        const accounts = opening.map((item, index) => ({
          number: accountNumber(serials[index]!), ledgerAccountId: ledgerIds[index]!, bookId: books.get(item.input.unitPath)!, partyId: item.input.partyId, unitPath: item.input.unitPath,
          kind: parties.get(item.input.partyId)!.kind === 'firm' ? ('corporate' as const) : ('personal' as const), openedOn: item.businessDate, commandId: item.commandId,
        }));
        await insertAccounts(tx, accounts);
        const numbers = new Map(accounts.map((account) => [account.commandId, account.number]));
        return items.map((item): Outcome<{ accountNumber: string }> => { const number = numbers.get(item.commandId); return number ? succeed({ accountNumber: number }) : refuse('party_not_found'); });
      },
    }),
    handles(contract.credit, cash('deposit_in', -1n)),
    handles(contract.debit, cash('deposit_out', 1n)),
    handles(contract.transfer, {
      async scope(tx, inputs) {
        const found = await accountsByNumber(tx, inputs.map((input) => input.fromNumber));
        return inputs.map((input) => target(found.get(input.fromNumber)));
      },
      async handle(tx, items) {
        const found = await accountsByNumber(tx, items.flatMap((item) => [item.input.fromNumber, item.input.toNumber]));
        const clearing = await clearingOf(tx, found.values(), items[0]!.businessDate);
        return settle(tx, items, (item, order) => {
          const { fromNumber, toNumber, amountMinor, narrative } = item.input;
          const [from, to] = [found.get(fromNumber), found.get(toNumber)];
          if (!from || !to) return refuse('account_not_found');
          if (from === to) return refuse('same_account');
          return between(item, order, from, to, clearing, { kind: 'transfer', narrative, amountMinor });
        });
      },
    }),
    handles(contract.placeHold, {
      async scope(tx, inputs) {
        const found = await accountsByNumber(tx, inputs.map((input) => input.accountNumber));
        return inputs.map((input) => target(found.get(input.accountNumber)));
      },
      async handle(tx, items) {
        const found = await accountsByNumber(tx, items.map((item) => item.input.accountNumber));
        const decided = items.map((item): Outcome<NewHold> => {
          const account = found.get(item.input.accountNumber);
          if (!account) return refuse('account_not_found');
          if (item.input.expiresOn && item.input.expiresOn <= item.businessDate) return refuse('ends_before_it_begins');
          return succeed({ id: deriveId(item.commandId, 'hold'), accountId: account.ledgerAccountId, amountMinor: item.input.amountMinor, reason: item.input.reason, expiresOn: item.input.expiresOn ?? null, placedOn: item.businessDate, commandId: item.commandId });
        });
        const placing = decided.flatMap((each) => (each.ok ? [each.value] : []));
        const verdicts = await placeHolds(tx, placing);
        const of = new Map(placing.map((hold, index) => [hold.id, verdicts[index]!]));
        return decided.map((each): Outcome<{ holdId: string }> => { if (!each.ok) return each; const verdict = of.get(each.value.id)!; return verdict === 'placed' ? succeed({ holdId: each.value.id }) : refuse(verdict); });
      },
    }),
    handles(contract.releaseHold, {
      scope: holdTargets,
      async handle(tx, items) {
        const known = await holdAccounts(tx, items.map((item) => item.input.holdId));
        const open = await lockHolds(tx, items.map((item) => item.input.holdId));
        const outcomes = items.map(({ input }): Outcome<{ holdId: string }> => (!known.has(input.holdId) ? refuse('hold_not_found') : !open.delete(input.holdId) ? refuse('hold_resolved') : succeed({ holdId: input.holdId })));
        await resolveHolds(tx, items.filter((_, index) => outcomes[index]!.ok).map((item) => ({ id: item.input.holdId, capturedMinor: 0n, status: 'released', on: item.businessDate, commandId: item.commandId })));
        return outcomes;
      },
    }),
    handles(contract.captureHold, {
      scope: holdTargets,
      async handle(tx, items) {
        const known = await holdAccounts(tx, items.map((item) => item.input.holdId));
        const open = await lockHolds(tx, items.map((item) => item.input.holdId));
        const accounts = await accountsByNumber(tx, [...items.map((item) => item.input.toNumber), ...[...known.values()].map((account) => account.number)]);
        const clearing = await clearingOf(tx, accounts.values(), items[0]!.businessDate);
        const decided = items.map((item): Outcome<{ from: DepositAccount; to: DepositAccount }> => {
          const from = known.get(item.input.holdId);
          if (!from) return refuse('hold_not_found');
          const hold = open.get(item.input.holdId);
          if (!hold) return refuse('hold_resolved');
          if (item.input.amountMinor > hold.amountMinor) return refuse('above_the_hold');
          const to = accounts.get(item.input.toNumber);
          if (!to) return refuse('account_not_found');
          if (to.number === from.number) return refuse('same_account');
          open.delete(hold.id);
          return succeed({ from, to });
        });
        // What was kept back is let go and taken in one transaction. Where the entry is refused after all, nothing of it stays.
        await resolveHolds(tx, items.filter((_, index) => decided[index]!.ok).map((item) => ({ id: item.input.holdId, capturedMinor: item.input.amountMinor, status: 'captured', on: item.businessDate, commandId: item.commandId })));
        const outcomes = await settle(tx, items, (item, order) => { const each = decided[order]!; return each.ok ? between(item, order, each.value.from, each.value.to, clearing, { kind: 'hold_captured', narrative: item.input.narrative, amountMinor: item.input.amountMinor }) : each; });
        await restoreHolds(tx, items.filter((_, index) => decided[index]!.ok && !outcomes[index]!.ok).map((item) => item.input.holdId));
        return outcomes;
      },
    }),
    answers(contract.holds, async (reader, input, scope) => succeed(await page<never>(reader, sql`
      select h.id, d.number as "accountNumber", h.amount_minor as "amountMinor", h.captured_minor as "capturedMinor", h.status, h.reason, h.placed_on as "placedOn", h.expires_on as "expiresOn", h.resolved_on as "resolvedOn"
      from ledger.holds h join deposits.account d on d.ledger_account_id = h.account_id where ${visible(scope, sql`d.unit_path`, sql`d.party_id`)}
        and (${input.accountNumber ?? null}::text is null or d.number = ${input.accountNumber ?? null}) and (${input.status ?? null}::text is null or h.status = ${input.status ?? null})`, input, { placedOn: 'date', amountMinor: 'bigint' }))),
    answers(contract.accounts, async (reader, input, scope) => {
      type Row = { id: string; partyId: string; kind: string; unitPath: string; status: string; currency: string; balanceMinor: bigint; heldMinor: bigint; availableMinor: bigint; ledgerAccountId: string; openedOn: string };
      const found = await page<Row>(reader, sql`
        select d.number as id, d.party_id as "partyId", d.kind, d.unit_path as "unitPath", b.status, b.currency, -b.balance_minor as "balanceMinor", b.held_minor as "heldMinor", -b.balance_minor - b.held_minor as "availableMinor", d.ledger_account_id::text as "ledgerAccountId", d.opened_on as "openedOn"
        from deposits.account d join ledger.account_balances b on b.book_id = d.book_id and b.account_id = d.ledger_account_id
        where ${visible(scope, sql`d.unit_path`, sql`d.party_id`)} and (${input.partyId ?? null}::uuid is null or d.party_id = ${input.partyId ?? null}) and (${input.number ?? null}::text is null or d.number = ${input.number ?? null})`,
        input, { openedOn: 'date', balanceMinor: 'bigint' });
      const names = await namesOf(reader, sealer, found.items.map((item) => item.partyId));
      return succeed({ ...found, items: found.items.map((item) => ({ ...item, ownerName: names.get(item.partyId) ?? '' })) });
    }),
  ];
}
