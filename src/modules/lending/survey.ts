// On the hillside: two investigators, the farm as it is, then the borrower's own word and signature.
import { refuse, succeed, type Outcome } from '#kernel';
import { handles, insertRows, seal, sql, type Sealer, type Tx } from '#platform';
import * as contract from './contract.ts';
import { uploadedFiles, loadApplications, setState } from './sql/load.ts';
import { byApplication, succeeded } from './targets.ts';
import * as tasks from './tasks.ts';

async function investigatorsAt(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ id: string; paths: string[] }>(sql`select principal_id as id, array_agg(unit_path) as paths from access.current_grants where principal_id = any(${ids as string[]}::uuid[]) and role = 'investigator' group by principal_id`);
  return new Map(rows.map((row) => [row.id, row.paths]));
}

export function surveyServices(sealer: Sealer) {
  return [
    handles(contract.survey, {
      scope: byApplication,
      async handle(tx, items) {
        const applications = await loadApplications(tx, items.map((item) => item.input.applicationId), true);
        const seconds = await investigatorsAt(tx, items.map((item) => item.input.secondInvestigatorId));
        const files = await uploadedFiles(tx, items.flatMap((item) => item.input.photoSha256s));
        const outcomes = items.map(({ input, principal }): Outcome<{ applicationId: string }> => {
          const application = applications.get(input.applicationId);
          if (!application) return refuse('application_not_found');
          if (application.state !== 'applied') return refuse('wrong_state', { state: application.state });
          if ([principal.id, input.secondInvestigatorId].includes(application.madeBy)) return refuse('maker_may_not_survey');
          if (input.secondInvestigatorId === principal.id || !seconds.get(input.secondInvestigatorId)?.some((path) => application.unitPath.startsWith(path))) return refuse('second_investigator_missing');
          if (input.photoSha256s.length === 0 || input.photoSha256s.some((hash) => !files.has(hash, application.unitPath))) return refuse('photos_missing');
          application.state = 'surveyed';
          return succeed({ applicationId: application.id });
        });
        const done = succeeded(items, outcomes);
        const keys = await sealer.keysFor(tx, done.filter(({ item }) => item.input.location).map(({ item }) => `party:${applications.get(item.input.applicationId)!.borrowerId}`));
        await insertRows(tx, 'lending.survey', done.map(({ item: { input, principal, businessDate, commandId } }) => {
          const subject = `party:${applications.get(input.applicationId)!.borrowerId}`;
          return {
            application_id: input.applicationId, acreage_mu_hundredths: input.acreageMuHundredths, trees: input.trees, water_need_cubic_metres: input.waterNeedCubicMetres, photo_sha256s: input.photoSha256s,
            location_sealed: input.location ? seal(keys.get(subject)!, Buffer.from(input.location), subject) : null, first_investigator: principal.id, second_investigator: input.secondInvestigatorId, surveyed_on: businessDate, note: input.note, command_id: commandId,
          };
        }));
        await setState(tx, done.map(({ value }) => value.applicationId), 'surveyed');
        await tasks.close(tx, 'survey', done.map(({ item, value }) => ({ subjectId: value.applicationId, commandId: item.commandId })));
        return outcomes;
      },
    }),

    handles(contract.interview, {
      scope: byApplication,
      async handle(tx, items) {
        const applications = await loadApplications(tx, items.map((item) => item.input.applicationId), true);
        const files = await uploadedFiles(tx, items.map((item) => item.input.signatureSha256));
        const outcomes = items.map(({ input }): Outcome<{ applicationId: string }> => {
          const application = applications.get(input.applicationId);
          if (!application) return refuse('application_not_found');
          if (application.state !== 'surveyed') return refuse('wrong_state', { state: application.state });
          if (!input.ownUseConfirmed) return refuse('not_own_use');
          if (input.confirmedMinor > application.requestedMinor) return refuse('above_request');
          if (!files.has(input.signatureSha256, application.unitPath)) return refuse('signature_missing');
          application.state = 'interviewed';
          return succeed({ applicationId: application.id });
        });
        const done = succeeded(items, outcomes);
        await insertRows(tx, 'lending.interview', done.map(({ item: { input, principal, businessDate, commandId } }) => ({
          application_id: input.applicationId, confirmed_minor: input.confirmedMinor, own_use_confirmed: input.ownUseConfirmed, signature_sha256: input.signatureSha256, interviewed_by: principal.id, interviewed_on: businessDate, command_id: commandId,
        })));
        await setState(tx, done.map(({ value }) => value.applicationId), 'interviewed');
        return outcomes;
      },
    }),
  ];
}
