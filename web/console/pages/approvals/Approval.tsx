import { useParams } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { contracts } from '#contracts';
import { Amount, ErrorNotice, LifeLine, Mark, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT, type LifeNode } from '#kit';
import { useAsk, useSend } from '../../api.ts';
import { approvalTexts } from '../../i18n/approvals.ts';
import { commonTexts } from '../../i18n/common.ts';
import { factLabel, inOrder } from '../../i18n/facts.ts';
import { batchStates, commandWord, roleWord, stateOf } from '../../i18n/words.ts';
import { Fact } from '../../parts/Fact.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUnits } from '../../parts/units.ts';
import { isMinor } from '../../parts/values.ts';
import { useMay } from '../../session.ts';
import { Decision, type DecisionKind } from './Decision.tsx';
import { Rows } from './Rows.tsx';
import type { Batch } from './rules.ts';

const pollMs = 1000;

/** One approval: facts, rows, steps, and the decision of whoever's turn it is. */
export default function Approval() {
  const t = useT(approvalTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  // An approved batch is carried out by jobs: asked again until every row has its outcome.
  const ask = useAsk(contracts.approvals.batch, { batchId: id }, { refetchIntervalMs: (batch) => (batch?.status === 'approved' ? pollMs : false) });
  return <Loaded title={t('title')} crumbs={[{ title: t('title'), to: '/approvals' }]} ask={ask}>{(batch) => <Opened key={batch.id} batch={batch} retry={ask.retry} />}</Loaded>;
}

function Opened({ batch, retry }: { batch: Batch; retry: () => void }) {
  const t = useT(approvalTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const { modal } = App.useApp();
  const may = useMay();
  const navigate = useNavigateTo();
  const [strikes, setStrikes] = useState<ReadonlyMap<number, string>>(new Map());
  const [deciding, setDeciding] = useState<DecisionKind>();
  const decide = useSend(contracts.approvals.decideBatch);
  const withdraw = useSend(contracts.approvals.withdrawBatch);
  const strike = useCallback((ordinal: number, reason: string | undefined) => setStrikes((before) => {
    const next = new Map(before);
    if (reason === undefined) next.delete(ordinal);
    else next.set(ordinal, reason);
    return next;
  }), []);
  // Where the facts moved, the new ones are fetched behind the dialog, whose hash then no longer fits.
  useEffect(() => { if (decide.problem?.code === 'facts_changed') retry(); }, [decide.problem?.code, retry]);

  const waiting = batch.status === 'awaiting_approval';
  const own = batch.blocked?.code === 'maker_may_not_approve';
  const summaryFacts = inOrder(Object.keys(batch.summary)).filter((key) => key !== 'rows' && key !== 'count').map((key) => {
    const value = batch.summary[key];
    return { label: isMinor(key, value) ? `${factLabel(key, pick)}（${common('yuan')}）` : factLabel(key, pick), value: isMinor(key, value) ? <strong><Amount amountMinor={value} /></strong> : <Fact name={key} value={value} /> };
  });
  const state = stateOf(batchStates, batch.status, pick);
  const onDecide = async (comment: string): Promise<void> => {
    const reply = await decide.send({
      batchId: batch.id, seenHash: batch.seenHash, decision: deciding!, ...(comment === '' ? {} : { comment }),
      strikes: deciding === 'approved' ? [...strikes].map(([ordinal, reason]) => ({ ordinal, reason })) : [],
    });
    if (reply === undefined) return;
    setDeciding(undefined);
    setStrikes(new Map());
  };
  const askWithdraw = (): void => { modal.confirm({ title: t('withdrawTitle'), content: t('withdrawHint'), okText: t('withdraw'), cancelText: common('cancel'), onOk: () => withdraw.send({ batchId: batch.id }) }); };
  const open = (kind: DecisionKind): void => { decide.reset(); setDeciding(kind); };
  return (
    <PageFrame title={batch.title} state={<StateTag tone={state.tone}>{state.label}</StateTag>} crumbs={[{ title: t('title'), to: '/approvals' }, { title: commandWord(batch.commandName, pick) }]}
      facts={[{ label: t('maker'), value: batch.makerName }, { label: common('unit'), value: nameOf(batch.unitPath) }, { label: t('rows'), value: batch.items.length }, ...summaryFacts]}
      secondary={[
        ...(may(contracts.approvals.commands) ? [{ label: t('seeCommands'), onClick: () => navigate(`/audit?batchId=${batch.id}`) }] : []),
        { label: common('print'), onClick: () => print() },
        ...(waiting && own ? [{ label: t('withdraw'), onClick: askWithdraw, danger: true, busy: withdraw.busy }] : []),
      ]}>
      {withdraw.problem !== undefined && <ErrorNotice problem={withdraw.problem} />}
      {waiting && batch.blocked !== null && <div className="gb-note gb-note-wait" role="status"><span className="gb-tone-wait"><Mark tone="wait" sizePixels={14} /></span><p><strong>{t('blocked')}</strong><span>{pick(batch.blocked)}</span></p></div>}
      <Progress batch={batch} />
      <Section title={t('path')}><LifeLine label={t('path')} nodes={nodesOf(batch, t, (code) => roleWord(code, pick), nameOf)} /></Section>
      <Section title={t('rowsTitle')} flush><Rows batch={batch} strikes={strikes} {...(waiting && batch.blocked === null ? { onStrike: strike } : {})} /></Section>
      {waiting && (batch.blocked === null || own) && (
        <div className="gb-decide"><Button danger onClick={() => open('rejected')}>{t('reject')}</Button><Button type="primary" onClick={() => open('approved')}>{t('approve')}</Button></div>
      )}
      <Decision batch={batch} strikes={strikes} kind={deciding} busy={decide.busy} problem={decide.problem} onDecide={(comment) => void onDecide(comment)} onCancel={() => setDeciding(undefined)} />
    </PageFrame>
  );
}

/** How far the rows of an approved batch have come. */
function Progress({ batch }: { batch: Batch }) {
  const t = useT(approvalTexts);
  if (batch.status !== 'approved' && batch.status !== 'done') return null;
  const count = (status: string) => batch.items.filter((row) => row.status === status).length;
  const [succeeded, refused, struck] = [count('succeeded'), count('refused'), count('struck')];
  const tone = batch.status === 'approved' ? 'now' : refused > 0 ? 'stop' : 'good';
  const text = batch.status === 'approved' ? t('running', { done: succeeded + refused, all: batch.items.length - struck })
    : [t('ranWell', { done: succeeded }), refused > 0 ? t('ranBadly', { refused }) : '', struck > 0 ? t('ranStruck', { struck }) : ''].filter(Boolean).join(' · ');
  return <div className={refused > 0 ? 'gb-note gb-note-stop' : 'gb-note'} role="status"><span className={`gb-tone-${tone}`}><Mark tone={tone} sizePixels={14} /></span><p className="gb-figures">{text}</p></div>;
}

function nodesOf(batch: Batch, t: ReturnType<typeof useT<keyof typeof approvalTexts.entries>>, roleOf: (code: string) => string, unitOf: (path: string) => string): readonly LifeNode[] {
  const next = batch.status === 'awaiting_approval' ? batch.steps.find((step) => step.decision === null) : undefined;
  const steps = batch.steps.map((step): LifeNode => ({
    title: `${roleOf(step.role)}`, state: step.decision === 'approved' ? 'done' : step.decision === 'rejected' ? 'refused' : step === next ? 'now' : 'ahead',
    who: step.decidedByName ?? unitOf(step.unitPath), ...(step.decidedAt === null ? {} : { at: step.decidedAt }), ...(step.comment === null ? {} : { note: step.comment }),
  }));
  return [
    { title: t('submitted'), state: 'done', who: batch.makerName, at: batch.createdAt },
    ...steps,
    ...(batch.status === 'rejected' ? [] : batch.status === 'withdrawn' ? [{ title: t('withdraw'), state: 'refused' as const, who: batch.makerName, ...(batch.closedAt === null ? {} : { at: batch.closedAt }) }]
      : [{ title: t('carriedOut'), state: batch.status === 'done' ? ('done' as const) : batch.status === 'approved' ? ('now' as const) : ('ahead' as const), ...(batch.closedAt === null ? {} : { at: batch.closedAt }) }]),
  ];
}
