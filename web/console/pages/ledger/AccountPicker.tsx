import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { useT } from '#kit';
import { useAsk, type RowOf } from '../../api.ts';
import { accountingTexts } from '../../i18n/ledger.ts';

export type Account = RowOf<typeof contracts.ledger.accounts>;

/** How an account is called where entries are written: its chart code, then its name. */
export const accountTitle = (account: Account): string => `${account.chartCode} ${account.name}`;

/** One account of a book, found by chart code, name or number. Digits may be a code or a number, so both are asked. */
export function AccountPicker({ bookCode, value, onChange, label }: { bookCode: string; value: Account | undefined; onChange: (account: Account | undefined) => void; label: string }) {
  const t = useT(accountingTexts);
  const [typed, setTyped] = useState('');
  const asked = useSettled(typed.trim(), 250);
  const byCode = /^\d{3,12}$/.test(asked);
  const codes = useAsk(contracts.ledger.accounts, { chartCode: asked, sort: 'chartCode', limit: 100 }, { enabled: byCode });
  const names = useAsk(contracts.ledger.accounts, { ...(asked === '' ? {} : { search: asked }), sort: 'chartCode', limit: 100 });
  const found = new Map([...(byCode ? codes.data?.items ?? [] : []), ...(names.data?.items ?? [])].filter((account) => account.bookCode === bookCode).map((account) => [account.id, account]));
  if (value !== undefined) found.set(value.id, value);
  const loading = names.loading || (byCode && codes.loading);
  return (
    <Select<string>
      value={value?.id ?? null!} aria-label={label} placeholder={t('pickAccount')} allowClear loading={loading} notFoundContent={loading ? null : t('noAccount')}
      showSearch={{ filterOption: false, onSearch: setTyped }} onChange={(id?: string) => { setTyped(''); onChange(id === undefined ? undefined : found.get(id)); }}
      options={[...found.values()].map((account) => ({ value: account.id, label: accountTitle(account), account }))}
      optionRender={({ data }) => <span className="gb-leg-option"><span>{accountTitle(data.account)}</span><small>{t('accountHolds', { id: data.account.id, balance: formatMinor(BigInt(data.account.balanceMinor)) })}</small></span>}
    />
  );
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string, waitMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs);
    return () => clearTimeout(timer);
  }, [text, waitMs]);
  return settled;
}
