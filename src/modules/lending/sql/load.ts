import { sql, type Reader } from '#platform';
import type { Application, Contract, Filing, Payee } from '../types.ts';

const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
const distinct = (ids: readonly string[]) => [...new Set(ids)];

export async function loadFilings(reader: Reader, ids: readonly string[]): Promise<Map<string, Filing & { rated: boolean }>> {
  return byId(await reader.rows<Filing & { rated: boolean }>(sql`select f.id, f.village_id as "villageId", f.household_id as "householdId", f.borrower_id as "borrowerId", f.unit_path as "unitPath", f.acreage_mu_hundredths as "acreageMuHundredths", f.trees,
    f.annual_income_minor as "annualIncomeMinor", f.other_debt_minor as "otherDebtMinor", f.grey_list as "greyList", exists (select 1 from lending.pre_limit p where p.filing_id = f.id) as rated from lending.filing f where f.id = any(${distinct(ids)}::uuid[])`));
}

const openAlerts = sql`(select count(*)::int from lending.alert_application x join lending.alert al on al.id = x.alert_id where x.application_id = a.id and al.status <> 'cleared')`;

/** Applications by id; `lock` takes the rows in id order, so that two batches never wait for each other in a ring. */
export async function loadApplications(reader: Reader, ids: readonly string[], lock = false): Promise<Map<string, Application>> {
  return byId(await reader.rows<Application>(sql`select a.id, a.number, a.unit_path as "unitPath", a.village_id as "villageId", a.filing_id as "filingId", a.borrower_id as "borrowerId", a.product_version_id as "productVersionId", a.requested_minor as "requestedMinor",
    a.term_months as "termMonths", a.purpose, a.account_number as "accountNumber", a.state, a.made_by as "madeBy", a.staff_relation as "staffRelation", ${openAlerts} as "openAlerts"
    from lending.application a where a.id = any(${distinct(ids)}::uuid[]) order by a.id ${lock ? sql`for no key update of a` : sql``}`));
}

export async function loadPayees(reader: Reader, applicationIds: readonly string[]): Promise<Map<string, Payee[]>> {
  const rows = await reader.rows<Payee>(sql`select application_id as "applicationId", ordinal, payee_id as "payeeId", account_number as "accountNumber", amount_minor as "amountMinor", invoice_number as "invoiceNumber", invoice_sha256 as "invoiceSha256"
    from lending.application_payee where application_id = any(${distinct(applicationIds)}::uuid[]) order by application_id, ordinal`);
  return Map.groupBy(rows, (row) => row.applicationId);
}

export async function loadContracts(reader: Reader, ids: readonly string[], lock = false): Promise<Map<string, Contract>> {
  return byId(await reader.rows<Contract>(sql`select c.id, c.number, c.application_id as "applicationId", c.unit_path as "unitPath", c.village_id as "villageId", c.borrower_id as "borrowerId", c.product_version_id as "productVersionId", c.principal_minor as "principalMinor", c.terms,
    c.starts_on as "startsOn", c.matures_on as "maturesOn", c.account_number as "accountNumber", c.ledger_account_id as "ledgerAccountId", c.state, c.signed_on as "signedOn", c.signed_at as "signedAt", c.cleared_by as "clearedBy", ${openAlerts} as "openAlerts"
    from lending.contract c join lending.application a on a.id = c.application_id where c.id = any(${distinct(ids)}::uuid[]) order by c.id ${lock ? sql`for no key update of c` : sql``}`));
}

/** Files uploaded in a unit, or above or below it: a picture kept by another unit is no evidence here. */
export async function uploadedFiles(reader: Reader, hashes: readonly string[]): Promise<{ has(hash: string, unitPath: string): boolean }> {
  const rows = await reader.rows<{ sha256: string; unitPath: string }>(sql`select sha256, unit_path as "unitPath" from documents.files where sha256 = any(${distinct(hashes)}::text[])`);
  const places = Map.groupBy(rows, (row) => row.sha256);
  return { has: (hash, unitPath) => (places.get(hash) ?? []).some((place) => place.unitPath.startsWith(unitPath) || unitPath.startsWith(place.unitPath)) };
}

export async function setState(reader: Reader, ids: readonly string[], state: Application['state']): Promise<void> {
  await reader.run(sql`update lending.application set state = ${state} where id = any(${ids as string[]}::uuid[])`);
}
