import { percentOf } from './rules.ts';

/** A rate as its percentage, the two counts behind it, and a short bar. */
export function Rate({ part, whole, name }: { part: number; whole: number; name?: string }) {
  const width = whole === 0 ? 0 : Math.round((64 * Math.min(part, whole)) / whole);
  return (
    <span className="gb-rate">
      {name !== undefined && <i>{name}</i>}
      <span>{percentOf(part, whole)} <small>{part} / {whole}</small></span>
      <svg width="64" height="6" aria-hidden><rect x="0.5" y="0.5" width="63" height="5" fill="none" stroke="var(--gb-line)" /><rect x="0" y="0" width={width} height="6" fill="var(--gb-malachite)" /></svg>
    </span>
  );
}
