import { describe, expect, it } from 'vitest';
import { testModel } from '@testing/testModel';
import { offeredOf, offeredSizes, parseSize, sizeProblem, sizeText, tiersOf } from './size';

const rule = testModel.size;

describe('the size rule', () => {
  it.each([
    [2048, 2048, null],
    [1024, 1024, null],
    [1023, 1024, 'pixels'],
    [4096, 4096, null],
    [4097, 4096, 'pixels'],
    [3072, 1024, null],
    [3200, 1024, 'ratio'],
    [1024, 3200, 'ratio'],
    [0, 2048, 'whole'],
    [1024.5, 2048, 'whole'],
    [Number.NaN, 2048, 'whole'],
  ] as const)('%d×%d: %s', (width, height, problem) => {
    expect(sizeProblem(rule, { width, height })).toBe(problem);
  });
});

it('also limits the sides where it says so', () => {
  const sides = { ...rule, min_side: 512, max_side: 2048 };
  expect(sizeProblem(sides, { width: 2048, height: 1024 })).toBeNull();
  expect(sizeProblem(sides, { width: 2049, height: 1024 })).toBe('side');
  expect(sizeProblem(sides, { width: 500, height: 1500 })).toBe('side');
});

describe('the sizes on offer', () => {
  const offered = offeredSizes(rule);

  it('are the model’s own figures where it names them', () => {
    expect(offered.find(size => size.tier === '2K' && size.ratio === '3:2')).toMatchObject({
      width: 2496,
      height: 1664,
    });
  });

  it('has every ratio in every tier, and every one of them passes the rule', () => {
    for (const tier of tiersOf(rule)) expect(offered.filter(size => size.tier === tier)).toHaveLength(5);
    for (const size of offered) expect(sizeProblem(rule, size)).toBeNull();
  });

  it('are never so alike that one could be taken for another', () => {
    for (const size of offered) expect(offeredOf(offered, size)).toBe(size);
  });

  it('lists tiers from small to large', () => {
    expect(tiersOf(rule)).toEqual(['1K', '2K', '4K']);
  });
});

it('reads what it writes, and nothing else', () => {
  expect(parseSize(sizeText({ width: 2496, height: 1664 }))).toEqual({ width: 2496, height: 1664 });
  for (const text of ['2K', '', null, undefined, '1x', '1x2x3', '-1x2']) expect(parseSize(text)).toBeNull();
});
