import { expect, it } from 'vitest';
import { ApiProblem, Unreachable } from '@/api/problem';
import { failureOf, MAX_BYTES, problemOf } from './uploads';

it.each([
  ['image/png', MAX_BYTES, null],
  ['image/webp', 1, null],
  ['image/png', MAX_BYTES + 1, 'bytes'],
  ['image/gif', 1, 'type'],
  ['application/pdf', 1, 'type'],
  ['', 1, 'type'],
])('a file of type %s with %d bytes: %s', (type, size, kind) => {
  expect(problemOf({ type, size })?.kind ?? null).toBe(kind);
});

it('says whether sending it again may help', () => {
  expect(failureOf(new Unreachable('x'))).toMatchObject({ kind: 'unreachable', retryable: true });
  expect(failureOf(new ApiProblem(422, { code: 'invalid_picture', retryable: false }))).toMatchObject({
    kind: 'refused',
    code: 'invalid_picture',
    retryable: false,
  });
  expect(failureOf(new ApiProblem(503, {}))).toMatchObject({ kind: 'refused', retryable: true });
});
