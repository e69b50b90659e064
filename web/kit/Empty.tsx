import type { ReactNode } from 'react';

/** An empty page: what will be here, and the one thing to do. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="gb-empty">
      <Hills />
      <strong>{title}</strong>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Hills in three lines of pale ink. */
function Hills() {
  return (
    <svg viewBox="0 0 160 56" width="160" height="56" fill="none" stroke="var(--gb-pale)" strokeWidth="1" strokeLinecap="round" aria-hidden>
      <path d="M4 46c14-1 20-17 33-25 10-6 15 4 24 9 8 4 14-2 22-10 9-9 17-14 26-5 12 12 22 29 46 31" />
      <path d="M14 50c22-2 36-11 54-12 22-1 44 11 76 11" strokeOpacity="0.7" /><path d="M34 54c26-4 52-6 92 0" strokeOpacity="0.45" />
      <circle cx="124" cy="11" r="4.5" stroke="var(--gb-cinnabar)" />
    </svg>
  );
}
