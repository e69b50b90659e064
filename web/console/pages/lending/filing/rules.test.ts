import { expect, test } from 'vitest';
import { meanOf, minorOrNone, scoreOf } from './rules.ts';

test.each([[[82, 78, 85, 80, 91], 83], [[1, 2], 2], [[0, 0, 1], 0], [[80, undefined], undefined], [[], undefined]] as const)('the mean of %j is %s, halves up', (scores, mean) => {
  expect(meanOf(scores)).toBe(mean);
});
test.each([['0', 0], [' 100 ', 100], ['101', undefined], ['', undefined], ['7.5', undefined], ['-1', undefined]] as const)('the score %j is %s', (text, score) => {
  expect(scoreOf(text)).toBe(score);
});
test.each([['0', '0'], ['1,200.5', '120050'], ['-1', undefined], ['1.005', undefined], ['', undefined]] as const)('the amount %j is %s', (text, minor) => {
  expect(minorOrNone(text)).toBe(minor);
});
