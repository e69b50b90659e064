import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ProblemError } from '#client';
import { roles, type Declaration, type Role, type Text } from '#declare';
import { useLanguage } from '#kit';
import { client, queryClient, sessionKey, toProblem } from './api.ts';
import type { ConsoleSession } from './shell/types.ts';

/** GET /api/session: who is signed in, with which authority, and the names of the services that authority reaches. */
export type SessionAnswer = {
  readonly id: string; readonly name: string; readonly realm: string; readonly partyId: string | null; readonly grants: readonly { role: Role; unitPath: string }[]; readonly channel: string;
  readonly unit: { path: string; nameZh: string; nameEn: string } | null; readonly services: readonly string[];
};
type BankAnswer = {
  readonly bankName: Text; readonly demo: boolean; readonly simulatedClock: boolean; readonly businessDate: string | null;
  readonly cards: readonly { principalId: string; name: string; login: string; unitZh: string | null; unitEn: string | null; hint: Text | null; roles: readonly Role[] | null }[];
};

async function readSession(): Promise<SessionAnswer | null> {
  try {
    return (await client.raw('GET', '/api/session')) as SessionAnswer;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}

const useSessionAnswer = () => useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 60_000 });

/** The signed-in user as the server knows them; undefined before and after. */
export const useMe = (): SessionAnswer | undefined => useSessionAnswer().data ?? undefined;

/** Whether the signed-in user may use a service, by declaration or by name. Screens hide what is not granted; the server refuses it. */
export function useMay(): (service: Declaration | string) => boolean {
  const me = useMe();
  const names = useMemo(() => new Set(me?.services), [me]);
  return useCallback((service) => names.has(typeof service === 'string' ? service : service.name), [names]);
}

/** For code outside of the page: whether a service may be used now. */
export const mayNow = (name: string): boolean => queryClient.getQueryData<SessionAnswer | null>(sessionKey)?.services.includes(name) ?? false;

/** The session of the console, kept by the server in a cookie that no script can read. */
export function useConsoleSession(): ConsoleSession {
  const { pick } = useLanguage();
  const session = useSessionAnswer();
  const bank = useQuery({ queryKey: ['bank'], queryFn: async () => (await client.raw('GET', '/api/bank')) as BankAnswer, refetchInterval: 60_000 });
  const [attempt, setAttempt] = useState<{ busy: boolean; error?: unknown }>({ busy: false });

  const enter = useCallback(async (credential: object): Promise<void> => {
    setAttempt({ busy: true });
    try {
      await client.raw('POST', '/api/session', credential);
      // Nothing of an earlier user may be shown to the next one.
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'bank' && query.queryKey[0] !== sessionKey[0] });
      await queryClient.fetchQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 0 });
      setAttempt({ busy: false });
    } catch (error) {
      setAttempt({ busy: false, error });
    }
  }, []);
  const leave = useCallback(async (): Promise<void> => {
    try {
      await client.raw('DELETE', '/api/session');
    } finally {
      // A fresh page: no answer of this session stays in memory.
      location.assign('/');
    }
  }, []);

  return useMemo((): ConsoleSession => {
    const roleNames = (held: readonly Role[] | null): string => [...new Set(held ?? [])].map((role) => pick(roles[role])).join('、');
    const failure = attempt.error ?? (session.data === undefined ? session.error : null) ?? (bank.data === undefined ? bank.error : null);
    const me = session.data;
    const held = [...new Set(me?.grants.map((grant) => grant.role))];
    return {
      status: session.isLoading || bank.isLoading ? 'loading' : me ? 'signed-in' : 'signed-out',
      environment: {
        bankName: bank.data === undefined ? '工笔' : pick(bank.data.bankName), demo: bank.data?.demo ?? false,
        ...(bank.data?.businessDate ? { businessDate: bank.data.businessDate, simulated: bank.data.simulatedClock } : {}),
      },
      ...(me ? { user: { principalId: me.id, name: me.name, roles: held, roleName: roleNames(held), unit: me.unit ? pick({ zh: me.unit.nameZh, en: me.unit.nameEn }) : '' } } : {}),
      cards: (bank.data?.cards ?? []).map((card) => ({ principalId: card.principalId, name: card.name, role: roleNames(card.roles), unit: pick({ zh: card.unitZh ?? '', en: card.unitEn ?? '' }), ...(card.hint === null ? {} : { hint: pick(card.hint) }) })),
      busy: attempt.busy,
      // At the door there is nothing to keep and nobody else to ask.
      ...(failure ? { problem: failure instanceof ProblemError ? { ...toProblem(failure, pick), kept: undefined, todo: undefined } : toProblem(failure, pick) } : {}),
      signIn: (login, password) => void enter({ login, password }), signInByCard: (principalId) => void enter({ cardOf: principalId }), signOut: () => void leave(),
    };
  }, [attempt, bank.data, bank.error, bank.isLoading, enter, leave, pick, session.data, session.error, session.isLoading]);
}
