// The pigments of the house, written once. Everything that has a colour takes it from here: antd's theme, the charts and, through
// `cssVariables`, the stylesheet. Contrast on paper and on white was measured: texts reach 4.5 : 1.

export type Scheme = 'light' | 'dark';

export type Pigments = {
  readonly paper: string; readonly card: string; readonly line: string;
  readonly ink: string; readonly ink2: string; readonly pale: string;
  readonly azurite: string; readonly malachite: string; readonly cinnabar: string;
  readonly gamboge: string; readonly gambogeFill: string;
  readonly ochre: string; readonly rouge: string; readonly indigo: string;
};

/** `pale` is the ink of what lies ahead: lines, rings and placeholders, never the only carrier of a meaning. */
export const pigments: Readonly<Record<Scheme, Pigments>> = {
  light: {
    paper: '#FAF7F0', card: '#FFFFFF', line: '#DDD6C8', ink: '#1C1F24', ink2: '#565C64', pale: '#8C8779',
    azurite: '#1B5A8C', malachite: '#1F7557', cinnabar: '#B3361E', gamboge: '#855600', gambogeFill: '#E2A313',
    ochre: '#94562A', rouge: '#8F2D4E', indigo: '#2B3F73',
  },
  dark: {
    paper: '#15181D', card: '#1E2228', line: '#333942', ink: '#E9E4D8', ink2: '#A9ADB3', pale: '#7A818B',
    azurite: '#6FB1E4', malachite: '#5CC39A', cinnabar: '#F08A72', gamboge: '#E9BC55', gambogeFill: '#E9BC55',
    ochre: '#D69A6B', rouge: '#DE8FAB', indigo: '#A9ADB3',
  },
};

/** Colours of chart series in the order of the house; dark paper has no indigo, so its sixth is the second ink. */
export function seriesColours(scheme: Scheme): readonly string[] {
  const p = pigments[scheme];
  return [...new Set([p.azurite, p.malachite, p.ochre, p.rouge, p.gambogeFill, p.indigo, p.ink2])];
}

/** What a state means to the person who reads it. The colour follows the meaning; a mark and a word always go with it. */
export const tones = ['good', 'now', 'wait', 'stop', 'quiet'] as const;
export type Tone = (typeof tones)[number];

export const toneColour: Readonly<Record<Tone, keyof Pigments>> = { good: 'malachite', now: 'azurite', wait: 'gamboge', stop: 'cinnabar', quiet: 'ink2' };

export const fontFamily = '"PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif';
export const codeFontFamily = 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono", monospace';

/** The pigments as custom properties for the stylesheet: `--gb-paper`, `--gb-ink2` … */
export function cssVariables(scheme: Scheme): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(pigments[scheme]).map(([name, colour]) => [`--gb-${name}`, colour]));
}
