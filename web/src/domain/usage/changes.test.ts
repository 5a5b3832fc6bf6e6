import { expect, it } from 'vitest';
import { testJob } from '@testing/testJob';
import { changesUsage } from './changes';

const job = testJob();

it.each([
  ['is new and runs', [job], [], true],
  ['is old news', [testJob({ status: 'succeeded' })], [], false],
  ['is as it was', [job], [job], false],
  ['only moves on', [testJob({ version: 2, status: 'running' })], [job], false],
  ['ends without a bill', [testJob({ usage: { reserved: 0, billed: 0, unknown: 0 } })], [job], true],
  ['is billed', [testJob({ usage: { reserved: 1, billed: 1, unknown: 0 } })], [job], true],
] as const)('a job that %s', (_, after, before, changes) => {
  const byId = (jobs: readonly (typeof job)[]) => Object.fromEntries(jobs.map(each => [each.id, each]));
  expect(changesUsage(byId(after), byId(before))).toBe(changes);
});
