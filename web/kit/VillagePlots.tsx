import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { formatMinor, formatShort } from '#kernel';
import { classes } from './format.ts';
import { useLanguage, useT } from './i18n.ts';
import { Mark } from './Mark.tsx';
import { contour, plotPath, terraces, type Plot } from './terraces.ts';
import { kitTexts } from './texts.ts';
import type { Tone } from './tokens.ts';

export type PlotState = { readonly code: string; readonly label: string; readonly tone: Tone };
export type Household = { readonly id: string; readonly name: string; readonly amountMinor: string; readonly state: string; readonly note?: string };

const gapPixels = 5;
const amplitudePixels = 7;
const narrowPixels = 600;

/**
 * A village as terraced fields: one plot per household, its area following its amount, tint and pattern its state, in the order
 * given. `states` names every state in the order of the legend. Arrow keys move from plot to plot, Enter opens.
 * A household without an amount still gets a plot that a finger can touch.
 */
export function VillagePlots({ households, states, onOpen, label }: { households: readonly Household[]; states: readonly PlotState[]; onOpen?: (id: string) => void; label: string }) {
  const t = useT(kitTexts);
  const { short } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState<number>();
  const [only, setOnly] = useState<string>();
  const patterns = useId();

  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  const height = width === 0 ? 0 : Math.round((households.length * (width < narrowPixels ? 3000 : 5200)) / width) + 40;
  const plots = useMemo(() => layOut(households, width, height), [households, width, height]);
  const stateOf = new Map(states.map((state) => [state.code, state]));

  const focus = (index: number): void => {
    setActive(index);
    setShown(index);
    box.current?.querySelector<SVGGElement>(`[data-plot="${index}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (event.key === 'Enter' || event.key === ' ') onOpen?.(households[index]!.id);
    else {
      const next = neighbour(plots, index, event.key);
      if (next === undefined) return;
      focus(next);
    }
    event.preventDefault();
  };
  // In the order of what stands on the plot, so that speech control finds a plot by what it shows.
  const words = (household: Household): string =>
    [`${household.name} ${shortAmount(household)} ${stateOf.get(household.state)?.label ?? household.state}`, `${formatMinor(BigInt(household.amountMinor))} ${t('yuan')}`, household.note].filter(Boolean).join(' · ');
  const shortAmount = (household: Household): string => (BigInt(household.amountMinor) === 0n ? '—' : formatShort(BigInt(household.amountMinor), short));

  const pointed = shown === undefined ? undefined : households[shown];
  const pointedPlot = shown === undefined ? undefined : plots[shown];
  return (
    <div className="gb-village" ref={box}>
      {plots.length > 0 && (
        <svg width={width} height={height} role="group" aria-label={`${label} · ${t('plotsHelp')}`} onMouseLeave={() => setShown(undefined)}>
          <defs><Patterns id={patterns} /></defs>
          <g transform={`translate(0 ${amplitudePixels + 1})`}>
            {households.map((household, index) => {
              const plot = plots[index]!;
              const state = stateOf.get(household.state);
              const tone = state?.tone ?? 'quiet';
              const path = plotPath(plot, width, amplitudePixels, gapPixels);
              const middle = plot.x + plot.width / 2;
              const base = plot.y + plot.height / 2 + amplitudePixels * contour(middle, width);
              const room = plot.width >= 54 && plot.height >= 50 ? 'all' : plot.width >= 42 && plot.height >= 38 ? 'name' : 'mark';
              return (
                <g key={household.id} data-plot={index} role={onOpen === undefined ? 'img' : 'button'} tabIndex={index === Math.min(active, households.length - 1) ? 0 : -1} aria-label={words(household)}
                  className={classes('gb-plot', `gb-tone-${tone}`, only !== undefined && only !== household.state && 'gb-plot-faded')}
                  onClick={() => { setActive(index); onOpen?.(household.id); }} onKeyDown={(event) => onKeyDown(event, index)}
                  onMouseEnter={() => setShown(index)} onFocus={() => { setActive(index); setShown(index); }} onBlur={() => setShown(undefined)}>
                  <path className="gb-plot-ground" d={path} />
                  <path d={path} fill={`url(#${patterns}-${tone})`} className="gb-plot-edge" />
                  <g textAnchor="middle" aria-hidden>
                    {room !== 'mark' && <text x={middle} y={base - (room === 'all' ? 8 : 4)} className="gb-plot-name">{fit(household.name, plot.width)}</text>}
                    {room === 'all' && <text x={middle} y={base + 7} className="gb-plot-amount">{shortAmount(household)}</text>}
                    {room === 'all' && <text x={middle} y={base + 22} className="gb-plot-state">{fit(state?.label ?? household.state, plot.width)}</text>}
                    {room !== 'all' && <g transform={`translate(${middle - 6} ${room === 'name' ? base + 2 : base - 6})`}><Mark tone={tone} /></g>}
                  </g>
                </g>
              );
            })}
          </g>
        </svg>
      )}
      {pointed !== undefined && pointedPlot !== undefined && (
        <div className="gb-plot-tip" aria-hidden style={{ left: Math.min(Math.max(pointedPlot.x + pointedPlot.width / 2, 110), width - 110), top: pointedPlot.y + 4 }}>
          <strong>{pointed.name}</strong>
          <span>{stateOf.get(pointed.state)?.label ?? pointed.state}</span>
          <span className="gb-figures">{formatMinor(BigInt(pointed.amountMinor))} {t('yuan')}</span>
          {pointed.note !== undefined && <span>{pointed.note}</span>}
        </div>
      )}
      <Legend households={households} states={states} only={only} onOnly={setOnly} patterns={patterns} />
    </div>
  );
}

