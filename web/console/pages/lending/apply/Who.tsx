import { Button, Form, Select } from 'antd';
import { useEffect } from 'react';
import { contracts } from '#contracts';
import { KitLink, Mark, useT } from '#kit';
import { addressOf } from '../../../address.ts';
import { useAsk } from '../../../api.ts';
import { actionTexts, lendingTexts } from '../../../i18n/lending.ts';
import { mu } from '../rules.ts';
import type { Draft } from './draft.ts';
import { FindParty } from './FindParty.tsx';

type StepProps = { draft: Draft; keep: (changes: Draft) => void; onNext: () => void };

/** The borrower, their own account, and the filing their household already has. */
export function Who({ draft, keep, onNext }: StepProps) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const { borrowerId } = draft;
  const party = useAsk(contracts.parties.party, { partyId: borrowerId ?? '' }, { enabled: borrowerId !== undefined }).data;
  const accounts = useAsk(contracts.deposits.accounts, { partyId: borrowerId ?? '', limit: 50 }, { enabled: borrowerId !== undefined }).data?.items;
  // A household is filed once; its filing is found through an earlier application.
  const earlier = useAsk(contracts.lending.applications, { borrowerId: borrowerId ?? '', sort: 'appliedOn', order: 'descending', limit: 1 }, { enabled: borrowerId !== undefined }).data?.items[0];
  const filing = useAsk(contracts.lending.application, { applicationId: earlier?.id ?? '' }, { enabled: earlier !== undefined }).data?.filing;
  useEffect(() => { if (filing && filing.id !== draft.filingId) keep({ filingId: filing.id }); }, [draft.filingId, filing, keep]);
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
          <p className={filing ? undefined : 'gb-muted'}>{filing ? t('filingFound', { mu: mu(filing.acreageMuHundredths), rating: filing.rating ?? '--' }) : t('filingNone')}</p>
        </>
      )}
      <div className="gb-form-foot"><Button type="primary" disabled={party === undefined || draft.accountNumber === undefined} onClick={onNext}>{t('next')}</Button></div>
    </div>
  );
}
