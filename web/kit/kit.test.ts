import { describe, expect, test } from 'vitest';
import { toCsv } from './csv.ts';
import { formatTime, shortHash } from './format.ts';
import { plotPath, terraces } from './terraces.ts';
import { pigments, seriesColours, type Pigments } from './tokens.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('pigments', () => {
  const texts: readonly (keyof Pigments)[] = ['ink', 'ink2', 'azurite', 'malachite', 'cinnabar', 'gamboge', 'ochre', 'rouge'];
  test.each((['light', 'dark'] as const).flatMap((scheme) => texts.map((name) => [scheme, name] as const)))('%s %s reaches 4.5 : 1 on paper and card', (scheme, name) => {
    for (const ground of ['paper', 'card'] as const) expect(contrast(pigments[scheme][name], pigments[scheme][ground])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(['light', 'dark'] as const)('%s series never repeat a colour', (scheme) => {
    expect(new Set(seriesColours(scheme)).size).toBe(seriesColours(scheme).length);
  });
});

describe('terraces', () => {
  const cases = [
    { name: '82 households wide', weights: Array.from({ length: 82 }, (_, index) => 10 + (index % 7) * 5), width: 1000, height: 420 },
    { name: '120 households on a phone', weights: Array.from({ length: 120 }, (_, index) => 10 + (index % 11) * 3), width: 326, height: 1100 },
    { name: 'one', weights: [3], width: 300, height: 200 },
    { name: 'one giant among dwarfs', weights: [1000, 1, 1, 1, 1, 1], width: 300, height: 200 },
  ];
  test.each(cases)('$name: areas follow weights, the field is full, nothing leaves it', ({ weights, width, height }) => {
    const plots = terraces(weights, width, height);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(plots).toHaveLength(weights.length);
    for (const [index, plot] of plots.entries()) {
      expect(plot.width * plot.height).toBeCloseTo((weights[index]! / total) * width * height, 4);
      expect(plot.x).toBeGreaterThanOrEqual(0);
      expect(plot.x + plot.width).toBeLessThanOrEqual(width + 1e-6);
      expect(plot.y + plot.height).toBeLessThanOrEqual(height + 1e-6);
    }
    expect(plots.reduce((sum, plot) => sum + plot.width * plot.height, 0)).toBeCloseTo(width * height, 3);
  });
  test('nothing to lay out', () => {
    expect(terraces([], 100, 100)).toEqual([]);
    expect(terraces([1], 0, 100)).toEqual([]);
  });
  test('a path closes and holds no broken number', () => {
    expect(plotPath({ x: 0, y: 0, width: 40, height: 30, strip: 0 }, 100, 7, 5)).toMatch(/^M[\d. L-]+Z$/);
  });
});

test.each([
  ['plain', [['a', 'b']], 'a,b\r\n'],
  ['quotes and commas', [['a"b', 'c,d']], '"a""b","c,d"\r\n'],
  ['formulas are disarmed', [['=1+1', '+x', '@y', '-cmd']], "'=1+1,'+x,'@y,'-cmd\r\n"],
  ['negative amounts stay numbers', [['-12.30', '-1,234.00']], '-12.30,"-1,234.00"\r\n'],
])('csv: %s', (_, rows, text) => {
  expect(toCsv(rows)).toBe(`\uFEFF${text}`);
});

test.each([
  ['2026-11-23', '2026-11-23'], ['2026-11-23T06:05:00Z', '2026-11-23 14:05'], ['2026-11-23T18:30:00.123Z', '2026-11-24 02:30'], ['soon', 'soon'], ['2026-99-99T00:00:00Z', '2026-99-99T00:00:00Z'],
])('time %s is shown as %s', (text, shown) => {
  expect(formatTime(text)).toBe(shown);
});

test('a long hash is shortened, a short one is not', () => {
  expect(shortHash('9f2c4a7be01d5583aa20')).toBe('9f2c4a…83aa20');
  expect(shortHash('9f2c4a7b')).toBe('9f2c4a7b');
});
