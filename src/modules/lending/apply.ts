// Applications: taken at the house or the counter, on the applicant's behalf.
import { publishedVersions } from '#catalogue';
import { accountsByNumber } from '#deposits';
import { nextNumbers } from '#documents';
import { refuse, succeed, type Outcome } from '#kernel';
import { deriveId, handles, insertRows, sql, type Tx } from '#platform';
import * as contract from './contract.ts';
import { isOfferedIn } from './evaluate.ts';
import { loadApplications, loadFilings, setState } from './sql/load.ts';
import { byApplication, succeeded } from './targets.ts';
import * as tasks from './tasks.ts';

type Facts = { borrowers: Map<string, { unitPath: string; staffRelation: boolean; busy: boolean }>; usedInvoices: Set<string>; payees: Set<string> };

async function loadFacts(tx: Tx, inputs: readonly { borrowerId: string; payees: readonly { payeeId: string; invoiceNumber: string }[] }[]): Promise<Facts> {
  const borrowers = await tx.rows<{ id: string; unitPath: string; staffRelation: boolean; busy: boolean }>(sql`
    select p.id, p.unit_path as "unitPath", exists (select 1 from parties.relations r where r.from_party_id = p.id and r.kind = 'relative_of_staff') as "staffRelation",
      exists (select 1 from lending.application a where a.borrower_id = p.id and a.state in ('applied', 'surveyed', 'interviewed', 'recommended', 'approved')) as busy
    from parties.parties p where p.id = any(${inputs.map((input) => input.borrowerId)}::uuid[]) and p.kind in ('person', 'firm')`);
  const payees = inputs.flatMap((input) => input.payees);
  const used = await tx.rows<{ invoice: string }>(sql`select invoice_number as invoice from lending.application_payee p join lending.application a on a.id = p.application_id where p.invoice_number = any(${payees.map((payee) => payee.invoiceNumber)}::text[])`);
  const known = await tx.rows<{ id: string }>(sql`select id from parties.parties where id = any(${payees.map((payee) => payee.payeeId)}::uuid[])`);
  return { borrowers: new Map(borrowers.map((row) => [row.id, row])), usedInvoices: new Set(used.map((row) => row.invoice)), payees: new Set(known.map((row) => row.id)) };
}

