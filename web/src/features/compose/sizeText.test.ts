import { expect, it } from 'vitest';
import { pixelsText, ratioText } from './sizeText';

it('speaks of pixels as people do', () => {
  expect(pixelsText(16777216, 'zh-CN')).toBe('1678');
  expect(pixelsText(16777216, 'en')).toBe('16.8');
});

it.each([
  [3, '3:1'],
  [0.3333, '1:3'],
  [1, '1:1'],
  [1.78, '1.78'],
])('writes the shape %d as %s', (ratio, text) => {
  expect(ratioText(ratio)).toBe(text);
});
