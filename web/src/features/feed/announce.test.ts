import { expect, it } from 'vitest';
import { testImage, testJob } from '@testing/testJob';
import type { Submit } from '@/domain/jobs/submitStorage';
import { newsOf, newsOfSubmits } from './announce';

const before = testJob({ status: 'running' });
const after = (patch: Parameters<typeof testJob>[0]) => testJob({ version: 2, status: 'running', ...patch });

it('says which picture is ready', () => {
  expect(newsOf(before, after({ images: [testImage(1)] }))).toEqual({ kind: 'picture', n: 2 });
});

it('says how a job ended', () => {
  expect(newsOf(before, after({ status: 'succeeded', images: [testImage(0)] }))).toEqual({
    kind: 'finished',
    count: 1,
  });
  expect(newsOf(before, after({ status: 'needs_attention' }))).toEqual({ kind: 'attention' });
  expect(newsOf(before, after({ status: 'canceled' }))).toEqual({ kind: 'canceled' });
});

it('is silent about history, repeats and steps on the way', () => {
  expect(newsOf(undefined, after({ status: 'succeeded' }))).toBeNull();
  expect(newsOf(before, before)).toBeNull();
  expect(newsOf(testJob(), after({}))).toBeNull();
});

it('says once that a submit was sent, and why one was refused', () => {
  const sending: Submit = {
    key: 'a',
    request: { model: 'm', prompt: 'A lake' },
    createdAt: 0,
    state: 'sending',
    problem: null,
  };
  const refused: Submit = { ...sending, state: 'refused', problem: { code: 'budget_exceeded', message: 'No budget' } };
  expect(newsOfSubmits([], [sending])).toEqual({ kind: 'sent' });
  expect(newsOfSubmits([sending], [{ ...sending, state: 'waiting' }])).toBeNull();
  expect(newsOfSubmits([sending], [refused])).toEqual({ kind: 'failed', reason: 'No budget' });
  expect(newsOfSubmits([refused], [refused])).toBeNull();
  expect(newsOfSubmits([sending], [])).toBeNull();
});
