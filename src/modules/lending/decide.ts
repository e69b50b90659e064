// The decision: tables and their reasons, and the signs of straw borrowers over everyone who applies in the village.
import { versionsById } from '#catalogue';
import { must, refuse, succeed, type Outcome } from '#kernel';
import { personsOf } from '#parties';
import { deriveId, handles, insertRows, sql, type Item, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { evaluateFarm, type Judgement } from './evaluate.ts';
import { readableAlert, screenBatch, type MoneyFlow, type ScreenedApplication } from './rules/index.ts';
import { loadApplications, loadFilings, setState } from './sql/load.ts';
import { byApplication, succeeded } from './targets.ts';
import * as tasks from './tasks.ts';

type Survey = { acreageMuHundredths: number; trees: number; waterNeedCubicMetres: number; confirmedMinor: bigint; rating: number | null };
async function loadSurveys(tx: Tx, ids: readonly string[]): Promise<Map<string, Survey>> {
  const rows = await tx.rows<Survey & { id: string }>(sql`select s.application_id as id, s.acreage_mu_hundredths as "acreageMuHundredths", s.trees, s.water_need_cubic_metres as "waterNeedCubicMetres", i.confirmed_minor as "confirmedMinor", p.rating
    from lending.survey s join lending.interview i on i.application_id = s.application_id join lending.application a on a.id = s.application_id left join lending.pre_limit p on p.filing_id = a.filing_id where s.application_id = any(${ids as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Screens the applications together with all that are open in the same villages; raises what is new. */
async function screen(tx: Tx, items: readonly Item<{ applicationId: string }>[], villageIds: readonly string[], applicationIds: readonly string[]): Promise<Map<string, number>> {
  type Row = Omit<ScreenedApplication, 'mobileHash' | 'addressHash'> & { mobileHash: string; addressHash: string; unitPath: string };
  const rows = await tx.rows<Row>(sql`
    select a.id as "applicationId", a.borrower_id as "borrowerId", coalesce(encode(p.mobile_hash, 'hex'), '') as "mobileHash", coalesce(encode(p.address_hash, 'hex'), '') as "addressHash", a.borrower_id as "payeeId", true as "payeeIsApprovedMerchant",
      a.account_number as "accountNumber", a.staff_relation as "staffRelation", a.unit_path as "unitPath"
    from lending.application a join parties.parties p on p.id = a.borrower_id where a.state not in ('withdrawn', 'declined', 'rejected') and (a.village_id = any(${villageIds as string[]}::uuid[]) or a.id = any(${applicationIds as string[]}::uuid[]))`);
  const payments = await tx.rows<{ applicationId: string; borrowerId: string; payeeId: string; toAccount: string; amountMinor: bigint; merchant: boolean }>(sql`
    select a.id as "applicationId", a.borrower_id as "borrowerId", y.payee_id as "payeeId", y.account_number as "toAccount", y.amount_minor as "amountMinor", p.kind = 'firm' as merchant
    from lending.application_payee y join lending.application a on a.id = y.application_id join parties.parties p on p.id = y.payee_id where a.id = any(${rows.map((row) => row.applicationId)}::uuid[])`);
  const firstPayee = new Map(payments.toReversed().map((payment) => [payment.applicationId, payment]));
  const screened = rows.map((row): ScreenedApplication => { const payee = firstPayee.get(row.applicationId); return payee ? { ...row, payeeId: payee.payeeId, payeeIsApprovedMerchant: payee.merchant } : row; });
  const flows = payments.map((payment): MoneyFlow => ({ fromBorrower: payment.borrowerId, toAccount: payment.toAccount, toApprovedMerchant: payment.merchant, amountMinor: payment.amountMinor }));
  const first = must(items[0], 'a batch has items');
  const unitOf = new Map(rows.map((row) => [row.applicationId, row.unitPath]));
  // The same sign over the same applications is one alert, however often they are screened.
  const found = screenBatch(screened, flows).map((alert) => ({ alert, id: deriveId(alert.kind, alert.applicationIds.toSorted().join(' ')) }));
  const known = new Set((await tx.rows<{ id: string }>(sql`select id from lending.alert where id = any(${found.map(({ id }) => id)}::uuid[])`)).map((row) => row.id));
  const raised = found.filter(({ id }) => !known.has(id));
  await insertRows(tx, 'lending.alert', raised.map(({ alert, id }) => ({ id, kind: alert.kind, unit_path: unitOf.get(alert.applicationIds[0]!), evidence: readableAlert(alert), status: 'open', raised_on: first.businessDate, command_id: first.commandId })));
  await insertRows(tx, 'lending.alert_application', raised.flatMap(({ alert, id }) => alert.applicationIds.map((applicationId) => ({ alert_id: id, application_id: applicationId }))));
  await tasks.open(tx, 'alert', raised.map(({ alert, id }) => ({ item: first, subjectId: id, unitPath: unitOf.get(alert.applicationIds[0]!)!, label: readableAlert(alert).split(' · ')[0]! })));
  const open = new Map<string, number>();
  for (const { alert } of found) for (const id of alert.applicationIds) open.set(id, (open.get(id) ?? 0) + 1);
  return open;
}

type Decided = { recommended: boolean; limitMinor: bigint; annualRate: string; reasons: Judgement['reasons']; alerts: number };

export function decideServices(sealer: Sealer) {
  return [
    handles(contract.decide, {
      scope: byApplication,
      async handle(tx, items) {
        const applications = await loadApplications(tx, items.map((item) => item.input.applicationId), true);
        const filings = await loadFilings(tx, [...applications.values()].flatMap((application) => application.filingId ?? []));
        const surveys = await loadSurveys(tx, [...applications.keys()]);
        const products = await versionsById(tx, [...applications.values()].map((application) => application.productVersionId));
        const persons = await personsOf(tx, sealer, [...applications.values()].map((application) => application.borrowerId));
        const overdue = new Set((await tx.rows<{ id: string }>(sql`select distinct borrower_id as id from lending.contract where state = 'active' and matures_on < ${items[0]!.businessDate} and borrower_id = any(${[...applications.values()].map((application) => application.borrowerId)}::uuid[])`)).map((row) => row.id));
        const outcomes: Outcome<Decided>[] = [];
        const judgements = new Map<string, Judgement>();
        for (const { input, businessDate } of items) {
          const application = applications.get(input.applicationId);
          if (!application) { outcomes.push(refuse('application_not_found')); continue; }
          const survey = surveys.get(application.id);
          if (application.state !== 'interviewed' || !survey) { outcomes.push(refuse('wrong_state', { state: application.state })); continue; }
          const filing = application.filingId ? filings.get(application.filingId)! : { acreageMuHundredths: survey.acreageMuHundredths, trees: survey.trees, annualIncomeMinor: 0n, otherDebtMinor: 0n, greyList: false };
          const person = persons.get(application.borrowerId);
          const judged = await evaluateFarm(tx, must(products.get(application.productVersionId), 'an application names a version'), {
            filing, survey, rating: survey.rating ?? 0, businessDate, requestedMinor: survey.confirmedMinor, termMonths: application.termMonths, idNumber: person?.idNumber ?? null, povertyRelieved: person?.attributes['povertyRelieved'] === true, overdue: overdue.has(application.borrowerId),
          });
          if (!judged.ok) { outcomes.push(judged); continue; }
          application.state = judged.value.eligible && judged.value.limitMinor > 0n ? 'recommended' : 'declined';
          judgements.set(application.id, judged.value);
          outcomes.push(succeed({ recommended: application.state === 'recommended', limitMinor: judged.value.limitMinor, annualRate: judged.value.annualRate, reasons: judged.value.reasons, alerts: 0 }));
        }
        const decided = succeeded(items, outcomes);
        await insertRows(tx, 'lending.decision', decided.map(({ item, value }) => {
          const judgement = judgements.get(item.input.applicationId)!;
          return {
            application_id: item.input.applicationId, recommended: value.recommended, limit_minor: value.limitMinor, annual_rate: value.annualRate, lpr_published_on: judgement.lprPublishedOn, spread_basis_points: judgement.spreadBasisPoints, reasons: judgement.reasons, facts: judgement.facts,
            table_hash: judgement.tableHash, decided_on: item.businessDate, command_id: item.commandId,
          };
        }));
        for (const state of ['recommended', 'declined'] as const) await setState(tx, decided.filter(({ value }) => value.recommended === (state === 'recommended')).map(({ item }) => item.input.applicationId), state);
        const alerts = decided.length > 0 ? await screen(tx, items, [...applications.values()].flatMap((application) => application.villageId ?? []), decided.map(({ item }) => item.input.applicationId)) : new Map<string, number>();
        return outcomes.map((outcome, index) => (outcome.ok ? succeed({ ...outcome.value, alerts: alerts.get(items[index]!.input.applicationId) ?? 0 }) : outcome));
      },
    }),

    handles(contract.resolveAlert, {
      async scope(tx, inputs) {
        const rows = new Map((await tx.rows<{ id: string; unit_path: string }>(sql`select id, unit_path from lending.alert where id = any(${inputs.map((input) => input.alertId)}::uuid[])`)).map((row) => [row.id, row]));
        return inputs.map((input) => { const alert = rows.get(input.alertId); return alert ? { unitPath: alert.unit_path } : null; });
      },
      async handle(tx, items) {
        type Row = { id: string; status: string; involved: string[] };
        const rows = await tx.rows<Row>(sql`select l.id, l.status, (select array_agg(person) from lending.alert_application x join lending.application a on a.id = x.application_id left join lending.survey s on s.application_id = a.id, unnest(array[a.made_by, s.first_investigator, s.second_investigator]) person where x.alert_id = l.id and person is not null) as involved
          from lending.alert l where l.id = any(${items.map((item) => item.input.alertId)}::uuid[]) order by l.id for update of l`);
        const alerts = new Map(rows.map((row) => [row.id, row]));
        const outcomes = items.map(({ input, principal }): Outcome<{ status: string }> => {
          const alert = alerts.get(input.alertId);
          if (!alert) return refuse('alert_not_found');
          if (alert.status !== 'open') return refuse('alert_resolved');
          if (alert.involved.includes(principal.id)) return refuse('own_application');
          alert.status = input.outcome;
          return succeed({ status: input.outcome });
        });
        const resolved = succeeded(items, outcomes);
        await tx.run(sql`update lending.alert set status = r.status, resolved_by = r.person, resolution = r.finding, resolved_on = r.on_date
          from unnest(${resolved.map(({ item }) => item.input.alertId)}::uuid[], ${resolved.map(({ value }) => value.status)}::text[], ${resolved.map(({ item }) => item.principal.id)}::uuid[], ${resolved.map(({ item }) => item.input.finding)}::text[], ${resolved.map(({ item }) => item.businessDate)}::date[])
            r(id, status, person, finding, on_date) where alert.id = r.id`);
        await tasks.close(tx, 'alert', resolved.map(({ item }) => ({ subjectId: item.input.alertId, commandId: item.commandId })));
        return outcomes;
      },
    }),
  ];
}
