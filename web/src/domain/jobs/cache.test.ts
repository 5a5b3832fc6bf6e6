import { beforeEach, describe, expect, it } from 'vitest';
import { queries } from '@/api/queries';
import {
  asking,
  fullyRead,
  mergeAnswered,
  mergeFetched,
  mergeStreamed,
  submitEnded,
  submitStarted,
  watchKnown,
  knownNow,
} from './cache';
import { testJob } from '@testing/testJob';

beforeEach(() => queries.clear());
const ids = (): string[] => Object.keys(knownNow().byId);

describe('an event that overtakes the answer to its submit', () => {
  it('waits for the answer, so that the job never stands beside its optimistic card', () => {
    submitStarted();
    mergeStreamed(testJob({ version: 2, status: 'running' }));
    expect(ids()).toEqual([]);
    submitEnded('key', testJob({ version: 1 }));
    expect(knownNow().byId.job_1?.status).toBe('running');
    expect(knownNow().keyOf.job_1).toBe('key');
  });

  it('is released when the submit fails', () => {
    submitStarted();
    mergeStreamed(testJob());
    submitEnded('key', null);
    expect(ids()).toEqual(['job_1']);
  });

  it('does not hold back news of jobs that are known', () => {
    mergeFetched([testJob()], asking());
    submitStarted();
    mergeStreamed(testJob({ version: 2, status: 'running' }));
    expect(knownNow().byId.job_1?.status).toBe('running');
  });

  it('waits until the last of several answers', () => {
    submitStarted();
    submitStarted();
    mergeStreamed(testJob({ id: 'job_2' }));
    submitEnded('one', testJob({ id: 'job_1' }));
    expect(ids()).toEqual(['job_1']);
    submitEnded('two', null);
    expect(ids().sort()).toEqual(['job_1', 'job_2']);
  });
});

describe('after a full read', () => {
  beforeEach(() => mergeFetched([testJob({ id: 'job_gone' }), testJob({ id: 'job_kept' })], asking()));

  it('forgets what it did not name, and keeps what was heard of meanwhile', () => {
    const since = asking();
    const asked = asking();
    mergeStreamed(testJob({ id: 'job_new' }));
    mergeAnswered(testJob({ id: 'job_retried' }));
    mergeFetched([testJob({ id: 'job_kept' })], asked);
    fullyRead(since);
    expect(ids().sort()).toEqual(['job_kept', 'job_new', 'job_retried']);
  });

  it('believes it more than a read that began before it and was answered after it', () => {
    const before = asking();
    const since = asking();
    const asked = asking();
    mergeFetched([testJob({ id: 'job_kept' })], asked);
    mergeFetched([testJob({ id: 'job_gone' }), testJob({ id: 'job_kept' })], before);
    fullyRead(since);
    expect(ids()).toEqual(['job_kept']);
  });
});

it('draws nothing again when a read brings what is known', () => {
  mergeFetched([testJob()], asking());
  const before = knownNow().byId;
  mergeFetched([testJob()], asking());
  expect(knownNow().byId).toBe(before);
});

it('tells each change at once, with what was known before it', () => {
  const told: [number | undefined, number | undefined][] = [];
  const stop = watchKnown((after, before) => told.push([before.byId.job_1?.version, after.byId.job_1?.version]));
  mergeStreamed(testJob({ version: 1 }));
  mergeStreamed(testJob({ version: 2 }));
  stop();
  mergeStreamed(testJob({ version: 3 }));
  expect(told).toEqual([
    [undefined, 1],
    [1, 2],
  ]);
});
