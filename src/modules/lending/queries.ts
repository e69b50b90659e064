import { previewProducts } from './preview.ts';
import { addDays, refuse, succeed, type BusinessDate } from '#kernel';
import { businessDates } from '#organisation';
import { namesOf } from '#parties';
import { answers, page, sql, unseal, visible, type Reader, type Scope, type Sealer, type Sql } from '#platform';
import * as contract from './contract.ts';
import { lifeOf } from './life.ts';
import { loadFacts } from './repay.ts';
import { decodeTerms, project, type Position } from './rules/index.ts';
import { loadContracts, loadPayees } from './sql/load.ts';

const outstanding = sql`coalesce((select b.balance_minor from ledger.account_balances b where b.account_id = c.ledger_account_id), 0)::bigint`;
const applicationRows = (scope: Scope, where: Sql) => sql`
  select a.id, a.number, a.borrower_id as "borrowerId", a.village_id as "villageId", v.public_name as "villageName", a.unit_path as "unitPath", pv.content->'names'->>'zh' as "productName", a.requested_minor as "requestedMinor", d.limit_minor as "limitMinor", g.granted_minor as "grantedMinor", d.annual_rate as "annualRate",
    a.state, a.state_reason as "stateReason", (select count(*)::int from lending.alert_application x join lending.alert al on al.id = x.alert_id where x.application_id = a.id and al.status <> 'cleared') as "openAlerts", a.applied_on as "appliedOn", m.name as "makerName", c.id as "contractId",
    a.purpose, a.term_months as "termMonths", a.account_number as "accountNumber", a.filing_id as "filingId", d.recommended, d.reasons, g.batch_id as "batchId", c.state as "contractState", c.principal_minor as "principalMinor", ${outstanding} as "outstandingMinor", c.starts_on as "startsOn"
  from lending.application a join catalogue.versions pv on pv.id = a.product_version_id join access.principals m on m.id = a.made_by left join parties.parties v on v.id = a.village_id left join lending.decision d on d.application_id = a.id
    left join lending.credit g on g.application_id = a.id left join lending.contract c on c.application_id = a.id
  where ${visible(scope, sql`a.unit_path`, sql`a.borrower_id`)} and ${where}`;
type ApplicationRow = {
  id: string; number: string; borrowerId: string; villageId: string | null; villageName: string | null; unitPath: string; productName: string; requestedMinor: bigint; limitMinor: bigint | null; grantedMinor: bigint | null; annualRate: string | null; state: string; stateReason: string | null; openAlerts: number; appliedOn: string; makerName: string;
  contractId: string | null; purpose: string; termMonths: number; accountNumber: string; filingId: string | null; recommended: boolean | null; reasons: { zh: string; en: string }[] | null; batchId: string | null; contractState: string | null; principalMinor: bigint | null; outstandingMinor: bigint; startsOn: string | null;
};
type ContractRow = { id: string; number: string; borrowerId: string; villageId: string | null; unitPath: string; productName: string; principalMinor: bigint; outstandingMinor: bigint; annualRate: string; startsOn: string; maturesOn: string; state: string; ledgerAccountId: string | null; applicationId: string; accountNumber: string; signedOn: string; signedAt: string; regulatory: Record<string, unknown>; checklist: Record<string, boolean> | null };
const contractRows = (scope: Scope, where: Sql) => sql`
  select c.id, c.number, c.borrower_id as "borrowerId", c.village_id as "villageId", c.unit_path as "unitPath", pv.content->'names'->>'zh' as "productName", c.principal_minor as "principalMinor", ${outstanding} as "outstandingMinor", c.terms->'segments'->0->'rate'->>'annual' as "annualRate", c.starts_on as "startsOn",
    c.matures_on as "maturesOn", c.state, c.ledger_account_id::text as "ledgerAccountId", c.application_id as "applicationId", c.account_number as "accountNumber", c.signed_on as "signedOn", c.signed_at as "signedAt", c.regulatory, c.checklist
  from lending.contract c join catalogue.versions pv on pv.id = c.product_version_id where ${visible(scope, sql`c.unit_path`, sql`c.borrower_id`)} and ${where}`;

