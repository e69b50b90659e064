import type { Tone } from './tokens.ts';

// Five shapes that can be told apart without colour: a tick, a ring with its core, a half-filled ring, a cross, an open ring.
const shapes: Readonly<Record<Tone, React.ReactNode>> = {
  good: <><circle cx="6" cy="6" r="5.5" fill="currentColor" stroke="none" /><path d="M3.4 6.2 5.3 8l3.4-4" stroke="var(--gb-card)" /></>,
  now: <><circle cx="6" cy="6" r="5" /><circle cx="6" cy="6" r="2.2" fill="currentColor" stroke="none" /></>,
  wait: <><circle cx="6" cy="6" r="5" /><path d="M6 1a5 5 0 0 1 0 10Z" fill="currentColor" stroke="none" /></>,
  stop: <path d="M2.2 2.2 9.8 9.8M9.8 2.2 2.2 9.8" strokeWidth="1.6" />,
  quiet: <circle cx="6" cy="6" r="5" />,
};

/** The mark of a state, 12 px, in the colour of the text around it. Words stand beside it, so it is hidden from readers. */
export function Mark({ tone, sizePixels = 12 }: { tone: Tone; sizePixels?: number }) {
  return <svg className="gb-mark" viewBox="0 0 12 12" width={sizePixels} height={sizePixels} fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round" aria-hidden>{shapes[tone]}</svg>;
}
