import type { ReactNode } from 'react';
import { Amount } from './Amount.tsx';
import { Explain } from './Explain.tsx';
import { useT } from './i18n.ts';
import { KitLink } from './link.tsx';
import { kitTexts } from './texts.ts';

export type FigureProps = {
  name: string;
  /** Minor units; or give `value` for what is not money. */
  amountMinor?: string | bigint | null;
  value?: ReactNode;
  unit?: string;
  /** One quiet line below: comparison, period, what makes it up. A change says ▲ or ▼ and its word. */
  detail?: ReactNode;
  explain?: ReactNode;
  to?: string;
  /** The seal-red dot: only where somebody must do something. */
  attention?: string;
};

/** A big figure: short on the card, in full in the tooltip, and a way to what it is made of. */
export function Figure({ name, amountMinor, value, unit, detail, explain, to, attention }: FigureProps) {
  const t = useT(kitTexts);
  return (
    <section className="gb-figure" aria-label={name}>
      <header>
        <span>{name}</span>
        {explain !== undefined && <Explain name={name}>{explain}</Explain>}
        {attention !== undefined && <span className="gb-dot" role="img" title={attention} aria-label={`${t('somethingToDo')}: ${attention}`} />}
      </header>
      <div className="gb-figure-value gb-figures">
        {amountMinor !== undefined ? <Amount amountMinor={amountMinor} short {...(to === undefined ? {} : { to })} /> : to === undefined ? value : <KitLink to={to} className="gb-figure-link">{value}</KitLink>}
        {unit !== undefined && <span className="gb-figure-unit">{unit}</span>}
      </div>
      {(detail !== undefined || attention !== undefined) && <footer className="gb-figures">{detail ?? attention}</footer>}
    </section>
  );
}

/** A row of figures that share one card, parted by hairlines. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className="gb-figure-row">{children}</div>;
}

/** A change against an earlier figure: an arrow and its words, so that no colour is needed. `text` says what it is compared with. */
export function Change({ direction, text }: { direction: 'up' | 'down' | 'level'; text: string }) {
  const arrow = { up: 'M5 1.5 9 8.5H1Z', down: 'M5 8.5 1 1.5h8Z', level: 'M1 4h8v2H1Z' }[direction];
  return <span className="gb-change"><svg viewBox="0 0 10 10" width="9" height="9" fill="currentColor" aria-hidden><path d={arrow} /></svg>{text}</span>;
}
