import { Button } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { Amount, Explain, KitLink, Mark, Section, StateTag, useLanguage, useT } from '#kit';
import { addressOf } from '../../address.ts';
import { commonTexts } from '../../i18n/common.ts';
import { factLabel } from '../../i18n/facts.ts';
import { actionTexts, lendingTexts } from '../../i18n/lending.ts';
import { alertKinds, alertStates, stateOf, wordOf } from '../../i18n/words.ts';
import { FactList } from '../../parts/Fact.tsx';
import { useMay } from '../../session.ts';
import { Resolve } from '../workbench/Alerts.tsx';
import { Photo } from './Files.tsx';
import { useCommandTo } from './Life.tsx';
import { RateFact } from './RateFact.tsx';
import { bothParts, type Application } from './rules.ts';

/** A link to the command behind a step, for those who read the audit trail. */
function CommandLink({ commandId }: { commandId: string }) {
  const t = useT(lendingTexts);
  const may = useMay();
  return may(contracts.approvals.commandDetail) ? <KitLink to={addressOf.command(commandId)} className="gb-more">{t('openCommand')}</KitLink> : null;
}

export function Alerts({ application }: { application: Application }) {
  const t = useT(lendingTexts);
  const actions = useT(actionTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [looking, setLooking] = useState<Application['alerts'][number]>();
  return (
    <Section title={t('alerts')}>
      <ul className="gb-pick">
        {application.alerts.map((alert) => {
          const state = stateOf(alertStates, alert.status, pick);
          return (
            <li key={alert.id}>
              <StateTag tone={state.tone}>{state.label}</StateTag><strong>{wordOf(alertKinds, alert.kind, pick)}</strong><span>{pick(bothParts(alert.evidence))}</span>
              {alert.resolution !== null && <span className="gb-muted">{alert.resolvedByName} · {alert.resolution}</span>}
              {alert.status === 'open' && may(contracts.lending.resolveAlert) ? <Button size="small" onClick={() => setLooking(alert)}>{actions('resolve')}</Button> : <span />}
            </li>
          );
        })}
      </ul>
      <Resolve alert={looking === undefined ? undefined : { id: looking.id, kind: looking.kind, applications: [{ applicationId: application.id, number: application.number, borrowerName: application.borrowerName }] }} onClose={() => setLooking(undefined)} />
    </Section>
  );
}

export function Decision({ application: { decision } }: { application: Application }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const commandTo = useCommandTo();
  if (decision === null) return <Section title={t('decision')}><p className="gb-muted">{t('noDecision')}</p></Section>;
  const facts = Object.fromEntries(Object.entries(decision.facts).map(([key, value]) => [key, typeof value === 'string' && /^\d+$/.test(value) && !/Minor$/.test(key) ? Number(value) : value]));
  return (
    <Section title={t('decision')} extra={<CommandLink commandId={decision.commandId} />}>
      <dl className="gb-fact-grid">
        <div><dt>{t('decision')}</dt><dd><StateTag tone={decision.recommended ? 'good' : 'stop'}>{t(decision.recommended ? 'recommended' : 'declined')}</StateTag></dd></div>
        <div><dt>{t('limit')}（{common('yuan')}）</dt><dd><strong><Amount amountMinor={decision.limitMinor} {...commandTo(decision.commandId)} /></strong></dd></div>
        <div><dt>{t('rate')}</dt><dd><RateFact annualRate={decision.annualRate} lprPublishedOn={decision.lprPublishedOn} spreadBasisPoints={decision.spreadBasisPoints} /></dd></div>
        <div><dt>{t('decidedOn')}</dt><dd className="gb-figures">{decision.decidedOn}</dd></div>
      </dl>
      <div className="gb-two">
        <div>
          <h3 className="gb-subhead">{t('reasons')}</h3>
          <ul className="gb-reasons">{decision.reasons.map((reason, index) => <li key={index}><span className={decision.recommended ? 'gb-tone-good' : index === 0 ? 'gb-tone-stop' : 'gb-tone-quiet'}><Mark tone={decision.recommended ? 'good' : index === 0 ? 'stop' : 'quiet'} /></span>{pick(reason)}</li>)}</ul>
          <h3 className="gb-subhead">{t('tableHash')}<Explain name={t('tableHash')}>{t('tableHashHelp')}</Explain></h3>
          {decision.tableHash.split(' ').map((hash) => <p key={hash} className="gb-code" title={hash}>{hash.slice(0, 16)}…{hash.slice(-8)}</p>)}
        </div>
        <div><h3 className="gb-subhead">{t('facts')}</h3><FactList facts={facts} /></div>
      </div>
    </Section>
  );
}

export function Survey({ application: { survey } }: { application: Application }) {
  const t = useT(lendingTexts);
  const { pick } = useLanguage();
  if (survey === null) return <Section title={t('survey')}><p className="gb-muted">{t('noSurvey')}</p></Section>;
  const { photoSha256s, investigators, note, acreageMuHundredths, trees, waterNeedCubicMetres, location, surveyedOn } = survey;
  return (
    <Section title={t('survey')} extra={<CommandLink commandId={survey.commandId} />}>
      <div className="gb-photos">{photoSha256s.map((sha256, index) => <Photo key={sha256} sha256={sha256} shape="orchard" label={t('photo', { index: index + 1 })} />)}</div>
      <FactList facts={{ investigators, surveyedOn, acreageMuHundredths, trees, waterNeedCubicMetres, location }} />
      <h3 className="gb-subhead">{factLabel('note', pick)}</h3><p>{note}</p>
    </Section>
  );
}

export function Interview({ application: { interview } }: { application: Application }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const commandTo = useCommandTo();
  if (interview === null) return <Section title={t('interview')}><p className="gb-muted">{t('noInterview')}</p></Section>;
  return (
    <Section title={t('interview')} extra={<CommandLink commandId={interview.commandId} />}>
      <div className="gb-photos"><Photo sha256={interview.signatureSha256} shape="signature" label={t('signature')} /></div>
      <dl className="gb-fact-grid">
        <div><dt>{t('confirmed')}（{common('yuan')}）</dt><dd><Amount amountMinor={interview.confirmedMinor} {...commandTo(interview.commandId)} /></dd></div>
        <div><dt>{t('interviewedBy')}</dt><dd>{interview.interviewedBy}</dd></div><div><dt>{t('interviewedOn')}</dt><dd className="gb-figures">{interview.interviewedOn}</dd></div>
      </dl>
    </Section>
  );
}

export function Filing({ application: { filing } }: { application: Application }) {
  const t = useT(lendingTexts);
  if (filing === null) return <Section title={t('filing')}><p className="gb-muted">{t('noFiling')}</p></Section>;
  const { id: _, ...facts } = filing;
  return <Section title={t('filing')}><FactList facts={facts} /></Section>;
}
