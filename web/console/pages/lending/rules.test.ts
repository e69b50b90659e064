import { describe, expect, it } from 'vitest';
import { basisPointsToPercent, outputText, percentToBasisPoints, readableCell } from '../catalogue/rules.ts';
import { paidOut, partition, percentOf, type PlotOf } from '../village/rules.ts';
import { allocate, bothParts, mu, muHundredths, sumMinor } from './rules.ts';

const due = { fee: '100', compound: '20', penalty: '30', interest: '400', principal: '5000' };

describe('what a repayment pays', () => {
  it.each([
    [50n, [['fee', 50n]], 0n],
    [160n, [['fee', 100n], ['compound', 20n], ['penalty', 30n], ['interest', 10n]], 0n],
    [5550n, [['fee', 100n], ['compound', 20n], ['penalty', 30n], ['interest', 400n], ['principal', 5000n]], 0n],
    [6000n, [['fee', 100n], ['compound', 20n], ['penalty', 30n], ['interest', 400n], ['principal', 5000n]], 450n],
  ] as const)('%s fen go to the due parts in order', (amountMinor, parts, earlyMinor) => {
    const found = allocate(due, amountMinor);
    expect(found.parts.map((part) => [part.component, part.amountMinor])).toEqual(parts);
    expect(found.earlyMinor).toBe(earlyMinor);
    expect(found.parts.reduce((sum, part) => sum + part.amountMinor, found.earlyMinor)).toBe(amountMinor);
  });
});

describe('acreage', () => {
  it.each([['23.42', 2342], ['20.5', 2050], ['1', 100], ['0', undefined], ['1.234', undefined], ['many', undefined], [undefined, undefined]] as const)('%s mu', (text, hundredths) => expect(muHundredths(text)).toBe(hundredths));
  it('reads back', () => expect(mu(2305)).toBe('23.05'));
});

describe('the village wall', () => {
  const plot = (state: PlotOf['state'], amountMinor: string): PlotOf => ({ applicationId: state + amountMinor, contractId: null, name: '', amountMinor, outstandingMinor: '0', state, reason: null });
  const plots = [plot('active', '100'), plot('settled', '200'), plot('overdue', '400'), plot('under_way', '800'), plot('declined', '0'), plot('alerted', '1600'), plot('withdrawn', '3200')];
  it('keeps those turned away beside the field', () => {
    const { field, beside } = partition(plots);
    expect(field.map((each) => each.state)).toEqual(['active', 'settled', 'overdue', 'under_way']);
    expect(beside.map((each) => each.state)).toEqual(['declined', 'alerted', 'withdrawn']);
  });
  it('adds up what was paid out and nothing else', () => expect(paidOut(plots)).toEqual({ count: 3, totalMinor: 700n }));
  it.each([[82, 86, '95.3%'], [1, 3, '33.3%'], [2, 3, '66.7%'], [3, 3, '100.0%'], [0, 5, '0.0%'], [0, 0, '--']] as const)('%i of %i is %s', (part, whole, text) => expect(percentOf(part, whole)).toBe(text));
});

describe('decision tables in words', () => {
  it.each([
    ['acreageMuHundredths', '[1500..3000)', '15 至 30（不含）', '15 to 30 (excl.)'], ['acreageMuHundredths', '< 100', '不足 1', 'under 1'], ['acreageMuHundredths', '>= 2342', '23.42 及以上', '23.42 or more'],
    ['panelRating', '[60..75)', '60 至 75（不含）', '60 to 75 (excl.)'], ['ageYears', '[18..65]', '18 至 65', '18 to 65'], ['ageYears', '> 65', '超过 65', 'over 65'], ['onGreyList', 'true', '是', 'yes'],
    ['panelRating', '>= 60 and < 75', '60 及以上 且 不足 75', '60 or more and under 75'],
  ])('%s %s', (name, source, zh, en) => { expect(readableCell(name, source, 'zh')).toBe(zh); expect(readableCell(name, source, 'en')).toBe(en); });
  it('shows fen as yuan and basis points with their sign', () => { expect(outputText('limitMinor', 40_000_000)).toBe('400,000.00'); expect(outputText('basisPoints', 60)).toBe('+60 bp'); expect(outputText('basisPoints', -10)).toBe('-10 bp'); });
  it.each([['30', 3000], ['33.33', 3333], ['0.5', 50], ['100', 10_000], ['100.01', undefined], ['0', undefined], ['x', undefined]] as const)('%s percent', (text, basisPoints) => expect(percentToBasisPoints(text)).toBe(basisPoints));
  it.each([[3000, '30'], [3333, '33.33'], [50, '0.5']] as const)('%i basis points', (basisPoints, text) => expect(basisPointsToPercent(basisPoints)).toBe(text));
});

it('reads evidence in both languages', () => { expect(bothParts('甲 · A')).toEqual({ zh: '甲', en: 'A' }); expect(bothParts('甲')).toEqual({ zh: '甲', en: '甲' }); });
it('adds minor units exactly', () => expect(sumMinor(['9007199254740993', '1'])).toBe(9007199254740994n));
