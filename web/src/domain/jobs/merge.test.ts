import { describe, expect, it } from 'vitest';
import { feedOf, mergeJobs } from './merge';
import { testJob } from '@testing/testJob';

const known = mergeJobs({}, [testJob({ version: 3, status: 'running' })]);

describe('merging snapshots', () => {
  it('takes a newer version', () => {
    expect(mergeJobs(known, [testJob({ version: 4, status: 'succeeded' })]).job_1?.status).toBe('succeeded');
  });

  it('drops an older version, and answers the same object so that nothing is drawn again', () => {
    expect(mergeJobs(known, [testJob({ version: 2, status: 'queued' })])).toBe(known);
  });

  it('takes the same version again, because its texts may be in another language', () => {
    const error = {
      code: 'x',
      message: 'In English',
      act: 'user' as const,
      retryable: false,
      provider_code: null,
      provider_message: null,
      provider_request_id: null,
    };
    expect(mergeJobs(known, [testJob({ version: 3, error })]).job_1?.error?.message).toBe('In English');
  });

  it('ends the same in whatever order the snapshots come, and however often', () => {
    const versions = [1, 2, 3, 4].map(version => testJob({ version }));
    const reversed = [...versions].reverse();
    const orders = [versions, reversed, [...versions, ...reversed]];
    for (const order of orders) expect(mergeJobs({}, order).job_1?.version).toBe(4);
  });

  it('leaves what it was given untouched', () => {
    const before = structuredClone(known);
    mergeJobs(known, [testJob({ version: 9 }), testJob({ id: 'job_2' })]);
    expect(known).toEqual(before);
  });
});

describe('the feed', () => {
  const at = (id: string, created_at: string) => testJob({ id, created_at });
  const jobs = mergeJobs({}, [
    at('job_a', '2026-11-23T06:00:00Z'),
    at('job_c', '2026-11-23T08:00:00.5Z'),
    at('job_b', '2026-11-23T08:00:00.500Z'),
  ]);

  it('is newest first, by id within the same instant', () => {
    expect(feedOf(jobs, null).map(job => job.id)).toEqual(['job_c', 'job_b', 'job_a']);
  });

  it('hides what is older than the loaded pages reach', () => {
    expect(feedOf(jobs, '2026-11-23T07:00:00Z').map(job => job.id)).toEqual(['job_c', 'job_b']);
  });
});
