// Credit: a ladder of people by single amount and batch total, who see every row and may strike rows.
import { versionsById } from '#catalogue';
import { assert, must, refuse, succeed, type Outcome } from '#kernel';
import { namesOf } from '#parties';
import { handles, insertRows, sql, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { approvalSteps } from './rules/index.ts';
import { loadApplications, setState } from './sql/load.ts';
import { byApplication, succeeded } from './targets.ts';
import type { Application, Reason } from './types.ts';

type DecisionRow = { limitMinor: bigint; annualRate: string; recommended: boolean; reasons: Reason[]; acreageMuHundredths: number; waterNeedCubicMetres: number; rating: number | null };
async function loadDecisions(tx: Tx, ids: readonly string[]): Promise<Map<string, DecisionRow>> {
  const rows = await tx.rows<DecisionRow & { id: string }>(sql`select d.application_id as id, d.limit_minor as "limitMinor", d.annual_rate as "annualRate", d.recommended, d.reasons, s.acreage_mu_hundredths as "acreageMuHundredths", s.water_need_cubic_metres as "waterNeedCubicMetres", p.rating
    from lending.decision d join lending.survey s on s.application_id = d.application_id join lending.application a on a.id = d.application_id left join lending.pre_limit p on p.filing_id = a.filing_id where d.application_id = any(${ids as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The unit of a kind that a path lies in. */
async function unitOfKind(tx: Tx, path: string, kind: string): Promise<string | undefined> {
  return (await tx.maybe<{ path: string }>(sql`select path from organisation.units where kind = ${kind} and ${path} ^@ path order by length(path) desc limit 1`))?.path;
}

const refusalOf = (application: Application | undefined, decision: DecisionRow | undefined): Outcome<never> | undefined => {
  if (!application) return refuse('application_not_found');
  if (!['recommended', 'declined'].includes(application.state) || !decision) return refuse('wrong_state', { state: application.state });
  if (!decision.recommended) return refuse('not_recommended');
  if (application.openAlerts > 0) return refuse('alert_open');
  return undefined;
};

async function ladder(tx: Tx, applications: readonly Application[], decisions: Map<string, DecisionRow>) {
  const amounts = applications.map((application) => decisions.get(application.id)!.limitMinor);
  const products = await versionsById(tx, applications.map((application) => application.productVersionId));
  // One product to a batch is the rule; a mixed one climbs the ladder of its first row's product over the whole total.
  const rules = must(products.get(applications[0]!.productVersionId), 'an application names a version').content.approvalLadder;
  return approvalSteps({ singleMaximumMinor: amounts.reduce((high, amount) => (amount > high ? amount : high)), totalMinor: amounts.reduce((sum, amount) => sum + amount, 0n), rules: rules.map(({ role, unitKind, singleUpToMinor, totalUpToMinor }) => ({ role, unitKind, ...(singleUpToMinor === undefined ? {} : { singleUpToMinor }), ...(totalUpToMinor === undefined ? {} : { totalUpToMinor }) })) });
}

export function grantServices(sealer: Sealer) {
  return [
    handles(contract.grantCredit, {
      scope: byApplication,
      async approval(tx, items) {
        const applications = await loadApplications(tx, items.map((item) => item.input.applicationId));
        const decisions = await loadDecisions(tx, [...applications.keys()]);
        const fit = [...applications.values()].filter((application) => refusalOf(application, decisions.get(application.id)) === undefined);
        // What cannot be granted is refused by the handler at once; nobody is asked to approve it.
        if (fit.length === 0) return undefined;
        const steps = await ladder(tx, fit, decisions);
        if (!steps.ok) return undefined;
        const names = await namesOf(tx, sealer, [...applications.values()].map((application) => application.borrowerId));
        const unitPath = commonUnit([...applications.values()].map((application) => application.unitPath));
        return {
          title: fit.length === 1 ? `授信审批 ${fit[0]!.number}` : `授信审批 ${fit.length} 户`, unitPath,
          steps: await Promise.all(steps.value.map(async (step) => ({ role: step.role, unitPath: (await unitOfKind(tx, unitPath, step.unitKind)) ?? unitPath }))),
          facts: {
            summary: { rows: items.length, totalMinor: fit.reduce((sum, application) => sum + decisions.get(application.id)!.limitMinor, 0n) },
            items: items.map(({ input }) => {
              const application = applications.get(input.applicationId);
              const decision = decisions.get(input.applicationId);
              return {
                applicationId: input.applicationId, applicationNumber: application?.number ?? null, borrowerName: application ? (names.get(application.borrowerId) ?? null) : null, requestedMinor: application?.requestedMinor ?? null, limitMinor: decision?.limitMinor ?? null,
                annualRate: decision?.annualRate ?? null, acreageMuHundredths: decision?.acreageMuHundredths ?? null, waterNeedCubicMetres: decision?.waterNeedCubicMetres ?? null, rating: decision?.rating ?? null, openAlerts: application?.openAlerts ?? 0, state: application?.state ?? null, reasons: decision?.reasons ?? [],
              };
            }),
          },
        };
      },
      async handle(tx, items) {
        const applications = await loadApplications(tx, items.map((item) => item.input.applicationId), true);
        const decisions = await loadDecisions(tx, [...applications.keys()]);
        const outcomes = items.map((item): Outcome<{ grantedMinor: bigint }> => {
          const application = applications.get(item.input.applicationId);
          const refused = refusalOf(application, decisions.get(item.input.applicationId));
          if (refused) return refused;
          // Unapproved here means that no ladder could be made for it.
          if (item.approvedBy.length === 0) return refuse('beyond_authority');
          application!.state = 'approved';
          return succeed({ grantedMinor: decisions.get(application!.id)!.limitMinor });
        });
        const granted = succeeded(items, outcomes);
        await insertRows(tx, 'lending.credit', granted.map(({ item, value }) => ({ application_id: item.input.applicationId, granted_minor: value.grantedMinor, granted_on: item.businessDate, approved_by: item.approvedBy, batch_id: item.batchId, command_id: item.commandId })));
        await setState(tx, granted.map(({ item }) => item.input.applicationId), 'approved');
        return outcomes;
      },
    }),
  ];
}

/** The lowest unit that holds all of them. */
export function commonUnit(paths: readonly string[]): string {
  assert(paths.length > 0, 'a batch has rows');
  return paths.reduce((common, path) => { while (!path.startsWith(common)) common = common.replace(/[^.]+\.$/, ''); return common; });
}
