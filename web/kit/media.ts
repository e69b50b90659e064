import { useCallback, useSyncExternalStore } from 'react';

/** Follows a media query, e.g. `(max-width: 599px)`. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback((changed: () => void) => {
    const list = matchMedia(query);
    list.addEventListener('change', changed);
    return () => list.removeEventListener('change', changed);
  }, [query]);
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Below 600 px a table becomes cards, actions fold into a menu and lines of life stand upright. */
export const usePhone = (): boolean => useMedia('(max-width: 599px)');
export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)');
