import { expect, it } from 'vitest';
import { testJob } from '@testing/testJob';
import { testModel } from '@testing/testModel';
import { costOf } from './money';

const estimate = { ...testModel, price: { ...testModel.price, verified: false } };
const two = { progress: { completed: 0, total: 2, percent: 0 } };

it.each([
  ['queued', testModel, { kind: 'reserved', price: '¥0.44' }],
  ['running', estimate, { kind: 'reserved', price: '≈ ¥0.44' }],
  ['needs_attention', estimate, { kind: 'upTo', price: '≈ ¥0.44' }],
  ['storing', undefined, null],
] as const)('what a job that is %s may cost', (status, model, cost) => {
  expect(costOf(testJob({ ...two, status }), model, 'zh-CN')).toEqual(cost);
});

it.each([
  [true, '¥0.22'],
  [false, '≈ ¥0.22'],
])('what a job has cost by a price that is verified: %s', (verified, price) => {
  const job = testJob({ status: 'succeeded', cost: { amount: 0.22, currency: 'CNY', verified } });
  expect(costOf(job, undefined, 'zh-CN')).toEqual({ kind: 'exact', price });
  expect(costOf({ ...job, cost: null }, testModel, 'zh-CN')).toBeNull();
});
