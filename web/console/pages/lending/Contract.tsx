import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { Figure, Figures, KitLink, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { lendingTexts, ownerTypes } from '../../i18n/lending.ts';
import { lendingStates, stateOf, wordOf } from '../../i18n/words.ts';
import { FactList } from '../../parts/Fact.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Pending } from '../../parts/Pending.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';
import { Prints } from '../documents/Prints.tsx';
import { Clear } from './Clear.tsx';
import { History } from './History.tsx';
import { Life } from './Life.tsx';
import './lending.css';
import { AccountLink, Payees } from './Payees.tsx';
import { usePending } from './pending.ts';
import { RateFact } from './RateFact.tsx';
import { Repay } from './Repay.tsx';
import { dueMinor, type Contract } from './rules.ts';
import { Schedule } from './Schedule.tsx';

/** One loan: what is owed and why, every line of its schedule, every movement, and the papers. */
export default function ContractPage() {
  const t = useT(lendingTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.lending.contractDetail, { contractId: id });
  return <Loaded title={t('contract')} crumbs={[{ title: t('contracts'), to: '/lending/contracts' }]} ask={ask}>{(contract) => <Opened key={contract.id} contract={contract} />}</Loaded>;
}

function Opened({ contract }: { contract: Contract }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const may = useMay();
  const navigate = useNavigateTo();
  const [dialog, setDialog] = useState<'clear' | 'repay'>();
  const { position } = contract;
  const overdue = position.daysOverdue > 0;
  const state = stateOf(lendingStates, contract.state === 'active' && overdue ? 'overdue' : contract.state, pick);
  const due = dueMinor(position.due);
  const next = contract.lines.find((line) => line.state !== 'paid' && BigInt(line.principalMinor) + BigInt(line.interestMinor) > 0n);
  const paidOut = contract.facts.find((fact) => fact.kind === 'disbursed');
  const village = useAsk(contracts.lending.villages, { limit: 500 }, { enabled: contract.villageId !== null }).data?.items.find((row) => row.id === contract.villageId);
  const statement = contract.ledgerAccountId === null ? undefined : addressOf.ledgerAccount(contract.ledgerAccountId);
  const ownerType = contract.regulatory['ownerType'];
  const regulatory = { ...contract.regulatory, ...(typeof ownerType === 'string' ? { ownerType: wordOf(ownerTypes, ownerType, pick) } : {}) };
  const waitingIn = usePending(contracts.lending.disburse, 'contractId', contract.state === 'cleared').get(contract.id);
  const primary = contract.state === 'active' && may(contracts.lending.repay) ? { label: t('repay'), onClick: () => setDialog('repay') } : contract.state === 'signed' && may(contracts.lending.clearPayout) ? { label: t('clear'), onClick: () => setDialog('clear') } : undefined;
  return (
    <PageFrame title={contract.number} state={<StateTag tone={state.tone}>{state.label}</StateTag>}
      crumbs={[{ title: t('contracts'), to: '/lending/contracts' }, ...(village === undefined ? [] : [{ title: village.name, to: addressOf.village(village.id) }]), { title: contract.borrowerName }]}
      facts={[
        { label: t('borrower'), value: <KitLink to={addressOf.party(contract.borrowerId)}>{contract.borrowerName}</KitLink> }, { label: t('product'), value: contract.productName },
        { label: t('rate'), value: <RateFact annualRate={contract.annualRate} lprPublishedOn={contract.lprPublishedOn} spreadBasisPoints={contract.spreadBasisPoints} /> }, { label: `${t('starts')} — ${t('matures')}`, value: <span className="gb-figures">{contract.startsOn} — {contract.maturesOn}</span> },
        { label: t('account'), value: <AccountLink number={contract.accountNumber} /> }, { label: t('signedOn'), value: `${contract.signedOn} · ${contract.signedAt}` }, { label: common('unit'), value: nameOf(contract.unitPath) }, { label: common('businessDate'), value: contract.asOf },
      ]}
      {...(primary === undefined ? {} : { primary })}
      secondary={[
        { label: t('toApplication'), onClick: () => navigate(addressOf.application(contract.applicationId)) },
        ...(may(contracts.approvals.commands) ? [{ label: pick({ zh: '审计', en: 'Audit' }), onClick: () => navigate(`/audit?text=${contract.id}`) }] : []),
        { label: common('print'), onClick: () => print() },
      ]}>
      {waitingIn !== undefined && <Pending batchId={waitingIn} />}
      <Figures>
        <Figure name={t('contractPrincipal')} amountMinor={contract.principalMinor} detail={`¥${formatMinor(BigInt(contract.principalMinor))}`} {...(paidOut?.entryId ? { to: addressOf.entry(paidOut.entryId) } : {})} />
        <Figure name={t('outstanding')} amountMinor={contract.outstandingMinor} explain={t('outstandingHelp')} detail={`¥${formatMinor(BigInt(contract.outstandingMinor))}`} {...(statement === undefined ? {} : { to: statement })} />
        <Figure name={t('dueNow')} amountMinor={due} {...(overdue ? { attention: t('overdueDays', { days: position.daysOverdue, date: position.overdueSince ?? '' }), detail: t('overdueDays', { days: position.daysOverdue, date: position.overdueSince ?? '' }) } : { detail: due > 0n ? `¥${formatMinor(due)}` : next === undefined ? t('nothingDue') : `${t('nothingDue')} · ${t('nextDue', { date: next.dueOn })}` })} />
        <Figure name={t('payoff')} amountMinor={position.payoffMinor} explain={t('payoffHelp')} detail={`¥${formatMinor(BigInt(position.payoffMinor))} · ${t('accrued', { amount: formatMinor(BigInt(position.accruedInterestMinor)) })}`} />
      </Figures>
      <Life life={contract.life} />
      <Schedule contract={contract} />
      <History facts={contract.facts} />
      <Payees payees={contract.payees} to={paidOut?.entryId ? addressOf.entry(paidOut.entryId) : undefined} />
      {may(contracts.documents.prints) && <Prints subject={contract.id} />}
      <div className="gb-two">
        <Section title={t('regulatory')}><FactList facts={regulatory} /></Section>
        <Section title={t('checklist')}>{contract.checklist === null ? <p className="gb-muted">{t('notChecked')}</p> : <FactList facts={contract.checklist} />}</Section>
      </div>
      <Clear contract={contract} open={dialog === 'clear'} onClose={() => setDialog(undefined)} />
      <Repay contract={contract} open={dialog === 'repay'} onClose={() => setDialog(undefined)} />
    </PageFrame>
  );
}
