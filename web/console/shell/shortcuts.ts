import { useEffect, useSyncExternalStore } from 'react';
import type { BothLanguages } from '#kit';

/** `keys` are shown as they are pressed: `['Ctrl', 'K']` together, `['g', 'h']` one after the other. */
export type Shortcut = { readonly keys: readonly string[]; readonly text: BothLanguages };

let registered: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
const sequenceMs = 900;

function publish(next: readonly Shortcut[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** Listens for a shortcut while the component lives and lists it in the help. Single keys are ignored while somebody types. */
export function useShortcut(shortcut: Shortcut, run: () => void): void {
  const name = shortcut.keys.join(' ');
  useEffect(() => {
    publish([...registered, shortcut]);
    let startedAt = 0;
    const together = shortcut.keys[0] === 'Ctrl';
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing) return;
      if (together) {
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== shortcut.keys[1]?.toLowerCase()) return;
      } else {
        if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
        const [first, second] = shortcut.keys;
        if (second !== undefined && event.key === first) { startedAt = event.timeStamp; return; }
        if (second === undefined ? event.key !== first : event.key !== second || event.timeStamp - startedAt > sequenceMs) return;
      }
      event.preventDefault();
      run();
    };
    addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('keydown', onKeyDown);
      publish(registered.filter((other) => other !== shortcut));
    };
    // The keys identify the shortcut; its texts never change while it is listed.
  }, [name, run]);
}

/** Every shortcut that works at this moment. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => registered);
}
