import { must, refuse, succeed, type Outcome } from '#kernel';
import { booksOf, internalAccounts, openAccounts, post, type Entry, type Leg, type Verdict } from '#ledger';
import { namesOf } from '#parties';
import { answers, deriveId, handles, page, sql, visible, type Item, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { accountNumber } from './rules.ts';
import { accountsByNumber, insertAccounts, nextSerials, type DepositAccount } from './sql/accounts.ts';

type Moved = Outcome<{ accountNumber: string; entryId: string }>;
type Movement = { readonly entry: Entry; readonly accountNumber: string };

/** Posts the movements of a batch in one call; a verdict that is a "no" becomes the refusal of the same name. */
async function settle<I>(tx: Tx, items: readonly Item<I>[], decide: (item: Item<I>) => Movement | Outcome<never>): Promise<Moved[]> {
  const decided = items.map(decide);
  const movements = decided.filter((decision): decision is Movement => 'entry' in decision);
  const verdicts = await post(tx, movements.map((movement) => movement.entry));
  const byEntry = new Map<string, Verdict>(movements.map((movement, index) => [movement.entry.id, verdicts[index]!]));
  return decided.map((decision): Moved => {
    if (!('entry' in decision)) return decision;
    const verdict = byEntry.get(decision.entry.id)!;
    return verdict === 'posted' || verdict === 'duplicate' ? succeed({ accountNumber: decision.accountNumber, entryId: decision.entry.id }) : refuse(verdict);
  });
}
const movementOf = (item: Item<unknown>, kind: string, bookId: number, narrative: string, accountNumber: string, legs: readonly Leg[]): Movement => ({
  accountNumber, entry: { id: deriveId(item.commandId, 0), bookId, kind, valueDate: item.businessDate, bookedOn: item.businessDate, commandId: item.commandId, narrative, legs },
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
        return settle(tx, items, (item) => {
          const { fromNumber, toNumber, amountMinor, narrative } = item.input;
          const [from, to] = [found.get(fromNumber), found.get(toNumber)];
          if (!from || !to) return refuse('account_not_found');
          if (from === to) return refuse('same_account');
          if (from.bookId !== to.bookId) return refuse('another_book');
          return movementOf(item, 'transfer', from.bookId, narrative, from.number, [{ accountId: from.ledgerAccountId, amountMinor }, { accountId: to.ledgerAccountId, amountMinor: -amountMinor }]);
        });
      },
    }),
    answers(contract.accounts, async (reader, input, scope) => {
      type Row = { id: string; partyId: string; kind: string; unitPath: string; status: string; currency: string; balanceMinor: bigint; ledgerAccountId: string; openedOn: string };
      const found = await page<Row>(reader, sql`
        select d.number as id, d.party_id as "partyId", d.kind, d.unit_path as "unitPath", b.status, b.currency, -b.balance_minor as "balanceMinor", d.ledger_account_id::text as "ledgerAccountId", d.opened_on as "openedOn"
        from deposits.account d join ledger.account_balances b on b.book_id = d.book_id and b.account_id = d.ledger_account_id
        where ${visible(scope, sql`d.unit_path`, sql`d.party_id`)} and (${input.partyId ?? null}::uuid is null or d.party_id = ${input.partyId ?? null}) and (${input.number ?? null}::text is null or d.number = ${input.number ?? null})`,
        input, { openedOn: 'date', balanceMinor: 'bigint' });
      const names = await namesOf(reader, sealer, found.items.map((item) => item.partyId));
      return succeed({ ...found, items: found.items.map((item) => ({ ...item, ownerName: names.get(item.partyId) ?? '' })) });
    }),
  ];
}
