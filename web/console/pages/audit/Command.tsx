import { useParams } from '@tanstack/react-router';
import { contracts } from '#contracts';
import { DataTable, formatTime, KitLink, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT, type PageFact } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk, useList, type AnswerOf } from '../../api.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { channelWords, commandStates, stateOf, wordOf } from '../../i18n/words.ts';
import { FactList } from '../../parts/Fact.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { isObject } from '../../parts/values.ts';
import { useMay } from '../../session.ts';
import { useEntryColumns } from '../ledger/Entries.tsx';
import { refusalWord } from './Audit.tsx';

type Detail = AnswerOf<typeof contracts.approvals.commandDetail>;

/** One command: person, approvers, channel, address, content, outcome, and the entries it made. */
export default function Command() {
  const t = useT(auditTexts);
  const { commandId = '' } = useParams({ strict: false }) as { commandId?: string };
  const ask = useAsk(contracts.approvals.commandDetail, { commandId });
  return <Loaded title={t('command')} crumbs={[{ title: t('title'), to: '/audit' }]} ask={ask}>{(detail) => <Opened detail={detail} />}</Loaded>;
}

function Opened({ detail }: { detail: Detail }) {
  const t = useT(auditTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const navigate = useNavigateTo();
  const { batchId } = detail;
  const state = stateOf(commandStates, detail.status, pick);
  const outcome = isObject(detail.outcome) ? detail.outcome : {};
  const refusal = isObject(outcome['refusal']) ? outcome['refusal'] : undefined;
  const value = isObject(outcome['value']) ? outcome['value'] : Object.fromEntries(Object.entries(outcome).filter(([key]) => key !== 'refusal'));
  const facts: readonly PageFact[] = [
    { label: t('person'), value: <KitLink to={`/audit?principalId=${detail.principalId}`}>{detail.principalName}</KitLink> },
    { label: t('approvers'), value: detail.approvedBy.length === 0 ? <span className="gb-muted">{t('none')}</span> : detail.approvedBy.join('、') },
    { label: t('channel'), value: wordOf(channelWords, detail.channel, pick) },
    { label: t('address'), value: <span className="gb-code">{detail.address ?? '--'}</span> },
    { label: t('businessDate'), value: detail.businessDate },
    { label: t('receivedAt'), value: <span className="gb-figures">{formatTime(detail.receivedAt)}</span> },
    { label: t('recordedAt'), value: <span className="gb-figures">{formatTime(detail.recordedAt)}</span> },
    { label: t('id'), value: <span className="gb-code" title={detail.id}>{detail.id.slice(-12)}</span> },
  ];
  return (
    <PageFrame title={pick(detail.summary)} state={<StateTag tone={state.tone}>{state.label}</StateTag>} crumbs={[{ title: t('title'), to: '/audit' }, { title: detail.name }]} facts={facts}
      secondary={batchId !== null && may(contracts.approvals.batch) ? [{ label: t('openBatch'), onClick: () => navigate(addressOf.approval(batchId)) }] : []}>
      {refusal !== undefined && <div className="gb-note gb-note-stop"><p><strong>{t('refusal')}</strong><span>{refusalWord(detail.name, String(refusal['code']), pick)}</span></p></div>}
      <div className="gb-two">
        <Section title={t('payload')}>
          <Values value={detail.payload} />
          {JSON.stringify(detail.payload)?.includes('$sealed') && <p className="gb-muted gb-more gb-sealed-hint">{t('payloadHint')}</p>}
        </Section>
        <Section title={t('outcome')}><Values value={value} /></Section>
      </div>
      {may(contracts.ledger.entries) && <Entries commandId={detail.id} />}
    </PageFrame>
  );
}

function Values({ value }: { value: unknown }) {
  const t = useT(auditTexts);
  if (isObject(value) && Object.keys(value).length > 0) return <FactList facts={value} />;
  return value === null || value === undefined || isObject(value) ? <p className="gb-muted">{t('nothing')}</p> : <pre className="gb-json">{JSON.stringify(value, null, 2)}</pre>;
}

function Entries({ commandId }: { commandId: string }) {
  const t = useT(auditTexts);
  const columns = useEntryColumns();
  const list = useList(contracts.ledger.entries, { commandId });
  return <Section title={t('entries')} flush><DataTable label={t('entries')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.entry(row.id)} empty={{ title: t('noEntries'), hint: t('noEntriesHint') }} /></Section>;
}
