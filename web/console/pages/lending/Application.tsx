import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { contracts } from '#contracts';
import { Amount, KitLink, Mark, PageFrame, StateTag, useLanguage, useNavigateTo, useT, type PageAction } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { actionTexts, lendingTexts } from '../../i18n/lending.ts';
import { lendingStates, stateOf } from '../../i18n/words.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Pending } from '../../parts/Pending.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';
import { Dialogs, type DialogKind } from './dialogs/Dialogs.tsx';
import { Alerts, Decision, Filing, Interview, Survey } from './ApplicationParts.tsx';
import { Life, useCommandTo } from './Life.tsx';
import './lending.css';
import { Payees } from './Payees.tsx';
import { usePending } from './pending.ts';
import type { Application } from './rules.ts';

/** One application: what was seen, who decided and why, and the next step for whoever may take it. */
export default function ApplicationPage() {
  const t = useT(lendingTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.lending.application, { applicationId: id });
  return <Loaded title={t('application')} crumbs={[{ title: t('applications'), to: '/lending/applications' }]} ask={ask}>{(application) => <Opened key={application.id} application={application} />}</Loaded>;
}

function Opened({ application }: { application: Application }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const navigate = useNavigateTo();
  const [dialog, setDialog] = useState<DialogKind>();
  const [pendingId, setPendingId] = useState<string>();
  const waitingIn = usePending(contracts.lending.grantCredit, 'applicationId', application.state === 'recommended').get(application.id) ?? (application.state === 'recommended' ? pendingId : undefined);
  const { primary, secondary } = useActions(application, waitingIn !== undefined, setDialog);
  const applied = useCommandTo()(application.life.find((node) => node.key === 'applied')?.commandId);
  const state = stateOf(lendingStates, application.state, pick);
  const openAlerts = application.alerts.filter((alert) => alert.status !== 'cleared').length;
  return (
    <PageFrame title={application.number} state={<><StateTag tone={state.tone}>{state.label}</StateTag>{openAlerts > 0 && <StateTag tone="stop">{t('alerts')} {openAlerts}</StateTag>}</>}
      crumbs={[{ title: t('applications'), to: '/lending/applications' }, ...(application.villageId === null ? [] : [{ title: application.villageName ?? '', to: addressOf.village(application.villageId) }]), { title: application.borrowerName }]}
      facts={[
        { label: t('borrower'), value: <KitLink to={addressOf.party(application.borrowerId)}>{application.borrowerName}</KitLink> }, { label: t('product'), value: application.productName }, { label: `${t('requested')}（${common('yuan')}）`, value: <Amount amountMinor={application.requestedMinor} {...applied} /> },
        { label: t('term'), value: common('months', { count: application.termMonths }) }, { label: t('purpose'), value: application.purpose }, { label: t('account'), value: <span className="gb-code">{application.accountNumber}</span> },
        { label: t('maker'), value: `${application.makerName} · ${application.appliedOn}` }, { label: common('unit'), value: nameOf(application.unitPath) },
      ]}
      {...(primary === undefined ? {} : { primary })}
      secondary={[
        ...(application.contractId === null ? [] : [{ label: t('toContract'), onClick: () => navigate(addressOf.contract(application.contractId!)) }]),
        ...(application.batchId === null ? [] : [{ label: t('toBatch'), onClick: () => navigate(addressOf.approval(application.batchId!)) }]), ...secondary,
      ]}>
      {waitingIn !== undefined && <Pending batchId={waitingIn} />}
      {application.stateReason !== null && <div className="gb-note" role="status"><span className="gb-tone-quiet"><Mark tone="quiet" sizePixels={14} /></span><p><strong>{state.label}</strong><span>{application.stateReason}</span></p></div>}
      {application.alerts.length > 0 && <Alerts application={application} />}
      <Life life={application.life} />
      <Decision application={application} />
      <div className="gb-two"><Survey application={application} /><div className="gb-stack"><Interview application={application} /><Filing application={application} /></div></div>
      <Payees payees={application.payees} {...applied} />
      <Dialogs application={application} kind={dialog} onClose={() => setDialog(undefined)} onPending={setPendingId} />
    </PageFrame>
  );
}

/** What the signed-in person may do now: one primary action, the rest beside it. */
function useActions(application: Application, waiting: boolean, open: (kind: DialogKind) => void): { primary?: PageAction; secondary: readonly PageAction[] } {
  const t = useT(actionTexts);
  const may = useMay();
  const blocked = application.alerts.some((alert) => alert.status !== 'cleared');
  const next: readonly (readonly [state: string, kind: DialogKind, allowed: boolean, label: string])[] = [
    ['applied', 'survey', may(contracts.lending.survey), t('survey')], ['surveyed', 'interview', may(contracts.lending.interview), t('interview')], ['interviewed', 'decide', may(contracts.lending.decide), t('decide')],
    ['recommended', 'grant', may(contracts.lending.grantCredit) && !blocked && !waiting, t('grant')], ['approved', 'sign', may(contracts.lending.signContract) && !blocked, t('sign')],
  ];
  const found = next.find(([state, , allowed]) => state === application.state && allowed);
  const withdrawable = may(contracts.lending.withdraw) && ['applied', 'surveyed', 'interviewed', 'recommended', 'approved'].includes(application.state);
  return {
    ...(found === undefined ? {} : { primary: { label: found[3], onClick: () => open(found[1]) } }),
    secondary: withdrawable ? [{ label: t('withdraw'), onClick: () => open('withdraw'), danger: true }] : [],
  };
}