const optional = (value: unknown, condition: Sql): Sql => (value === undefined ? sql`true` : condition);
const payeeRows = async (reader: Reader, sealer: Sealer, applicationId: string) => {
  const payees = (await loadPayees(reader, [applicationId])).get(applicationId) ?? [];
  const names = await namesOf(reader, sealer, payees.map((payee) => payee.payeeId));
  return payees.map(({ payeeId, accountNumber, amountMinor, invoiceNumber, invoiceSha256 }) => ({ payeeId, name: names.get(payeeId) ?? '', accountNumber, amountMinor, invoiceNumber, invoiceSha256 }));
};

/** Positions of running contracts on their own business date. */
async function positionsOf(reader: Reader, contractIds: readonly string[]): Promise<Map<string, { position: Position; asOf: string }>> {
  const [contracts, facts] = await Promise.all([loadContracts(reader, contractIds), loadFacts(reader, contractIds)]);
  const list = [...contracts.values()];
  const dates = await businessDates(reader, list.map((found) => found.unitPath));
  return new Map(list.map((found, index) => [found.id, { asOf: dates[index]!, position: project(decodeTerms(found.terms), facts.get(found.id) ?? [], dates[index] as BusinessDate) }]));
}

export function lendingQueries(sealer: Sealer) {
  const named = async <Row extends { borrowerId: string }>(reader: Reader, rows: readonly Row[]) => {
    const names = await namesOf(reader, sealer, rows.map((row) => row.borrowerId));
    return rows.map((row) => ({ ...row, borrowerName: names.get(row.borrowerId) ?? '' }));
  };
  return [
    answers(contract.filings, async (reader, input, scope) => {
      type Row = { id: string; householdId: string; borrowerId: string; villageId: string; villageName: string; unitPath: string; acreageMuHundredths: number; trees: number; annualIncomeMinor: bigint; otherDebtMinor: bigint; greyList: boolean; rating: number | null; preLimitMinor: bigint | null; reasons: { zh: string; en: string }[] | null; filedOn: string };
      const select = sql`select f.id, f.household_id as "householdId", f.borrower_id as "borrowerId", f.village_id as "villageId", v.public_name as "villageName", f.unit_path as "unitPath", f.acreage_mu_hundredths as "acreageMuHundredths", f.trees,
          f.annual_income_minor as "annualIncomeMinor", f.other_debt_minor as "otherDebtMinor", f.grey_list as "greyList", p.rating, p.limit_minor as "preLimitMinor", p.reasons, f.filed_on as "filedOn"
        from lending.filing f join parties.parties v on v.id = f.village_id left join lending.pre_limit p on p.filing_id = f.id
        where ${visible(scope, sql`f.unit_path`)} and ${optional(input.filingId, sql`f.id = ${input.filingId}`)} and ${optional(input.villageId, sql`f.village_id = ${input.villageId}`)} and ${optional(input.borrowerId, sql`f.borrower_id = ${input.borrowerId}`)} and ${optional(input.rated, sql`(p.filing_id is not null) = ${input.rated}`)}`;
      const found = await page<Row>(reader, select, input, { filedOn: 'date', acreageMuHundredths: 'int' });
      return succeed({ ...found, items: await named(reader, found.items) });
    }),

    answers(contract.applications, async (reader, input, scope) => {
      const where = sql`${optional(input.villageId, sql`a.village_id = ${input.villageId}`)} and ${optional(input.state, sql`a.state = ${input.state}`)} and ${optional(input.borrowerId, sql`a.borrower_id = ${input.borrowerId}`)}`;
      const rows = sql`select * from (${applicationRows(scope, where)}) r where ${input.alertedOnly ? sql`"openAlerts" > 0` : sql`true`}`;
      const found = await page<ApplicationRow>(reader, rows, input, { number: 'text', appliedOn: 'date', requestedMinor: 'bigint', state: 'text' });
      const items = (await named(reader, found.items)).map(({ purpose: _p, termMonths: _t, accountNumber: _a, filingId: _f, recommended: _r, reasons: _rs, batchId: _b, contractState: _c, principalMinor: _pm, outstandingMinor: _o, startsOn: _s, ...item }) => item);
      return succeed({ ...found, items });
    }),

    answers(contract.application, async (reader, input, scope) => {
      const row = await reader.maybe<ApplicationRow>(applicationRows(scope, sql`a.id = ${input.applicationId}`));
      if (!row) return refuse('application_not_found');
      const [application] = await named(reader, [row]);
      const filing = row.filingId ? await reader.maybe<never>(sql`select f.id, f.acreage_mu_hundredths as "acreageMuHundredths", f.trees, f.annual_income_minor as "annualIncomeMinor", f.other_debt_minor as "otherDebtMinor", f.grey_list as "greyList", p.rating, p.limit_minor as "preLimitMinor"
        from lending.filing f left join lending.pre_limit p on p.filing_id = f.id where f.id = ${row.filingId}`) : undefined;
      type Survey = { acreageMuHundredths: number; trees: number; waterNeedCubicMetres: number; photoSha256s: string[]; locationSealed: Buffer | null; investigators: string[]; surveyedOn: string; note: string; commandId: string };
      const survey = await reader.maybe<Survey>(sql`select s.acreage_mu_hundredths as "acreageMuHundredths", s.trees, s.water_need_cubic_metres as "waterNeedCubicMetres", s.photo_sha256s as "photoSha256s", s.location_sealed as "locationSealed",
        array[p1.name, p2.name] as investigators, s.surveyed_on as "surveyedOn", s.note, s.command_id as "commandId" from lending.survey s join access.principals p1 on p1.id = s.first_investigator join access.principals p2 on p2.id = s.second_investigator where s.application_id = ${row.id}`);
      const subject = `party:${row.borrowerId}`;
      // The sealed bytes stay here: readers get the place itself, masked like any personal field.
      const surveyed = (found: Survey, key: Buffer | undefined) => { const { locationSealed, ...shown } = found; return { ...shown, location: locationSealed && key ? unseal(key, locationSealed, subject).toString() : null }; };
      const key = survey?.locationSealed ? (await sealer.keysOf(reader, [subject])).get(subject) : undefined;
      const interview = await reader.maybe<never>(sql`select i.confirmed_minor as "confirmedMinor", i.signature_sha256 as "signatureSha256", p.name as "interviewedBy", i.interviewed_on as "interviewedOn", i.command_id as "commandId" from lending.interview i join access.principals p on p.id = i.interviewed_by where i.application_id = ${row.id}`);
      const decision = await reader.maybe<never>(sql`select recommended, limit_minor as "limitMinor", annual_rate as "annualRate", spread_basis_points as "spreadBasisPoints", lpr_published_on as "lprPublishedOn", reasons, facts, table_hash as "tableHash", decided_on as "decidedOn", command_id as "commandId" from lending.decision where application_id = ${row.id}`);
      const alerts = await reader.rows<never>(sql`select al.id, al.kind, al.evidence, al.status, al.resolution, p.name as "resolvedByName" from lending.alert_application x join lending.alert al on al.id = x.alert_id left join access.principals p on p.id = al.resolved_by where x.application_id = ${row.id} order by al.raised_on, al.id`);
      const { filingId: _f, recommended: _r, reasons: _rs, contractState: _c, principalMinor: _pm, outstandingMinor: _o, startsOn: _s, ...rest } = application!;
      return succeed({
        ...rest, filing: filing ?? null, interview: interview ?? null, decision: decision ?? null, alerts, payees: await payeeRows(reader, sealer, row.id), life: await lifeOf(reader, row.id),
        survey: survey ? surveyed(survey, key) : null,
      });
    }),

    answers(contract.alerts, async (reader, input, scope) => {
      type Row = { id: string; kind: string; evidence: string; status: string; raisedOn: string; resolution: string | null; applications: { applicationId: string; number: string; borrowerId: string }[] };
      const found = await page<Row>(reader, sql`select al.id, al.kind, al.evidence, al.status, al.raised_on as "raisedOn", al.resolution,
          (select json_agg(json_build_object('applicationId', a.id, 'number', a.number, 'borrowerId', a.borrower_id) order by a.number) from lending.alert_application x join lending.application a on a.id = x.application_id where x.alert_id = al.id) as applications
        from lending.alert al where ${visible(scope, sql`al.unit_path`)} and ${optional(input.status, sql`al.status = ${input.status}`)}
          and ${optional(input.villageId, sql`exists (select 1 from lending.alert_application x join lending.application a on a.id = x.application_id where x.alert_id = al.id and a.village_id = ${input.villageId})`)}`, input, { raisedOn: 'date', kind: 'text' });
      const names = await namesOf(reader, sealer, found.items.flatMap((item) => item.applications.map((application) => application.borrowerId)));
      return succeed({ ...found, items: found.items.map((item) => ({ ...item, applications: item.applications.map(({ borrowerId, ...application }) => ({ ...application, borrowerName: names.get(borrowerId) ?? '' })) })) });
    }),

    answers(contract.villages, async (reader, input, scope) => succeed(await page<never>(reader, sql`
      select v.id, v.public_name as name, v.unit_path as "unitPath", (select count(*)::int from parties.relations r where r.to_party_id = v.id and r.kind = 'belongs_to') as households,
        (select count(*)::int from lending.filing f where f.village_id = v.id) as filed, (select count(*)::int from lending.pre_limit p join lending.filing f on f.id = p.filing_id where f.village_id = v.id and p.limit_minor > 0) as "preLimited",
        (select count(*)::int from lending.contract c where c.village_id = v.id and c.state in ('active', 'settled')) as drawn, (select coalesce(sum(c.principal_minor), 0)::bigint from lending.contract c where c.village_id = v.id and c.state in ('active', 'settled')) as "disbursedMinor",
        (select coalesce(sum(${outstanding}), 0)::bigint from lending.contract c where c.village_id = v.id) as "outstandingMinor",
        (select count(distinct al.id)::int from lending.alert al join lending.alert_application x on x.alert_id = al.id join lending.application a on a.id = x.application_id where a.village_id = v.id and al.status = 'open') as "openAlerts"
      from parties.parties v where v.kind = 'village' and ${visible(scope, sql`v.unit_path`)}`, input, { name: 'text', households: 'int', disbursedMinor: 'bigint' }))),

    answers(contract.village, async (reader, input, scope) => {
      const village = await reader.maybe<{ id: string; name: string; unitPath: string }>(sql`select v.id, v.public_name as name, v.unit_path as "unitPath" from parties.parties v where v.id = ${input.villageId} and v.kind = 'village' and ${visible(scope, sql`v.unit_path`)}`);
      if (!village) return refuse('village_not_found');
      const rows = await named(reader, await reader.rows<ApplicationRow>(sql`select * from (${applicationRows(scope, sql`a.village_id = ${input.villageId}`)}) r order by number`));
      const positions = await positionsOf(reader, rows.filter((row) => row.contractState === 'active').map((row) => row.contractId!));
      const plots = rows.map((row) => ({
        applicationId: row.id, contractId: row.contractId, name: row.borrowerName, amountMinor: row.principalMinor ?? row.grantedMinor ?? row.limitMinor ?? row.requestedMinor, outstandingMinor: row.outstandingMinor,
        state: plotState(row, positions.get(row.contractId ?? '')?.position), reason: plotReason(row),
      }));
      const [money] = await reader.rows<{ disbursedMinor: bigint; outstandingMinor: bigint; payeesPaidMinor: bigint; contracts: number }>(sql`
        select coalesce(sum(f.amount_minor), 0)::bigint as "disbursedMinor", coalesce(sum(${outstanding}), 0)::bigint as "outstandingMinor", count(*)::int as contracts,
          coalesce(sum((select sum(y.amount_minor) from lending.application_payee y where y.application_id = c.application_id)), 0)::bigint as "payeesPaidMinor"
        from lending.contract c join lending.fact f on f.contract_id = c.id and f.kind = 'disbursed' where c.village_id = ${input.villageId}`);
      return succeed({ ...village, ...money!, households: new Set(rows.map((row) => row.borrowerId)).size, plots });
    }),

    answers(contract.contracts, async (reader, input, scope) => {
      const where = sql`${optional(input.villageId, sql`c.village_id = ${input.villageId}`)} and ${optional(input.state, sql`c.state = ${input.state}`)} and ${optional(input.borrowerId, sql`c.borrower_id = ${input.borrowerId}`)}`;
      const found = await page<ContractRow>(reader, contractRows(scope, where), input, { number: 'text', principalMinor: 'bigint', maturesOn: 'date', outstandingMinor: 'bigint' });
      const items = (await named(reader, found.items)).map(({ applicationId: _a, accountNumber: _n, signedOn: _s, signedAt: _t, regulatory: _r, checklist: _c, ...item }) => item);
      return succeed({ ...found, items });
    }),

    answers(contract.contractDetail, async (reader, input, scope) => {
      const row = await reader.maybe<ContractRow>(contractRows(scope, sql`c.id = ${input.contractId}`));
      if (!row) return refuse('contract_not_found');
      const [named_] = await named(reader, [row]);
      const { position, asOf } = (await positionsOf(reader, [row.id])).get(row.id)!;
      const facts = await reader.rows<never>(sql`select sequence, kind, on_date as on, amount_minor as "amountMinor", parts, entry_id as "entryId", command_id as "commandId" from lending.fact where contract_id = ${row.id} order by sequence`);
      const price = await reader.maybe<{ lprPublishedOn: string | null; spreadBasisPoints: number }>(sql`select lpr_published_on as "lprPublishedOn", spread_basis_points as "spreadBasisPoints" from lending.decision where application_id = ${row.applicationId}`);
      return succeed({
        ...named_!, asOf, lprPublishedOn: price?.lprPublishedOn ?? null, spreadBasisPoints: price?.spreadBasisPoints ?? 0, facts, payees: await payeeRows(reader, sealer, row.applicationId), life: await lifeOf(reader, row.applicationId),
        position: { due: position.due, accruedInterestMinor: position.accruedInterestMinor, payoffMinor: position.payoffMinor, daysOverdue: position.daysOverdue, overdueSince: position.overdueSince ?? null, settledOn: position.settledOn ?? null },
        lines: position.lines.map(({ number, dueOn, principalMinor, interestMinor, balanceAfterMinor, explanation, state, paid }) => ({ number, dueOn, principalMinor, interestMinor, balanceAfterMinor, explanation: [...explanation], state, paid })),
      });
    }),

    answers(contract.dueSoon, async (reader, input, scope) => {
      // Running contracts of the scope are projected; the page is cut from the answer. Day-end will keep due dates as rows.
      const contracts = await reader.rows<{ id: string; number: string; borrowerId: string }>(sql`select c.id, c.number, c.borrower_id as "borrowerId" from lending.contract c where c.state = 'active' and ${visible(scope, sql`c.unit_path`)} order by c.matures_on limit 2000`);
      const positions = await positionsOf(reader, contracts.map((found) => found.id));
      const due = (await named(reader, contracts)).flatMap(({ id, number, borrowerName }) => {
        const { position, asOf } = positions.get(id)!;
        const horizon = addDays(asOf as BusinessDate, input.days);
        return position.lines.filter((line) => line.state !== 'paid' && line.dueOn <= horizon && line.principalMinor + line.interestMinor > 0n).map((line) => ({
          id: `${id} ${line.number}`, contractId: id, number, borrowerName, dueOn: line.dueOn, amountMinor: line.principalMinor + line.interestMinor - line.paid.principal - line.paid.interest, daysOverdue: line.state === 'overdue' ? position.daysOverdue : 0,
        }));
      }).toSorted((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1));
      const ordered = input.order === 'descending' ? due.toReversed() : due;
      const start = input.cursor ? ordered.findIndex((row) => row.id === Buffer.from(input.cursor!, 'base64url').toString()) + 1 : 0;
      const items = ordered.slice(start, start + input.limit);
      const more = start + input.limit < ordered.length;
      return succeed({ items, total: ordered.length, ...(more ? { nextCursor: Buffer.from(items.at(-1)!.id).toString('base64url') } : {}) });
    }),

    answers(contract.previewSchedule, async (reader, input, scope) => previewProducts(reader, input, scope)),
  ];
}

type PlotState = 'under_way' | 'approved' | 'signed' | 'active' | 'overdue' | 'settled' | 'declined' | 'rejected' | 'alerted' | 'withdrawn';
function plotState(row: ApplicationRow, position: Position | undefined): PlotState {
  if (row.contractState === 'settled') return 'settled';
  if (row.contractState === 'active') return position && position.daysOverdue > 0 ? 'overdue' : 'active';
  if (row.openAlerts > 0) return 'alerted';
  if (row.contractState === 'signed' || row.contractState === 'cleared') return 'signed';
  if (row.state === 'approved' || row.state === 'declined' || row.state === 'rejected' || row.state === 'withdrawn') return row.state;
  return 'under_way';
}
function plotReason(row: ApplicationRow): { zh: string; en: string } | null {
  if (row.state === 'withdrawn') return { zh: row.stateReason ?? '已撤回', en: row.stateReason ?? 'Withdrawn' };
  if (row.openAlerts > 0) return { zh: '预警未解除，须第二人核查', en: 'An alert is open; a second person must look' };
  if (row.recommended === false) return row.reasons?.[0] ?? null;
  return null;
}
