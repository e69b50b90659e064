// The only place that loads ECharts, and only the parts the house draws with. Loaded on demand, in a chunk of its own.
import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, type GridComponentOption, type LegendComponentOption, type TooltipComponentOption } from 'echarts/components';
import { init, registerTheme, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { echartsTheme } from './echarts-theme.ts';
import type { Scheme } from './tokens.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, MarkLineComponent, AriaComponent, CanvasRenderer]);
registerTheme('gongbi-light', echartsTheme('light'));
registerTheme('gongbi-dark', echartsTheme('dark'));

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>;

export function startChart(element: HTMLElement, scheme: Scheme): ECharts {
  return init(element, `gongbi-${scheme}`);
}
