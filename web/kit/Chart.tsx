import { useEffect, useRef } from 'react';
import type { ChartOption } from './echarts.ts';
import { useScheme } from './KitProvider.tsx';
import { useReducedMotion } from './media.ts';

/**
 * A chart in the house theme; `summary` says in words what it shows. Tooltips of the option must return elements, not markup text
 * with style attributes, which the content security policy blocks.
 */
export function Chart({ option, heightPixels, summary }: { option: ChartOption; heightPixels: number; summary: string }) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  const still = useReducedMotion();
  useEffect(() => {
    const element = box.current!;
    let stop: (() => void) | undefined;
    let gone = false;
    void import('./echarts.ts').then(({ startChart }) => {
      if (gone) return;
      const chart = startChart(element, scheme);
      chart.setOption({ animation: !still, animationDuration: 180, ...option });
      const observer = new ResizeObserver(() => chart.resize());
      observer.observe(element);
      stop = () => { observer.disconnect(); chart.dispose(); };
    });
    return () => { gone = true; stop?.(); };
  }, [option, scheme, still]);
  return <div ref={box} className="gb-chart" role="img" aria-label={summary} style={{ height: heightPixels }} />;
}
