import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { contracts } from '#contracts';
import { Amount, DataTable, ErrorNotice, formatTime, KitLink, PageFrame, SealMark, Section, StateTag, useLanguage, useNavigateTo, usePhone, useT, type Column, type PageFact } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk, type AnswerOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts, ledgerTexts } from '../../i18n/ledger.ts';
import { channelWords, commandStates, entryKinds, sides, stateOf, wordOf } from '../../i18n/words.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Pending } from '../../parts/Pending.tsx';
import { useMay } from '../../session.ts';
import { Reverse } from './Reverse.tsx';
import { manualKinds } from './rules.ts';

type Opened = AnswerOf<typeof contracts.ledger.entry>;
type Leg = Opened['legs'][number];

/** One entry: its legs, and the command, person and approval behind it. */
export default function Entry() {
  const t = useT(ledgerTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.ledger.entry, { entryId: id });
  return <Loaded title={t('entry')} crumbs={[{ title: t('group') }, { title: t('entries'), to: '/ledger/entries' }]} ask={ask}>{(entry) => <OpenedEntry entry={entry} />}</Loaded>;
}

function OpenedEntry({ entry }: { entry: Opened }) {
  const t = useT(ledgerTexts);
  const accounting = useT(accountingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [reversing, setReversing] = useState(false);
  const [waitingIn, setWaitingIn] = useState<string>();
  const reversible = may(contracts.ledger.reverseEntry) && manualKinds.has(entry.kind) && entry.reversedBy === null && waitingIn === undefined;
  const sum = (side: (leg: Leg) => string): bigint => entry.legs.reduce((total, leg) => total + BigInt(side(leg)), 0n);
  const only = (minor: string): string | null => (minor === '0' ? null : minor);
  const phone = usePhone();
  // A card has room for one figure: the side is said in a word.
  const oneFigure: readonly Column<Leg>[] = [
    { key: 'account', title: t('account'), kind: 'text', value: (leg) => leg.accountName },
    { key: 'amount', title: t('amount'), unit: common('yuan'), kind: 'amount', value: (leg) => (leg.debitMinor === '0' ? leg.creditMinor : leg.debitMinor), render: (leg) => <OneSide debitMinor={leg.debitMinor} creditMinor={leg.creditMinor} to={addressOf.ledgerAccount(leg.accountId)} /> },
    { key: 'chart', title: t('chartAccount'), kind: 'text', value: (leg) => `${leg.chartCode} ${leg.chartNameZh}` },
    { key: 'after', title: t('balanceAfter'), unit: common('yuan'), kind: 'amount', value: (leg) => leg.balanceAfterMinor },
  ];
  const columns: readonly Column<Leg>[] = [
    { key: 'account', title: t('account'), kind: 'text', value: (leg) => leg.accountName },
    { key: 'chart', title: t('chartAccount'), kind: 'text', value: (leg) => `${leg.chartCode} ${leg.chartNameZh}` },
    { key: 'debit', title: t('debit'), unit: common('yuan'), kind: 'amount', value: (leg) => only(leg.debitMinor), totalMinor: sum((leg) => leg.debitMinor), render: (leg) => (only(leg.debitMinor) === null ? null : <Amount amountMinor={leg.debitMinor} to={addressOf.ledgerAccount(leg.accountId)} />) },
    { key: 'credit', title: t('credit'), unit: common('yuan'), kind: 'amount', value: (leg) => only(leg.creditMinor), totalMinor: sum((leg) => leg.creditMinor), render: (leg) => (only(leg.creditMinor) === null ? null : <Amount amountMinor={leg.creditMinor} to={addressOf.ledgerAccount(leg.accountId)} />) },
    { key: 'after', title: t('balanceAfter'), unit: common('yuan'), kind: 'amount', value: (leg) => leg.balanceAfterMinor, to: (leg) => addressOf.ledgerAccount(leg.accountId) },
  ];
  const facts: readonly PageFact[] = [
    { label: t('bookedOn'), value: entry.bookedOn }, { label: t('valueDate'), value: entry.valueDate }, { label: t('book'), value: `${entry.bookCode} ${entry.bookNameZh}` }, { label: t('kind'), value: wordOf(entryKinds, entry.kind, pick) },
    { label: t('sealed'), value: entry.seal === null ? <span className="gb-muted">{t('notSealedYet')}</span> : <><span className="gb-figures">{entry.seal.sequence}</span> <SealMark hash={entry.seal.hash} at={entry.seal.sealedAt} /></> },
    ...(entry.reverses === null ? [] : [{ label: t('reverses'), value: <KitLink to={addressOf.entry(entry.reverses)}><span className="gb-code">{entry.reverses.slice(-12)}</span></KitLink> }]),
    ...(entry.reversedBy === null ? [] : [{ label: t('reversedBy'), value: <KitLink to={addressOf.entry(entry.reversedBy)}><span className="gb-code">{entry.reversedBy.slice(-12)}</span></KitLink> }]),
  ];
  return (
    <PageFrame title={entry.narrative} crumbs={[{ title: t('group') }, { title: t('entries'), to: '/ledger/entries' }, { title: entry.id.slice(-12) }]} facts={facts} secondary={[...(reversible ? [{ label: accounting('reverse'), danger: true, onClick: () => setReversing(true) }] : []), { label: common('print'), onClick: () => print() }]}
      {...(entry.reversedBy === null ? {} : { state: <StateTag tone="stop">{t('reversedBy')}</StateTag> })}>
      {waitingIn !== undefined && <Pending batchId={waitingIn} hint={accounting('waitsFor')} />}
      <Section title={t('legs')} flush><DataTable label={t('legs')} columns={phone ? oneFigure : columns} rows={entry.legs} rowKey={(leg) => `${leg.accountId} ${leg.debitMinor} ${leg.creditMinor}`} rowTo={(leg) => addressOf.ledgerAccount(leg.accountId)} exportName={entry.narrative} empty={{ title: t('entriesEmpty') }} /></Section>
      {may(contracts.approvals.commandDetail) && <MadeBy commandId={entry.commandId} />}
      <Reverse entry={entry} open={reversing} onClose={() => setReversing(false)} onPending={setWaitingIn} />
    </PageFrame>
  );
}

/** A movement as one figure with the word of its side. */
export function OneSide({ debitMinor, creditMinor, to }: { debitMinor: string; creditMinor: string; to: string }) {
  const { pick } = useLanguage();
  const debit = debitMinor !== '0';
  return <><small className="gb-muted">{pick(sides[debit ? 'debit' : 'credit']!)}</small> <Amount amountMinor={debit ? debitMinor : creditMinor} to={to} /></>;
}

function MadeBy({ commandId }: { commandId: string }) {
  const t = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const navigate = useNavigateTo();
  const { data, problem, retry } = useAsk(contracts.approvals.commandDetail, { commandId });
  if (problem !== undefined) return <Section title={t('madeBy')}><ErrorNotice problem={{ ...problem, kept: undefined }} onRetry={retry} /></Section>;
  if (data === undefined) return <Section title={t('madeBy')}><p className="gb-muted">{common('loading')}</p></Section>;
  const state = stateOf(commandStates, data.status, pick);
  return (
    <Section title={t('madeBy')} extra={<button type="button" className="gb-inline-link" onClick={() => navigate(addressOf.command(commandId))}>{t('openCommand')}</button>}>
      <dl className="gb-fact-grid">
        <div><dt>{t('command')}</dt><dd><KitLink to={addressOf.command(commandId)}>{pick(data.summary)}</KitLink></dd></div>
        <div><dt>{t('person')}</dt><dd>{data.principalName}</dd></div>
        <div><dt>{t('approvers')}</dt><dd>{data.approvedBy.length === 0 ? <span className="gb-muted">{t('noApprover')}</span> : data.approvedBy.join('、')}</dd></div>
        <div><dt>{t('channel')}</dt><dd>{wordOf(channelWords, data.channel, pick)}</dd></div>
        <div><dt>{t('recordedAt')}</dt><dd className="gb-figures">{formatTime(data.recordedAt)}</dd></div>
        <div><dt>{common('state')}</dt><dd><StateTag tone={state.tone}>{state.label}</StateTag></dd></div>
      </dl>
    </Section>
  );
}