function Legend({ households, states, only, onOnly, patterns }: { households: readonly Household[]; states: readonly PlotState[]; only: string | undefined; onOnly: (state: string | undefined) => void; patterns: string }) {
  const t = useT(kitTexts);
  const { short } = useLanguage();
  return (
    <ul className="gb-village-legend">
      {states.map((state) => {
        const members = households.filter((household) => household.state === state.code);
        const sum = members.reduce((total, household) => total + BigInt(household.amountMinor), 0n);
        return (
          <li key={state.code}>
            <button type="button" className={`gb-legend-item gb-tone-${state.tone}`} aria-pressed={only === state.code} title={t('showOnly', { state: state.label })} onClick={() => onOnly(only === state.code ? undefined : state.code)}>
              <svg width="18" height="18" aria-hidden><rect className="gb-plot-ground" x="0.5" y="0.5" width="17" height="17" /><rect className="gb-plot-edge" x="0.5" y="0.5" width="17" height="17" fill={`url(#${patterns}-${state.tone})`} /></svg>
              <Mark tone={state.tone} />
              <span>{state.label}</span>
              <span className="gb-figures gb-muted">{t('households', { count: members.length })}{sum === 0n ? '' : ` · ${formatShort(sum, short)}`}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** One pattern per tone, as fields are worked: furrows, rows of trees, hatching, a cross-hatch for what stops, open ground. */
function Patterns({ id }: { id: string }) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1 };
  return (
    <>
      <pattern id={`${id}-good`} width="8" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-8)"><path d="M0 3h8" {...line} strokeOpacity="0.22" /></pattern>
      <pattern id={`${id}-now`} width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="1" fill="currentColor" fillOpacity="0.3" /></pattern>
      <pattern id={`${id}-wait`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 4h8" {...line} strokeOpacity="0.28" /></pattern>
      <pattern id={`${id}-stop`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 4h8M4 0v8" {...line} strokeOpacity="0.3" /></pattern>
      <pattern id={`${id}-quiet`} width="14" height="14" patternUnits="userSpaceOnUse"><path d="M3 9l2-4M5 9l1-3" {...line} strokeOpacity="0.2" /></pattern>
    </>
  );
}

/** Areas follow amounts, but no plot is smaller than a third of the mean one: refused households have no amount and are still there. */
function layOut(households: readonly Household[], width: number, height: number): Plot[] {
  const wan = households.map((household) => Number(BigInt(household.amountMinor) / 100n));
  const mean = wan.reduce((sum, amount) => sum + amount, 0) / Math.max(1, wan.length);
  return terraces(wan.map((amount) => Math.max(amount, mean / 3, 1)), width, height - 2 * (amplitudePixels + 1), width < narrowPixels ? 0.95 : 1.3);
}

function neighbour(plots: readonly Plot[], from: number, key: string): number | undefined {
  if (key === 'ArrowRight') return Math.min(from + 1, plots.length - 1);
  if (key === 'ArrowLeft') return Math.max(from - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return plots.length - 1;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return undefined;
  const here = plots[from]!;
  const middle = here.x + here.width / 2;
  const there = plots.findIndex((plot) => plot.strip === here.strip + step && plot.x <= middle && middle < plot.x + plot.width);
  return there === -1 ? undefined : there;
}

/** Shortens a label to what fits across a plot; a Chinese character takes 12 px, a Latin one about 7. */
function fit(text: string, widthPixels: number): string {
  const room = widthPixels - 10;
  let used = 0;
  for (const [index, character] of [...text].entries()) {
    used += character.codePointAt(0)! > 0xff ? 12 : 7;
    if (used > room) return index < 2 ? [...text].slice(0, 1).join('') : `${[...text].slice(0, index - 1).join('')}…`;
  }
  return text;
}
