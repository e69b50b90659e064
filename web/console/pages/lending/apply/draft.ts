import { useCallback, useState } from 'react';
import { useMe } from '../../../session.ts';

export type PayeeDraft = { readonly payeeId: string; readonly accountNumber: string; readonly amountMinor: string; readonly invoiceNumber: string; readonly invoiceSha256?: string };
/** What was filled in so far. Ids and amounts only: no name and no number of a person is kept in the browser. */
export type Draft = { readonly borrowerId?: string; readonly accountNumber?: string; readonly filingId?: string; readonly productId?: string; readonly requestedMinor?: string; readonly termMonths?: number; readonly purpose?: string; readonly payees?: readonly PayeeDraft[] };

function read(key: string): Draft {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Draft;
  } catch {
    return {};
  }
}

/** The draft of an application on this machine, one per user; it survives a closed page and is discarded once taken. */
export function useDraft(): { draft: Draft; keep: (changes: Draft) => void; discard: () => void; kept: boolean } {
  const key = `gongbi.draft.application.${useMe()?.id ?? ''}`;
  const [draft, setDraft] = useState<Draft>(() => read(key));
  const keep = useCallback((changes: Draft) => setDraft((before) => {
    const next = { ...before, ...changes };
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage the draft lasts as long as the page.
    }
    return next;
  }), [key]);
  const discard = useCallback(() => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was stored then.
    }
    setDraft({});
  }, [key]);
  return { draft, keep, discard, kept: draft.borrowerId !== undefined };
}
