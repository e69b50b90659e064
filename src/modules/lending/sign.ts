// The contract: numbered, its terms frozen, printed for the borrower.
import { versionsById, type Version } from '#catalogue';
import { nextNumbers, requestPrints, type PrintRequest } from '#documents';
import { must, refuse, succeed, type BusinessDate, type Outcome } from '#kernel';
import { namesOf, personsOf } from '#parties';
import { deriveId, handles, insertRows, sql, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { encodeTerms, schedule, termsOfProduct, type Terms } from './rules/index.ts';
import { uploadedFiles, loadApplications, loadPayees, setState } from './sql/load.ts';
import { byApplication, succeeded } from './targets.ts';
import * as tasks from './tasks.ts';

type Credit = { grantedMinor: bigint; annualRate: string; spreadBasisPoints: number; lprPublishedOn: string; interviewers: string[] };
async function loadCredits(tx: Tx, ids: readonly string[]): Promise<Map<string, Credit>> {
  const rows = await tx.rows<Credit & { id: string }>(sql`select c.application_id as id, c.granted_minor as "grantedMinor", d.annual_rate as "annualRate", d.spread_basis_points as "spreadBasisPoints", d.lpr_published_on as "lprPublishedOn",
    (select array_agg(distinct p.name) from access.principals p where p.id in (i.interviewed_by, s.first_investigator, s.second_investigator)) as interviewers
    from lending.credit c join lending.decision d on d.application_id = c.application_id join lending.interview i on i.application_id = c.application_id join lending.survey s on s.application_id = c.application_id where c.application_id = any(${ids as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

const methods: Record<Version['content']['schedule']['kind'], string> = { harvest: '按采收期分次还本，按约定结息', equal_instalment: '等额本息', equal_principal: '等额本金', interest_only: '按期付息、到期还本', bullet: '利随本清' };
export const repaymentMethod = (product: Version): string => methods[product.content.schedule.kind];

export function termsFor(product: Version, loan: { principalMinor: bigint; startsOn: string; months: number; annualRate: string; spreadBasisPoints: number; lprPublishedOn: string | null }): Terms {
  return termsOfProduct(product.content, {
    principalMinor: loan.principalMinor, startsOn: loan.startsOn as BusinessDate, months: loan.months,
    rate: { annual: loan.annualRate, basis: product.content.pricing.lprTenor === '1Y' ? 'lpr_1y' : 'lpr_5y', spreadBasisPoints: loan.spreadBasisPoints, ...(loan.lprPublishedOn ? { referenceDate: loan.lprPublishedOn as BusinessDate } : {}) },
  });
}

export function signServices({ sealer, bankName }: { sealer: Sealer; bankName: () => Promise<string> }) {
  return [
    handles(contract.signContract, {
      scope: byApplication,
      async handle(tx, items) {
        const applications = await loadApplications(tx, items.map((item) => item.input.applicationId), true);
        const credits = await loadCredits(tx, [...applications.keys()]);
        const files = await uploadedFiles(tx, items.map((item) => item.input.signatureSha256));
        const decided = items.map(({ input, commandId }): Outcome<{ contractId: string }> => {
          const application = applications.get(input.applicationId);
          if (!application) return refuse('application_not_found');
          if (application.state !== 'approved') return refuse('wrong_state', { state: application.state });
          if (application.openAlerts > 0) return refuse('alert_open');
          if (!files.has(input.signatureSha256, application.unitPath)) return refuse('signature_missing');
          application.state = 'contracted';
          return succeed({ contractId: deriveId(commandId, 'contract') });
        });
        const signed = succeeded(items, decided);
        if (signed.length === 0) return decided as Outcome<never>[];

        const products = await versionsById(tx, [...applications.values()].map((application) => application.productVersionId));
        const persons = await personsOf(tx, sealer, [...applications.values()].map((application) => application.borrowerId));
        const payees = await loadPayees(tx, [...applications.keys()]);
        const payeeNames = await namesOf(tx, sealer, [...payees.values()].flat().map((payee) => payee.payeeId));
        const bank = await bankName();
        const units = new Map((await tx.rows<{ path: string; name_zh: string }>(sql`select path, name_zh from organisation.units where path = any(${signed.map(({ item }) => applications.get(item.input.applicationId)!.unitPath)}::text[])`)).map((row) => [row.path, row.name_zh]));
        const numbers = new Map<string, string>();
        for (const [key, group] of Map.groupBy(signed, ({ item }) => `${applications.get(item.input.applicationId)!.unitPath} ${item.businessDate.slice(0, 4)}`)) {
          const [unitPath, year] = key.split(' ') as [string, string];
          const drawn = await nextNumbers(tx, { unitPath, year: Number(year), kind: 'loan_contract' }, group.length);
          group.forEach(({ value }, index) => numbers.set(value.contractId, drawn[index]!));
        }
        const prints: PrintRequest[] = [];
        const rows = signed.map(({ item: { input, businessDate, commandId, now }, value }) => {
          const application = applications.get(input.applicationId)!;
          const credit = must(credits.get(application.id), 'an approved application has its credit');
          const product = must(products.get(application.productVersionId), 'an application names a version');
          const terms = termsFor(product, { ...credit, principalMinor: credit.grantedMinor, startsOn: businessDate, months: application.termMonths });
          const number = numbers.get(value.contractId)!;
          const person = must(persons.get(application.borrowerId), 'the borrower is registered');
          const [segment] = terms.segments;
          const common = { issuer: { bankName: bank, unitName: units.get(application.unitPath) ?? '', address: null, responsiblePerson: null }, productName: product.content.names.zh, amountMinor: credit.grantedMinor, startsOn: businessDate, maturesOn: terms.maturesOn, repaymentMethod: repaymentMethod(product) };
          prints.push({
            kind: 'loan_contract', number, subject: value.contractId, unitPath: application.unitPath, partyId: application.borrowerId, commandId, at: now,
            data: {
              ...common, borrower: { name: person.name, idNumber: person.idNumber ?? person.creditCode ?? '', mobile: person.mobile ?? '', address: person.address ?? '' }, purpose: application.purpose, dayCount: terms.dayCount, months: application.termMonths,
              rate: { annual: segment!.rate.annual, basis: segment!.rate.basis, lprAnnual: null, spreadBasisPoints: credit.spreadBasisPoints, referenceDate: credit.lprPublishedOn },
              plan: schedule(terms), disbursementAccountNumber: application.accountNumber,
              payees: (payees.get(application.id) ?? []).map((payee) => ({ name: payeeNames.get(payee.payeeId) ?? '', accountNumber: payee.accountNumber, bankName: bank, purpose: `发票 ${payee.invoiceNumber}`, amountMinor: payee.amountMinor })),
              overdueMarkupBasisPoints: terms.penaltyMarkupBasisPoints, misuseMarkupBasisPoints: 10_000, graceDays: terms.graceDays, prepayment: { allowed: terms.prepayment.allowed, noticeDays: terms.prepayment.noticeDays ?? 0 }, guarantee: null,
              signing: { signedAt: businessDate, place: input.signedAt, witnesses: credit.interviewers, signatureSha256: input.signatureSha256 },
            },
          });
          return {
            id: value.contractId, number, application_id: application.id, unit_path: application.unitPath, village_id: application.villageId, borrower_id: application.borrowerId, product_version_id: application.productVersionId, principal_minor: credit.grantedMinor, terms: encodeTerms(terms),
            starts_on: businessDate, matures_on: terms.maturesOn, account_number: application.accountNumber, ledger_account_id: null, regulatory: { ...input.regulatory, creditGrantedMinor: String(credit.grantedMinor) }, state: 'signed', signed_on: businessDate, signed_at: input.signedAt, signature_sha256: input.signatureSha256, command_id: commandId,
          };
        });
        await insertRows(tx, 'lending.contract', rows);
        await setState(tx, signed.map(({ item }) => item.input.applicationId), 'contracted');
        await requestPrints(tx, sealer, prints);
        await tasks.open(tx, 'payout_check', signed.map(({ item, value }) => ({ item, subjectId: value.contractId, unitPath: applications.get(item.input.applicationId)!.unitPath, label: numbers.get(value.contractId)! })));
        return decided.map((outcome) => (outcome.ok ? succeed({ ...outcome.value, number: numbers.get(outcome.value.contractId)! }) : outcome));
      },
    }),
  ];
}
