// Repayment: what is owed on the day follows from the terms and the facts; the waterfall says what the money pays.
import { accountsByNumber } from '#deposits';
import { assert, must, refuse, succeed, type BusinessDate, type Outcome } from '#kernel';
import { internalAccounts, post, type Entry, type Leg } from '#ledger';
import { deriveId, handles, insertRows, sql, type Reader } from '#platform';
import * as contract from './contract.ts';
import { decodeTerms, project, type Component, type Fact } from './rules/index.ts';
import { loadContracts } from './sql/load.ts';
import { byContract } from './targets.ts';

/** The dated facts of contracts, in the order they took effect. */
export async function loadFacts(reader: Reader, contractIds: readonly string[]): Promise<Map<string, Fact[]>> {
  type Row = { contractId: string; kind: 'disbursed' | 'repaid'; sequence: number; on: BusinessDate; amountMinor: bigint };
  const rows = await reader.rows<Row>(sql`select contract_id as "contractId", kind, sequence, on_date as on, amount_minor as "amountMinor" from lending.fact where contract_id = any(${contractIds as string[]}::uuid[]) order by contract_id, sequence`);
  return new Map([...Map.groupBy(rows, (row) => row.contractId)].map(([id, group]) => [id, group.map(({ kind, sequence, on, amountMinor }): Fact => ({ kind, sequence, on, amountMinor }))]));
}

type Repaid = { entryId: string; principalMinor: bigint; interestMinor: bigint; penaltyMinor: bigint; compoundMinor: bigint; outstandingMinor: bigint; settled: boolean };
type Planned = { entry: Entry; value: Repaid; parts: Record<Component, bigint>; sequence: number };

export const repayServices = [
  handles(contract.repay, {
    scope: byContract,
    async handle(tx, items) {
      const contracts = await loadContracts(tx, items.map((item) => item.input.contractId), true);
      const facts = await loadFacts(tx, [...contracts.keys()]);
      const accounts = await accountsByNumber(tx, [...contracts.values()].map((found) => found.accountNumber));
      const codes = { interest: '601101', penalty: '601102', compound: '601102', fee: '6021' } as const;
      const internal = await internalAccounts(tx, [...accounts.values()].flatMap(({ bookId }) => [...new Set(Object.values(codes))].map((chartCode) => ({ bookId, chartCode, currency: 'CNY', openedOn: items[0]!.businessDate }))));

      const planned = items.map(({ input, businessDate, commandId }): Planned | Outcome<never> => {
        const found = contracts.get(input.contractId);
        if (!found) return refuse('contract_not_found');
        if (found.state !== 'active') return refuse('wrong_state', { state: found.state });
        const earlier = facts.get(found.id) ?? [];
        const terms = decodeTerms(found.terms);
        const on = businessDate as BusinessDate;
        const before = project(terms, earlier, on);
        if (input.amountMinor > before.payoffMinor) return refuse('more_than_payoff', { payoffMinor: String(before.payoffMinor) });
        const due = Object.values(before.due).reduce((sum, amount) => sum + amount, 0n);
        if (input.amountMinor > due && !terms.prepayment.allowed) return refuse('prepayment_not_allowed', { dueMinor: String(due) });
        const sequence = earlier.length + 1;
        const fact: Fact = { kind: 'repaid', sequence, on, amountMinor: input.amountMinor };
        const after = project(terms, [...earlier, fact], on);
        const allocation = must(after.allocations.find((each) => each.sequence === sequence), 'a repayment is allocated');
        assert(allocation.unallocatedMinor === 0n, 'no part of a repayment is left over');
        const { parts } = allocation;
        // The next repayment of the same loan in this batch builds on this one.
        facts.set(found.id, [...earlier, fact]);
        const settled = after.settledOn !== undefined && after.settledOn !== null;
        if (settled) found.state = 'settled';
        const account = must(accounts.get(found.accountNumber), 'the borrower has an account');
        const legs: Leg[] = [{ accountId: account.ledgerAccountId, amountMinor: input.amountMinor }];
        if (parts.principal > 0n) legs.push({ accountId: must(found.ledgerAccountId, 'an active loan has its account'), amountMinor: -parts.principal });
        for (const component of ['interest', 'penalty', 'compound', 'fee'] as const) if (parts[component] > 0n) legs.push({ accountId: internal(account.bookId, codes[component], 'CNY'), amountMinor: -parts[component] });
        const entry: Entry = { id: deriveId(commandId, 0), bookId: account.bookId, kind: 'loan_repaid', valueDate: businessDate, bookedOn: businessDate, commandId, narrative: `还款 ${found.number}`, legs };
        return { entry, parts, sequence, value: { entryId: entry.id, principalMinor: parts.principal, interestMinor: parts.interest, penaltyMinor: parts.penalty, compoundMinor: parts.compound, outstandingMinor: after.outstandingPrincipalMinor, settled } };
      });

      const posting = planned.map((plan, index) => ({ plan, item: items[index]! })).filter((each): each is { plan: Planned; item: (typeof items)[number] } => 'entry' in each.plan);
      const verdicts = await post(tx, posting.map(({ plan }) => plan.entry));
      const verdictOf = new Map(posting.map(({ item }, index) => [item.commandId, verdicts[index]!]));
      const done = posting.filter(({ item }) => verdictOf.get(item.commandId) === 'posted');
      // A later repayment of a loan whose earlier one failed for want of funds was planned on sand: the batch is run one by one instead.
      const failed = new Set(posting.filter(({ item }) => verdictOf.get(item.commandId) !== 'posted').map(({ item }) => item.input.contractId));
      assert(!done.some(({ item, plan }) => failed.has(item.input.contractId) && plan.sequence > 1 && posting.some((other) => other.item.input.contractId === item.input.contractId && other.plan.sequence < plan.sequence)), 'repayments of one loan in one batch stand or fall together');
      await insertRows(tx, 'lending.fact', done.map(({ plan, item }) => ({
        contract_id: item.input.contractId, sequence: plan.sequence, kind: 'repaid', on_date: item.businessDate, amount_minor: item.input.amountMinor, parts: plan.parts, entry_id: plan.entry.id, command_id: item.commandId,
      })));
      const settled = done.filter(({ plan }) => plan.value.settled);
      await tx.run(sql`update lending.contract set state = 'settled', settled_on = s.on_date from unnest(${settled.map(({ item }) => item.input.contractId)}::uuid[], ${settled.map(({ item }) => item.businessDate)}::date[]) s(id, on_date) where contract.id = s.id`);
      return planned.map((plan, index): Outcome<Repaid> => {
        if (!('entry' in plan)) return plan;
        const verdict = verdictOf.get(items[index]!.commandId)!;
        return verdict === 'posted' ? succeed(plan.value) : refuse(verdict);
      });
    },
  }),
];
