import { describe, expect, it } from 'vitest';
import { testJob } from '@testing/testJob';
import { testModel, testReferences } from '@testing/testModel';
import type { Model } from '@/api/types';
import {
  axesOf,
  batchProblem,
  canBatch,
  costOf,
  emptyForm,
  jobsOf,
  promptsOf,
  requestOf,
  seedRange,
  seedsOf,
} from './grid';
import { tableOf } from './table';

const small: Model = {
  ...testModel,
  id: 'small',
  default: false,
  prompt: { max_length: 5, required: true, styles: false },
  size: { ...testModel.size, max_ratio: 1.2 },
  parameters: {},
  price: { ...testModel.price, per_picture: 0.3 },
};
const models = [testModel, small];
const form = { ...emptyForm, prompts: 'fox\nhen', sizes: ['2048x2048', '2496x1664'], seeds: '1, 2' };

describe('the prompts of a batch', () => {
  it.each([
    ['a fox\n\n  a hen \na fox', ['a fox', 'a hen']],
    ['{red|blue} fox at {dawn|dusk}', ['red fox at dawn', 'red fox at dusk', 'blue fox at dawn', 'blue fox at dusk']],
    ['a fox{| in snow}', ['a fox', 'a fox in snow']],
    ['a {subject} stays', ['a {subject} stays']],
    ['$& {a|$&}', ['$& a', '$& $&']],
    ['', []],
  ])('%j are %j', (text, prompts) => {
    expect(promptsOf(text)).toEqual(prompts);
  });

  it('are not counted on beyond what anybody can submit', () => {
    expect(promptsOf('{a|b}'.repeat(40))).toHaveLength(101);
  });
});

describe('a grid', () => {
  it('begins with the default model, and has each combination once', () => {
    const axes = axesOf(form, models);
    expect(jobsOf(axes)).toBe(8);
    expect(costOf(axes, 2)).toEqual({ amount: 3.52, currency: 'CNY', verified: true });
    expect(requestOf(axes, 2)).toEqual({
      grid: {
        prompts: ['fox', 'hen'],
        models: [testModel.id],
        sizes: ['2048x2048', '2496x1664'],
        seeds: [1, 2],
      },
      common: { count: 2 },
    });
  });

  it('leaves out what not all chosen models take', () => {
    const axes = axesOf({ ...form, models: [testModel.id, 'small'] }, models);
    expect([axes.sizes, axes.seeds]).toEqual([['2048x2048'], []]);
    expect(jobsOf(axes)).toBe(4);
    expect(costOf(axes, 1)?.amount).toBe(1.04);
    expect(requestOf(axes, 1).grid).not.toHaveProperty('seeds');
  });

  it('says why it can not be sent', () => {
    const problem = (changed: Partial<typeof form & { models: string[] }>) =>
      batchProblem(axesOf({ ...form, ...changed }, models));
    expect(problem({})).toBeNull();
    expect(problem({ prompts: ' \n' })).toEqual({ kind: 'prompts' });
    expect(problem({ models: ['gone'] })).toEqual({ kind: 'models' });
    expect(problem({ seeds: '1 101' })).toEqual({ kind: 'seeds', min: 0, max: 100 });
    expect(problem({ seeds: 'x' })).toEqual({ kind: 'seeds', min: 0, max: 100 });
    expect(problem({ models: ['small'], prompts: 'fox\na hen house' })).toEqual({ kind: 'long', n: 2, model: small });
    expect(problem({ prompts: '{a|b|c|d}{a|b|c|d}{a|b}' })).toEqual({ kind: 'many', count: 128 });
  });

  it('has no price where currencies differ', () => {
    const dollars = { ...small, price: { ...small.price, currency: 'USD' } };
    expect(costOf(axesOf({ ...form, models: [testModel.id, 'small'] }, [testModel, dollars]), 1)).toBeNull();
  });

  it('takes models that need words alone, and seeds that all of them take', () => {
    expect(canBatch(testModel)).toBe(true);
    expect(canBatch({ ...testModel, references: testReferences(1) })).toBe(false);
    expect(seedRange([testModel])).toEqual({ min: 0, max: 100 });
    expect(seedRange(models)).toBeNull();
    expect(seedsOf('3，4 4,')).toEqual([3, 4]);
  });
});

it('a batch is a table in the order of its request, whatever order its jobs come in', () => {
  const job = (index: number, prompt: string, size: string) =>
    testJob({ id: `job_${index}`, batch_index: index, parameters: { prompt, size } });
  const jobs = [job(3, 'hen', '1x1'), job(0, 'fox', '2x1'), job(1, 'fox', '1x1'), job(4, 'hen', '1x1')];
  const { prompts, columns, jobsAt } = tableOf(jobs);
  expect(prompts).toEqual(['fox', 'hen']);
  expect(columns.map(({ size }) => size)).toEqual(['2x1', '1x1']);
  const ids = prompts.map(prompt => columns.map(column => jobsAt(prompt, column).map(({ id }) => id)));
  expect(ids).toEqual([
    [['job_0'], ['job_1']],
    [[], ['job_3', 'job_4']],
  ]);
});
