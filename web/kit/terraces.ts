// Layout of a village as terraced fields: strips of plots, one below the other, whose edges follow one gentle curve.

export type Plot = { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly strip: number };

/**
 * Plots in the given order (neighbours stay neighbours) on strips of about equal height, filling `width` × `height` pixels; each
 * plot's area is in proportion to its weight. `widthPerHeight` is the shape aimed at. Weights are positive; nothing is laid out
 * where there is no room or no weight.
 */
export function terraces(weights: readonly number[], width: number, height: number, widthPerHeight = 1.3): Plot[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0 || width <= 0 || height <= 0) return [];
  const stripCount = Math.min(weights.length, Math.max(1, Math.round(Math.sqrt((widthPerHeight * height * weights.length) / width))));
  const strips = new Map<number, number[]>();
  let before = 0;
  for (const [index, weight] of weights.entries()) {
    const strip = Math.min(stripCount - 1, Math.floor(((before + weight / 2) / total) * stripCount));
    strips.set(strip, [...(strips.get(strip) ?? []), index]);
    before += weight;
  }
  const plots: Plot[] = [];
  let y = 0;
  for (const [strip, members] of [...strips.values()].entries()) {
    const stripWeight = members.reduce((sum, index) => sum + weights[index]!, 0);
    const stripHeight = (stripWeight / total) * height;
    let x = 0;
    for (const index of members) {
      const plotWidth = (weights[index]! / stripWeight) * width;
      plots[index] = { x, y, width: plotWidth, height: stripHeight, strip };
      x += plotWidth;
    }
    y += stripHeight;
  }
  return plots;
}

/** Height of the hillside's contour at `x`, between -1 and 1. All edges use the same one, so plots keep their areas. */
export const contour = (x: number, width: number): number => 0.7 * Math.sin((x / width) * Math.PI * 2.3 + 0.6) + 0.3 * Math.sin((x / width) * Math.PI * 5.1 + 2.1);

/** SVG path of a plot with `gap` pixels to its neighbours and its upper and lower edge on the contour. */
export function plotPath(plot: Plot, width: number, amplitude: number, gap: number): string {
  const left = plot.x + gap / 2;
  const right = plot.x + plot.width - gap / 2;
  const steps = Math.max(2, Math.ceil((right - left) / 12));
  const points = Array.from({ length: steps + 1 }, (_, step) => left + ((right - left) * step) / steps);
  const edge = (xs: readonly number[], base: number): string => xs.map((x) => `${x.toFixed(1)} ${(base + amplitude * contour(x, width)).toFixed(1)}`).join('L');
  return `M${edge(points, plot.y + gap / 2)}L${edge(points.toReversed(), plot.y + plot.height - gap / 2)}Z`;
}
