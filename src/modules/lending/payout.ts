// The payout desk: conditions first, by one person; the money after, by another, agreed by the accountant.
import { versionsById } from '#catalogue';
import { accountsByNumber } from '#deposits';
import { must, refuse, succeed, type Outcome } from '#kernel';
import { openAccounts, post, type Leg } from '#ledger';
import { namesOf } from '#parties';
import { deriveId, handles, insertRows, sql, type Sealer } from '#platform';
import * as contract from './contract.ts';
import { commonUnit } from './grant.ts';
import { loadContracts, loadPayees } from './sql/load.ts';
import { byContract, succeeded } from './targets.ts';
import * as tasks from './tasks.ts';

type Paid = { entryId: string; toBorrowerMinor: bigint; toPayeesMinor: bigint };

export function payoutServices(sealer: Sealer) {
  return [
    handles(contract.clearPayout, {
      scope: byContract,
      async handle(tx, items) {
        const contracts = await loadContracts(tx, items.map((item) => item.input.contractId), true);
        const outcomes = items.map(({ input }): Outcome<{ contractId: string }> => {
          const found = contracts.get(input.contractId);
          if (!found) return refuse('contract_not_found');
          if (!['signed', 'cleared'].includes(found.state)) return refuse('wrong_state', { state: found.state });
          const missing = Object.entries(input.checklist).filter(([, met]) => !met).map(([name]) => name);
          if (missing.length > 0) return refuse('checklist_incomplete', { missing: missing.join(', ') });
          return succeed({ contractId: found.id });
        });
        const cleared = succeeded(items, outcomes);
        await tx.run(sql`update lending.contract set state = 'cleared', cleared_by = c.person, checklist = c.checklist::jsonb
          from unnest(${cleared.map(({ value }) => value.contractId)}::uuid[], ${cleared.map(({ item }) => item.principal.id)}::uuid[], ${cleared.map(({ item }) => JSON.stringify(item.input.checklist))}::text[]) c(id, person, checklist) where contract.id = c.id`);
        await tasks.close(tx, 'payout_check', cleared.map(({ item, value }) => ({ subjectId: value.contractId, commandId: item.commandId })));
        await tasks.open(tx, 'payout', cleared.map(({ item, value }) => ({ item, subjectId: value.contractId, unitPath: contracts.get(value.contractId)!.unitPath, label: contracts.get(value.contractId)!.number })));
        return outcomes;
      },
    }),

    handles(contract.disburse, {
      scope: byContract,
      async approval(tx, items) {
        const contracts = await loadContracts(tx, items.map((item) => item.input.contractId));
        const ready = [...contracts.values()].filter((found) => found.state === 'cleared' && !items.some((item) => item.input.contractId === found.id && item.principal.id === found.clearedBy));
        if (ready.length === 0) return undefined;
        const payees = await loadPayees(tx, ready.map((found) => found.applicationId));
        const names = await namesOf(tx, sealer, [...ready.map((found) => found.borrowerId), ...[...payees.values()].flat().map((payee) => payee.payeeId)]);
        const unitPath = commonUnit(ready.map((found) => found.unitPath));
        return {
          title: ready.length === 1 ? `放款 ${ready[0]!.number}` : `放款 ${ready.length} 笔`, unitPath, steps: [{ role: 'accountant', unitPath }],
          facts: {
            summary: { rows: items.length, totalMinor: ready.reduce((sum, found) => sum + found.principalMinor, 0n) },
            items: items.map(({ input }) => {
              const found = contracts.get(input.contractId);
              return {
                contractId: input.contractId, contractNumber: found?.number ?? null, borrowerName: found ? (names.get(found.borrowerId) ?? null) : null, principalMinor: found?.principalMinor ?? null, accountNumber: found?.accountNumber ?? null, state: found?.state ?? null, openAlerts: found?.openAlerts ?? 0,
                payees: (found ? (payees.get(found.applicationId) ?? []) : []).map((payee) => ({ name: names.get(payee.payeeId) ?? '', accountNumber: payee.accountNumber, amountMinor: payee.amountMinor, invoiceNumber: payee.invoiceNumber })),
              };
            }),
          },
        };
      },
      async handle(tx, items) {
        const contracts = await loadContracts(tx, items.map((item) => item.input.contractId), true);
        const payees = await loadPayees(tx, [...contracts.values()].map((found) => found.applicationId));
        const accounts = await accountsByNumber(tx, [...[...contracts.values()].map((found) => found.accountNumber), ...[...payees.values()].flat().map((payee) => payee.accountNumber)]);
        const products = await versionsById(tx, [...contracts.values()].map((found) => found.productVersionId));
        const decided = items.map(({ input, principal }): Outcome<string> => {
          const found = contracts.get(input.contractId);
          if (!found) return refuse('contract_not_found');
          if (found.state !== 'cleared') return refuse('wrong_state', { state: found.state });
          if (found.clearedBy === principal.id) return refuse('checker_may_not_pay');
          if (found.openAlerts > 0) return refuse('alert_open');
          const borrowers = accounts.get(found.accountNumber);
          const own = payees.get(found.applicationId) ?? [];
          if (!borrowers || own.some((payee) => accounts.get(payee.accountNumber)?.bookId !== borrowers.bookId) || own.reduce((sum, payee) => sum + payee.amountMinor, 0n) > found.principalMinor) return refuse('payee_not_found');
          found.state = 'active';
          return succeed(found.id);
        });
        const paying = succeeded(items, decided).map(({ item, value }) => ({ item, found: contracts.get(value)! }));
        const opened = await openAccounts(tx, paying.map(({ item, found }) => ({
          bookId: accounts.get(found.accountNumber)!.bookId, chartCode: must(products.get(found.productVersionId), 'a version').content.chartCode, name: found.number, ownerPartyId: found.borrowerId, currency: 'CNY', overdraftMinor: 0n, openedOn: item.businessDate,
        })));
        const verdicts = await post(tx, paying.map(({ item, found }, index) => {
          const borrower = accounts.get(found.accountNumber)!;
          // Into the borrower's own account first, out of it to the shops: both statements show it, and one entry keeps it together.
          const legs: Leg[] = [{ accountId: opened[index]!, amountMinor: found.principalMinor }, { accountId: borrower.ledgerAccountId, amountMinor: -found.principalMinor }];
          for (const payee of payees.get(found.applicationId) ?? []) legs.push({ accountId: borrower.ledgerAccountId, amountMinor: payee.amountMinor }, { accountId: accounts.get(payee.accountNumber)!.ledgerAccountId, amountMinor: -payee.amountMinor });
          return { id: deriveId(item.commandId, 0), bookId: borrower.bookId, kind: 'loan_disbursed', valueDate: item.businessDate, bookedOn: item.businessDate, commandId: item.commandId, narrative: `放款 ${found.number}`, legs };
        }));
        const results = new Map<string, Outcome<Paid>>(paying.map(({ item, found }, index) => {
          const toPayeesMinor = (payees.get(found.applicationId) ?? []).reduce((sum, payee) => sum + payee.amountMinor, 0n);
          const verdict = verdicts[index]!;
          return [item.commandId, verdict === 'posted' || verdict === 'duplicate' ? succeed({ entryId: deriveId(item.commandId, 0), toBorrowerMinor: found.principalMinor - toPayeesMinor, toPayeesMinor }) : refuse(verdict)];
        }));
        const paid = paying.map((each, index) => ({ ...each, ledgerAccountId: opened[index]! })).filter(({ item }) => results.get(item.commandId)!.ok);
        await tx.run(sql`update lending.contract set state = 'active', ledger_account_id = p.account from unnest(${paid.map(({ found }) => found.id)}::uuid[], ${paid.map((each) => each.ledgerAccountId)}::bigint[]) p(id, account) where contract.id = p.id`);
        await insertRows(tx, 'lending.fact', paid.map(({ item, found }) => ({ contract_id: found.id, sequence: 1, kind: 'disbursed', on_date: item.businessDate, amount_minor: found.principalMinor, parts: {}, entry_id: deriveId(item.commandId, 0), command_id: item.commandId })));
        await tasks.close(tx, 'payout', paid.map(({ item, found }) => ({ subjectId: found.id, commandId: item.commandId })));
        await tasks.open(tx, 'use_check', paid.map(({ item, found }) => ({ item, subjectId: found.id, unitPath: found.unitPath, label: found.number })));
        return items.map((item, index) => { const first = decided[index]!; return first.ok ? results.get(item.commandId)! : first; });
      },
    }),
  ];
}
