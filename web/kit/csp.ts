/** The nonce of this answer, put into the page by the server; undefined where none is served (development). */
export function readNonce(): string | undefined {
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
  return nonce === '' || nonce.startsWith('__') ? undefined : nonce;
}

/**
 * Gives the nonce to every style element that the page's own scripts create. antd's styles carry it by themselves, but its scroll
 * lock (dialogs, drawers) and its scroll bar measurement do not, and a strict `style-src` would block them. Scripts stay untouched.
 */
export function carryNonce(nonce: string | undefined): void {
  if (nonce === undefined) return;
  const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
