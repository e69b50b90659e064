import { useMemo } from 'react';
import { formatMinor, formatShort } from '#kernel';
import { Chart } from './Chart.tsx';
import type { ChartOption } from './echarts.ts';
import { useLanguage, useT } from './i18n.ts';
import { useScheme } from './KitProvider.tsx';
import { kitTexts } from './texts.ts';
import { pigments } from './tokens.ts';

export type ScheduleRow = { readonly dueOn: string; readonly principalMinor: string; readonly interestMinor: string };

/** Principal and interest per due date as stacked bars; interest is hatched, so that the two are told apart without colour. */
export function ScheduleChart({ rows, heightPixels = 260 }: { rows: readonly ScheduleRow[]; heightPixels?: number }) {
  const t = useT(kitTexts);
  const { short } = useLanguage();
  const scheme = useScheme();
  const option = useMemo((): ChartOption => {
    const p = pigments[scheme];
    const names = [t('principal'), t('interest')] as const;
    const tip = (index: number): HTMLElement => {
      const row = rows[index]!;
      const element = document.createElement('div');
      element.className = 'gb-chart-tip';
      for (const text of [row.dueOn, `${names[0]} ${formatMinor(BigInt(row.principalMinor))}`, `${names[1]} ${formatMinor(BigInt(row.interestMinor))}`, `${t('total')} ${formatMinor(BigInt(row.principalMinor) + BigInt(row.interestMinor))}`]) {
        element.appendChild(document.createElement('span')).textContent = text;
      }
      return element;
    };
    // Bars are drawings: pixels may be floats, the figures beside them come from the integers.
    const yuan = (minor: string): number => Number(BigInt(minor)) / 100;
    const bar = { type: 'bar' as const, stack: 'due', barMaxWidth: 28 };
    return {
      grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
      legend: { left: 0, top: 0, data: [...names] },
      tooltip: {
        trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: p.pale, width: 1 } }, backgroundColor: p.card, borderColor: p.line, borderWidth: 1, padding: 10,
        textStyle: { color: p.ink, fontSize: 13 }, extraCssText: 'box-shadow:none', formatter: (params) => tip((Array.isArray(params) ? params[0] : params)?.dataIndex ?? 0),
      },
      xAxis: { type: 'category', data: rows.map((row) => row.dueOn), axisLabel: { hideOverlap: true, formatter: (date: string) => date.slice(2, 7) } },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => formatShort(BigInt(Math.round(value)) * 100n, short).replace('.00', '') } },
      series: [
        { ...bar, name: names[0], data: rows.map((row) => yuan(row.principalMinor)), itemStyle: { color: p.azurite } },
        { ...bar, name: names[1], data: rows.map((row) => yuan(row.interestMinor)), itemStyle: { color: p.ochre, decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4, color: p.card } } },
      ],
    };
  }, [rows, scheme, short, t]);
  const sum = (pick: (row: ScheduleRow) => string): string => formatMinor(rows.reduce((total, row) => total + BigInt(pick(row)), 0n));
  return <Chart option={option} heightPixels={heightPixels} summary={t('scheduleSummary', { count: rows.length, principal: sum((row) => row.principalMinor), interest: sum((row) => row.interestMinor) })} />;
}