export const applyServices = [
  handles(contract.apply, {
    scope: async (_tx, inputs) => inputs.map((input) => ({ unitPath: input.unitPath })),
    async handle(tx, items) {
      const { borrowers, usedInvoices, payees } = await loadFacts(tx, items.map((item) => item.input));
      const filings = await loadFilings(tx, items.flatMap((item) => item.input.filingId ?? []));
      const products = await publishedVersions(tx, { productIds: items.map((item) => item.input.productId) });
      const accounts = await accountsByNumber(tx, items.flatMap(({ input }) => [input.accountNumber, ...input.payees.map((payee) => payee.accountNumber)]));
      const decided = items.map(({ input, commandId }): Outcome<{ applicationId: string }> => {
        const borrower = borrowers.get(input.borrowerId);
        if (!borrower || !borrower.unitPath.startsWith(input.unitPath)) return refuse('borrower_not_found');
        if (input.filingId && filings.get(input.filingId)?.borrowerId !== input.borrowerId) return refuse('filing_not_found');
        const product = products.get(input.productId);
        if (!product || !isOfferedIn(product, input.unitPath)) return refuse('product_not_published');
        const { limits, term } = product.content;
        if (input.requestedMinor < limits.minimumMinor || input.requestedMinor > limits.maximumMinor || input.requestedMinor % limits.stepMinor !== 0n) return refuse('amount_out_of_product', { minimumMinor: String(limits.minimumMinor), maximumMinor: String(limits.maximumMinor), stepMinor: String(limits.stepMinor) });
        if (input.termMonths < term.minimumMonths || input.termMonths > term.maximumMonths) return refuse('term_out_of_product', { minimumMonths: term.minimumMonths, maximumMonths: term.maximumMonths });
        if (accounts.get(input.accountNumber)?.partyId !== input.borrowerId) return refuse('account_not_own');
        if (borrower.busy) return refuse('open_application');
        if (input.payees.some((payee) => !payees.has(payee.payeeId) || accounts.get(payee.accountNumber)?.partyId !== payee.payeeId)) return refuse('payee_not_found');
        if (input.payees.reduce((sum, payee) => sum + payee.amountMinor, 0n) > input.requestedMinor) return refuse('payees_exceed_amount');
        const invoices = input.payees.map((payee) => payee.invoiceNumber);
        if (new Set(invoices).size < invoices.length || invoices.some((invoice) => usedInvoices.has(invoice))) return refuse('invoice_used_before');
        // What this one takes, the next in the batch may not take again.
        invoices.forEach((invoice) => usedInvoices.add(invoice));
        borrower.busy = true;
        return succeed({ applicationId: deriveId(commandId, 'application') });
      });
      const taken = succeeded(items, decided);
      const numbers = new Map<string, string>();
      for (const [key, group] of Map.groupBy(taken, ({ item }) => `${item.input.unitPath} ${item.businessDate.slice(0, 4)}`)) {
        const [unitPath, year] = key.split(' ') as [string, string];
        const drawn = await nextNumbers(tx, { unitPath, year: Number(year), kind: 'loan_application' }, group.length);
        group.forEach(({ value }, index) => numbers.set(value.applicationId, drawn[index]!));
      }
      await insertRows(tx, 'lending.application', taken.map(({ item: { input, businessDate, principal, channel, commandId }, value }) => ({
        id: value.applicationId, number: numbers.get(value.applicationId), unit_path: input.unitPath, village_id: input.filingId ? filings.get(input.filingId)!.villageId : null, filing_id: input.filingId ?? null, borrower_id: input.borrowerId,
        product_version_id: products.get(input.productId)!.id, requested_minor: input.requestedMinor, term_months: input.termMonths, purpose: input.purpose, account_number: input.accountNumber, state: 'applied', applied_on: businessDate,
        channel, made_by: principal.id, staff_relation: borrowers.get(input.borrowerId)!.staffRelation, command_id: commandId,
      })));
      await insertRows(tx, 'lending.application_payee', taken.flatMap(({ item, value }) => item.input.payees.map((payee, index) => ({
        application_id: value.applicationId, ordinal: index + 1, payee_id: payee.payeeId, account_number: payee.accountNumber, amount_minor: payee.amountMinor, invoice_number: payee.invoiceNumber, invoice_sha256: payee.invoiceSha256 ?? null,
      }))));
      await tasks.open(tx, 'survey', taken.map(({ item, value }) => ({ item, subjectId: value.applicationId, unitPath: item.input.unitPath, label: numbers.get(value.applicationId)! })));
      return decided.map((outcome) => (outcome.ok ? succeed({ ...outcome.value, number: numbers.get(outcome.value.applicationId)! }) : outcome));
    },
  }),

  handles(contract.withdraw, {
    scope: byApplication,
    async handle(tx, items) {
      const applications = await loadApplications(tx, items.map((item) => item.input.applicationId), true);
      const outcomes = items.map(({ input }): Outcome<{ applicationId: string }> => {
        const application = applications.get(input.applicationId);
        if (!application) return refuse('application_not_found');
        if (!['applied', 'surveyed', 'interviewed', 'recommended', 'declined'].includes(application.state)) return refuse('wrong_state', { state: application.state });
        application.state = 'withdrawn';
        return succeed({ applicationId: application.id });
      });
      const withdrawn = succeeded(items, outcomes);
      await setState(tx, withdrawn.map(({ value }) => value.applicationId), 'withdrawn');
      await tasks.close(tx, 'survey', withdrawn.map(({ item, value }) => ({ subjectId: value.applicationId, commandId: item.commandId })), 'cancelled');
      await tx.run(sql`update lending.application set state_reason = r.reason from unnest(${withdrawn.map(({ value }) => value.applicationId)}::uuid[], ${withdrawn.map(({ item }) => item.input.reason)}::text[]) r(id, reason) where application.id = r.id`);
      return outcomes;
    },
  }),
];
