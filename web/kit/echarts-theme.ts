import { fontFamily, pigments, seriesColours, type Scheme } from './tokens.ts';

/** The one chart theme of the house: open paper, hairline axes, the series pigments in order. Register it per scheme. */
export function echartsTheme(scheme: Scheme): Record<string, unknown> {
  const p = pigments[scheme];
  const axis = {
    axisLine: { show: true, lineStyle: { color: p.pale, width: 1 } }, axisTick: { show: false },
    axisLabel: { color: p.ink2, fontSize: 12 }, splitLine: { lineStyle: { color: p.line, width: 1 } }, nameTextStyle: { color: p.ink2 },
  };
  return {
    color: seriesColours(scheme), backgroundColor: 'transparent', textStyle: { fontFamily, color: p.ink },
    title: { textStyle: { color: p.ink, fontWeight: 600, fontSize: 15 }, subtextStyle: { color: p.ink2 } },
    legend: { textStyle: { color: p.ink2, fontSize: 12 }, itemWidth: 12, itemHeight: 12, itemGap: 20, icon: 'rect' },
    categoryAxis: { ...axis, splitLine: { show: false } }, valueAxis: { ...axis, axisLine: { show: false } }, timeAxis: axis, logAxis: axis,
    line: { lineStyle: { width: 1.5 }, symbolSize: 5, symbol: 'circle', smooth: false }, bar: { itemStyle: { borderRadius: 0 } },
  };
}
