import { expect, it } from 'vitest';
import { money, priceOf, priceText, sizeLabel } from './format';
import { testModel } from '@testing/testModel';

it('multiplies prices without the noise of binary fractions', () => {
  expect(priceOf(testModel, 3)).toBe(0.66);
  expect(priceOf(testModel, 15)).toBe(3.3);
});

it.each([
  ['zh-CN', 0.88, '¥0.88'],
  ['en', 0.88, '¥0.88'],
  ['en', 1234.5, '¥1,234.50'],
  ['zh-CN', 0.0025, '¥0.0025'],
])('writes money in %s', (language, amount, text) => {
  expect(money(amount, 'CNY', language)).toBe(text);
});

it('marks a price that is an estimate, and has none for a model that is no longer offered', () => {
  const estimate = { ...testModel, price: { ...testModel.price, verified: false } };
  expect(priceText(testModel, 3, 'zh-CN')).toBe('¥0.66');
  expect(priceText(estimate, 3, 'zh-CN')).toBe('≈ ¥0.66');
  expect(priceText(undefined, 3, 'zh-CN')).toBeNull();
});

it('calls a size by the name it was offered under, else by its pixels', () => {
  expect(sizeLabel(testModel, { width: 2496, height: 1664 })).toBe('3:2 · 2K');
  expect(sizeLabel(testModel, { width: 2000, height: 1500 })).toBe('2000×1500');
  expect(sizeLabel(undefined, { width: 2048, height: 2048 })).toBe('2048×2048');
});
