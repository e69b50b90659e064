import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What stands after `?` in the address, as text, and the way to change it. An empty value leaves the address. */
export function useAddress<K extends string>(...names: readonly K[]): [Readonly<Partial<Record<K, string>>>, (changes: Readonly<Partial<Record<K, string | undefined>>>) => void] {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const values = Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, String(search[name])]] : []))) as Partial<Record<K, string>>;
  const change = useCallback((changes: Readonly<Partial<Record<K, string | undefined>>>) => {
    const next = (before: Record<string, unknown>) => Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '.', search: next as never, replace: true });
  }, [navigate]);
  return [values, change];
}

/** Where things open. Every page links through these, so that an address is written once. */
export const addressOf = {
  approval: (id: string) => `/approvals/${id}`,
  command: (id: string) => `/audit/${id}`,
  entry: (id: string) => `/ledger/entries/${id}`,
  ledgerAccount: (id: string) => `/ledger/accounts/${id}`,
  accountsOfChart: (code: string) => `/ledger/accounts?chartCode=${code}`,
  deposit: (number: string) => `/deposits/accounts/${number}`,
  filing: (id: string) => `/lending/filings/${id}`,
  filingsOfVillage: (id: string) => `/lending/filings?villageId=${id}`,
  party: (id: string) => `/parties/${id}`,
  user: (id: string) => `/users/${id}`,
  application: (id: string) => `/lending/applications/${id}`,
  contract: (id: string) => `/lending/contracts/${id}`,
  village: (id: string) => `/villages/${id}`,
  contractsOfVillage: (id: string) => `/lending/contracts?villageId=${id}`,
  productVersion: (id: string) => `/catalogue/versions/${id}`,
} as const;
