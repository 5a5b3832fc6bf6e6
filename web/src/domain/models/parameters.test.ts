import { describe, expect, it } from 'vitest';
import type { ParameterRule } from '@/api/types';
import { lengthOf, notTaken, ruleNamed, targetOf, valueFits } from './parameters';
import { testModel } from '@testing/testModel';

const name = { zh: '参数', en: 'Parameter' };
const quality: ParameterRule = {
  type: 'choice',
  name,
  choices: [
    { value: '4k', name: { zh: '4K', en: '4K' } },
    { value: '8k', name: { zh: '8K', en: '8K' } },
  ],
};

describe('a value', () => {
  it.each([
    [{ type: 'integer', name, min: 0, max: 9 }, 9, true],
    [{ type: 'integer', name, min: 0, max: 9 }, 10, false],
    [{ type: 'integer', name }, 1.5, false],
    [{ type: 'integer', name }, '1', false],
    [{ type: 'number', name, min: 0, max: 1 }, 0.5, true],
    [{ type: 'number', name, min: 0, max: 1 }, -0.1, false],
    [{ type: 'number', name }, Number.NaN, false],
    [{ type: 'text', name, max: 2 }, '雪🏔', true],
    [{ type: 'text', name, max: 2 }, '雪🏔!', false],
    [{ type: 'text', name }, 1, false],
    [{ type: 'boolean', name }, false, true],
    [{ type: 'boolean', name }, 'false', false],
    [quality, '4k', true],
    [quality, '8k', true],
    [quality, '8', false],
    [{ type: 'of another day', name }, 1, false],
  ] as [ParameterRule, number | string | boolean, boolean][])('for %j: %s fits: %s', (rule, value, fits) => {
    expect(valueFits(rule, value)).toBe(fits);
  });
});

it('counts characters as the server does: an emoji outside the first plane is one', () => {
  expect(lengthOf('雪🏔')).toBe(2);
});

describe('the models on offer', () => {
  const plain = { ...testModel, id: 'plain', parameters: {} };
  const sharp = { ...testModel, id: 'sharp', parameters: { quality, seed: quality } };

  it('tell what a model lacks, each thing once', () => {
    const names = Object.keys(testModel.parameters).length;
    expect(notTaken([testModel, plain, sharp], testModel)).toEqual([quality]);
    expect(notTaken([testModel, plain, sharp], plain)).toHaveLength(names + 1);
    expect(notTaken([plain], plain)).toEqual([]);
  });

  it('tell what a parameter is called, also one that the chosen model does not take', () => {
    expect(ruleNamed([plain, sharp], 'quality')).toBe(quality);
    expect(ruleNamed([plain, sharp], 'mask')).toBeUndefined();
  });
});

it('name the one choice of a model that enlarges, and of no other', () => {
  const upscale = { ...testModel, size: null, options: { resolution: quality } };
  expect(targetOf(upscale)).toEqual({ name: 'resolution', rule: quality });
  expect(targetOf({ ...upscale, size: testModel.size })).toBeUndefined();
  expect(targetOf(testModel)).toBeUndefined();
});
