import { useSyncExternalStore } from 'react';
import { useMedia } from './media.ts';
import type { Scheme } from './tokens.ts';

export type SchemeChoice = 'system' | Scheme;

const storageKey = 'gongbi.scheme';
const listeners = new Set<() => void>();
const isChoice = (text: string | null): text is SchemeChoice => text === 'system' || text === 'light' || text === 'dark';

// A browser may refuse storage (private windows, policy); the choice then lasts as long as the page.
let choice: SchemeChoice = readChoice();

function readChoice(): SchemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return isChoice(stored) ? stored : 'system';
  } catch {
    return 'system';
  }
}

function choose(next: SchemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Nothing is lost but the memory of the choice.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The person's choice of light or dark (remembered in this browser; `system` follows the device) and the scheme that comes of it. */
export function useColourScheme(): { scheme: Scheme; choice: SchemeChoice; choose: (next: SchemeChoice) => void } {
  const current = useSyncExternalStore(subscribe, () => choice);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  return { scheme: current === 'system' ? (systemDark ? 'dark' : 'light') : current, choice: current, choose };
}
