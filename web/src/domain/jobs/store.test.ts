import { beforeEach, describe, expect, it } from 'vitest';
import {
  asking,
  forgetUnheard,
  mergeAnswered,
  mergeFetched,
  mergeStreamed,
  submitEnded,
  submitStarted,
  useJobs,
} from './store';
import { testJob } from './testJob';

beforeEach(() => useJobs.setState(useJobs.getInitialState(), true));
const ids = (): string[] => Object.keys(useJobs.getState().byId);

describe('an event that overtakes the answer to its submit', () => {
  it('waits for the answer, so that the job never stands beside its optimistic card', () => {
    submitStarted();
    mergeStreamed(testJob({ version: 2, status: 'running' }));
    expect(ids()).toEqual([]);
    submitEnded('key', testJob({ version: 1 }));
    expect(useJobs.getState().byId.job_1?.status).toBe('running');
    expect(useJobs.getState().keyOf.job_1).toBe('key');
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
    expect(useJobs.getState().byId.job_1?.status).toBe('running');
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
    forgetUnheard(since);
    expect(ids().sort()).toEqual(['job_kept', 'job_new', 'job_retried']);
  });

  it('believes it more than a read that began before it and was answered after it', () => {
    const before = asking();
    const since = asking();
    const asked = asking();
    mergeFetched([testJob({ id: 'job_kept' })], asked);
    mergeFetched([testJob({ id: 'job_gone' }), testJob({ id: 'job_kept' })], before);
    forgetUnheard(since);
    expect(ids()).toEqual(['job_kept']);
  });
});
