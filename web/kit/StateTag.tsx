import type { ReactNode } from 'react';
import { Mark } from './Mark.tsx';
import type { Tone } from './tokens.ts';

/** A state as a mark, a word and a colour: `<StateTag tone="stop">已拒绝</StateTag>`. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`gb-state gb-tone-${tone}`}><Mark tone={tone} /><span>{children}</span></span>;
}
