import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { Amount, DataTable, Empty, Figure, Figures, KitLink, Mark, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useAsk, useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { holdTexts } from '../../i18n/deposits.ts';
import { depositTexts } from '../../i18n/parties.ts';
import { accountStates, depositKinds, holdStates, stateOf, wordOf } from '../../i18n/words.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';
import { Capture } from './Capture.tsx';
import { Place, Release, type Account, type Hold } from './Holds.tsx';

type HoldRow = RowOf<typeof contracts.deposits.holds>;
const statuses = ['open', 'captured', 'released', 'expired'] as const;

/** One deposit account: what it holds, what of it is kept back and why, and what is left to spend. */
export default function AccountPage() {
  const t = useT(holdTexts);
  const words = useT(depositTexts);
  const { number = '' } = useParams({ strict: false }) as { number?: string };
  const whole = /^\d{18}$/.test(number);
  const ask = useAsk(contracts.deposits.accounts, { number, limit: 1 }, { enabled: whole });
  const crumbs = [{ title: words('title'), to: '/deposits' }, { title: number }];
  const unknown = <PageFrame title={t('account')} crumbs={crumbs}><Section><Empty title={words('unknown')} action={<KitLink to="/deposits">{words('title')}</KitLink>} /></Section></PageFrame>;
  if (!whole) return unknown;
  return <Loaded title={t('account')} crumbs={crumbs} ask={ask}>{({ items }) => { const account = items.find((item) => item.id === number); return account === undefined ? unknown : <Opened key={account.id} account={account} />; }}</Loaded>;
}

type Dialog = { kind: 'place' } | { kind: 'release' | 'capture'; hold: Hold };

function Opened({ account }: { account: Account }) {
  const t = useT(holdTexts);
  const words = useT(depositTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const may = useMay();
  const navigate = useNavigateTo();
  const [dialog, setDialog] = useState<Dialog>();
  const [said, setSaid] = useState<{ text: string; entryId?: string }>();
  const state = stateOf(accountStates, account.status, pick);
  const statement = addressOf.ledgerAccount(account.ledgerAccountId);
  const open = account.status === 'open';
  const full = (minor: string): string => `¥${formatMinor(BigInt(minor))}`;
  const counter = (['in', 'out', 'transfer'] as const).filter((business) => may({ in: contracts.deposits.credit, out: contracts.deposits.debit, transfer: contracts.deposits.transfer }[business]));
  return (
    <PageFrame title={account.ownerName} state={<StateTag tone={state.tone}>{state.label}</StateTag>} crumbs={[{ title: words('title'), to: '/deposits' }, { title: account.id }]}
      facts={[{ label: words('number'), value: <span className="gb-code">{account.id}</span> }, { label: t('owner'), value: <KitLink to={addressOf.party(account.partyId)}>{account.ownerName}</KitLink> }, { label: words('kind'), value: wordOf(depositKinds, account.kind, pick) }, { label: common('unit'), value: nameOf(account.unitPath) }, { label: words('openedOn'), value: account.openedOn }]}
      {...(may(contracts.deposits.placeHold) && open ? { primary: { label: t('place'), onClick: () => { setSaid(undefined); setDialog({ kind: 'place' }); } } } : {})}
      secondary={[...counter.map((business) => ({ label: words(business), onClick: () => navigate(`/deposits/${business}?account=${account.id}`) })), ...(may(contracts.ledger.statement) ? [{ label: t('statement'), onClick: () => navigate(statement) }] : [])]}>
      {said !== undefined && <p className="gb-note" role="status"><span className="gb-tone-good"><Mark tone="good" sizePixels={14} /></span><span>{said.text}</span>{said.entryId !== undefined && <KitLink to={addressOf.entry(said.entryId)}>{t('openEntry')}</KitLink>}</p>}
      <Figures>
        <Figure name={words('balance')} amountMinor={account.balanceMinor} detail={full(account.balanceMinor)} explain={t('balanceHelp')} {...(may(contracts.ledger.statement) ? { to: statement } : {})} />
        <Figure name={t('held')} amountMinor={account.heldMinor} detail={full(account.heldMinor)} explain={t('heldHelp')} />
        <Figure name={t('available')} amountMinor={account.availableMinor} detail={full(account.availableMinor)} explain={t('availableHelp')} />
      </Figures>
      {may(contracts.deposits.holds) && <HoldList account={account} onRelease={(hold) => { setSaid(undefined); setDialog({ kind: 'release', hold }); }} onCapture={(hold) => { setSaid(undefined); setDialog({ kind: 'capture', hold }); }} />}
      <Place account={account} open={dialog?.kind === 'place'} onClose={() => setDialog(undefined)} onDone={(amountMinor) => setSaid({ text: t('placed', { amount: formatMinor(BigInt(amountMinor)) }) })} />
      <Release account={account} hold={dialog?.kind === 'release' ? dialog.hold : undefined} onClose={() => setDialog(undefined)} onDone={() => setSaid({ text: t('released') })} />
      <Capture account={account} hold={dialog?.kind === 'capture' ? dialog.hold : undefined} onClose={() => setDialog(undefined)} onDone={(entryId) => setSaid({ text: t('takenNow'), entryId })} />
    </PageFrame>
  );
}

function HoldList({ account, onRelease, onCapture }: { account: Account; onRelease: (hold: Hold) => void; onCapture: (hold: Hold) => void }) {
  const t = useT(holdTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [{ status }, change] = useAddress('status');
  const known = statuses.find((candidate) => candidate === status);
  const filters = { accountNumber: account.id, sort: 'placedOn', order: 'descending' as const, ...(known === undefined ? {} : { status: known }) };
  const list = useList(contracts.deposits.holds, filters);
  const acts = may(contracts.deposits.releaseHold) || may(contracts.deposits.captureHold);
  const columns: readonly Column<HoldRow>[] = [
    { key: 'placedOn', title: t('placedOn'), kind: 'date', value: (row) => row.placedOn },
    { key: 'amount', title: t('amount'), unit: common('yuan'), kind: 'amount', value: (row) => row.amountMinor },
    { key: 'captured', title: t('captured'), unit: common('yuan'), kind: 'amount', value: (row) => (row.status === 'captured' ? row.capturedMinor : null), render: (row) => (row.status === 'captured' ? <Amount amountMinor={row.capturedMinor} /> : null) },
    { key: 'reason', title: t('reason'), kind: 'text', value: (row) => row.reason },
    { key: 'expiresOn', title: t('expiresOn'), kind: 'date', value: (row) => row.expiresOn, render: (row) => (row.expiresOn === null ? <span className="gb-muted">{t('untilReleased')}</span> : <span className="gb-figures">{row.expiresOn}</span>) },
    { key: 'state', title: common('state'), kind: 'state', value: (row) => stateOf(holdStates, row.status, pick) },
    { key: 'resolvedOn', title: t('resolvedOn'), kind: 'date', value: (row) => row.resolvedOn },
    ...(acts && list.rows.some((row) => row.status === 'open') ? [{ key: 'actions', title: t('actions'), kind: 'text', value: () => '', render: (row) => (row.status !== 'open' ? null : (
      <span className="gb-reveal">{may(contracts.deposits.releaseHold) && <Button size="small" onClick={() => onRelease(row)}>{t('release')}</Button>}{may(contracts.deposits.captureHold) && <Button size="small" onClick={() => onCapture(row)}>{t('capture')}</Button>}</span>
    )) } satisfies Column<HoldRow>] : []),
  ];
  return (
    <>
      <Filters><Choice label={t('holds')} value={known} onChange={(value) => change({ status: value })} options={statuses.map((value) => ({ value, label: pick(holdStates[value]!) }))} widthPixels={140} /></Filters>
      <Section title={t('holds')} flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('holds')} columns={columns} {...list.table} rowKey={(row) => row.id} onExport={() => download(contracts.deposits.holds, filters)} empty={{ title: t('noHolds'), hint: t('noHoldsHint') }} />
      </Section>
    </>
  );
}
