import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, PageFrame, StateTag, useLanguage, useT } from '#kit';
import { useAsk, useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { catalogueTexts, versionStates } from '../../i18n/catalogue.ts';
import { stateOf } from '../../i18n/words.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Pending } from '../../parts/Pending.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';
import '../lending/lending.css';
import { Draft } from './Draft.tsx';
import { Preview } from './Preview.tsx';
import { Publish, Retire } from './Publish.tsx';
import type { Version } from './rules.ts';
import { Shape, Terms } from './Terms.tsx';
import { TryIt } from './TryIt.tsx';

/** One version of a product: its terms, the season it follows, its decision tables, and both tried out. */
export default function VersionPage() {
  const t = useT(catalogueTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.catalogue.readVersion, { versionId: id });
  return <Loaded title={t('version')} crumbs={[{ title: t('title'), to: '/catalogue' }]} ask={ask}>{(version) => <Opened key={version.id} version={version} />}</Loaded>;
}

function Opened({ version }: { version: Version }) {
  const t = useT(catalogueTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const may = useMay();
  const [dialog, setDialog] = useState<'publish' | 'retire' | 'draft'>();
  const [pendingId, setPendingId] = useState<string>();
  const submit = useSend(contracts.catalogue.submitVersion);
  const state = stateOf(versionStates, version.state, pick);
  const name = pick({ zh: version.productNameZh, en: version.productNameEn });
  const dates = ([['submittedOn', version.submittedOn], ['publishedOn', version.publishedOn], ['retiredOn', version.retiredOn]] as const).flatMap(([key, value]) => (value === null ? [] : [{ label: t(key), value }]));
  const primary = version.state === 'draft' && may(contracts.catalogue.submitVersion) ? { label: t('submit'), onClick: () => void submit.send({ versionId: version.id }), busy: submit.busy }
    : version.state === 'review' && may(contracts.catalogue.publishVersion) ? { label: t('publish'), onClick: () => setDialog('publish') } : undefined;
  return (
    <PageFrame title={`${name} · ${t('versionNumber', { number: version.number })}`} state={<StateTag tone={state.tone}>{state.label}</StateTag>} crumbs={[{ title: t('title'), to: '/catalogue' }, { title: name }, { title: t('versionNumber', { number: version.number }) }]}
      facts={[
        { label: t('drafted'), value: `${version.draftedByName} · ${version.draftedOn}` }, ...dates, ...(version.approvedByNames.length === 0 ? [] : [{ label: t('approvedBy'), value: version.approvedByNames.join('、') }]),
        { label: common('unit'), value: nameOf(version.unitPath) }, { label: t('contentHash'), value: <span className="gb-code" title={version.contentSha256}>{version.contentSha256.slice(0, 16)}…</span> },
      ]}
      {...(primary === undefined ? {} : { primary })}
      secondary={[
        ...(may(contracts.catalogue.draftVersion) ? [{ label: t('draft'), onClick: () => setDialog('draft') }] : []),
        ...(may(contracts.catalogue.retireVersion) && version.state !== 'retired' ? [{ label: t('retire'), onClick: () => setDialog('retire'), danger: true }] : []),
      ]}>
      {pendingId !== undefined && <Pending batchId={pendingId} />}
      {submit.problem !== undefined && <ErrorNotice problem={submit.problem} />}
      <Shape schedule={version.content.schedule} />
      <Terms content={version.content} />
      <TryIt version={version} />
      {version.state === 'published' && <Preview version={version} />}
      <Publish version={version} open={dialog === 'publish'} onClose={() => setDialog(undefined)} onPending={setPendingId} />
      <Retire version={version} open={dialog === 'retire'} onClose={() => setDialog(undefined)} />
      <Draft version={version} open={dialog === 'draft'} onClose={() => setDialog(undefined)} />
    </PageFrame>
  );
}
