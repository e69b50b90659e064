import { Button, Form, Select } from 'antd';
import { useEffect } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { KitLink, Mark, useT } from '#kit';
import { addressOf } from '../../../address.ts';
import { useAsk } from '../../../api.ts';
import { actionTexts, filingTexts, lendingTexts } from '../../../i18n/lending.ts';
import { mu } from '../rules.ts';
import type { Draft } from './draft.ts';
import { FindParty } from './FindParty.tsx';

type StepProps = { draft: Draft; keep: (changes: Draft) => void; onNext: () => void };

/** The borrower, their own account, and the filing their household already has. */
export function Who({ draft, keep, onNext }: StepProps) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const fileWords = useT(filingTexts);
  const { borrowerId } = draft;
  const party = useAsk(contracts.parties.party, { partyId: borrowerId ?? '' }, { enabled: borrowerId !== undefined }).data;
  const accounts = useAsk(contracts.deposits.accounts, { partyId: borrowerId ?? '', limit: 50 }, { enabled: borrowerId !== undefined }).data?.items;
  const filings = useAsk(contracts.lending.filings, { borrowerId: borrowerId ?? '', sort: 'filedOn', order: 'descending', limit: 20 }, { enabled: borrowerId !== undefined }).data?.items;
  const filing = filings?.find((each) => each.id === draft.filingId) ?? filings?.[0];
  useEffect(() => { if (filing !== undefined && filing.id !== draft.filingId) keep({ filingId: filing.id }); }, [draft.filingId, filing, keep]);
  useEffect(() => { const first = accounts?.[0]; if (first !== undefined && draft.accountNumber === undefined) keep({ accountNumber: first.id }); }, [accounts, draft.accountNumber, keep]);
  return (
    <div className="gb-stack gb-form">
      <FindParty kind="person" onChoose={(found) => keep({ borrowerId: found.id, accountNumber: undefined, filingId: undefined })} />
      {party !== undefined && (
        <>
          <p className="gb-kit-row"><span className="gb-tone-good"><Mark tone="good" sizePixels={16} /></span><strong><KitLink to={addressOf.party(party.id)}>{party.name}</KitLink></strong><span className="gb-code">{party.idNumber}</span></p>
          <Form layout="vertical" requiredMark={false}>
            <Form.Item label={words('account')} {...(accounts?.length === 0 ? { validateStatus: 'error' as const, help: t('noAccount') } : {})}><Select value={draft.accountNumber ?? null} onChange={(accountNumber: string | null) => keep({ accountNumber: accountNumber ?? undefined })} options={(accounts ?? []).map((account) => ({ value: account.id, label: account.id }))} /></Form.Item>
          </Form>
          {filings !== undefined && filings.length > 1 && <Form layout="vertical" requiredMark={false}><Form.Item label={words('filing')}><Select value={filing?.id ?? null} onChange={(filingId: string | null) => keep({ filingId: filingId ?? undefined })} options={filings.map((each) => ({ value: each.id, label: `${each.villageName} · ${each.filedOn}` }))} /></Form.Item></Form>}
          {filings !== undefined && <p className={filing ? undefined : 'gb-muted'}>{filing ? <KitLink to={addressOf.filing(filing.id)}>{t('filingFound', { mu: mu(filing.acreageMuHundredths), rating: filing.rating ?? '--' })}{filing.preLimitMinor !== null && ` · ${fileWords('preLimitValue', { amount: formatMinor(BigInt(filing.preLimitMinor)) })}`}</KitLink> : <>{t('filingNone')} <KitLink to="/lending/filings/new">{fileWords('file')}</KitLink></>}</p>}
        </>
      )}
      <div className="gb-form-foot"><Button type="primary" disabled={party === undefined || draft.accountNumber === undefined} onClick={onNext}>{t('next')}</Button></div>
    </div>
  );
}
