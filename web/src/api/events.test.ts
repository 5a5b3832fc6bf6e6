import { expect, it } from 'vitest';
import { readJob } from './events';

it('reads a snapshot', () => {
  expect(readJob('{"id":"job_1","version":3}')).toMatchObject({ id: 'job_1', version: 3 });
});

it.each(['', 'not json', 'null', '{}', '{"id":"job_1"}', '[]', '7'])('skips what is none: %s', data => {
  expect(readJob(data)).toBeNull();
});
