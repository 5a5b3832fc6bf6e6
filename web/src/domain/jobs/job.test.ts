import { describe, expect, it } from 'vitest';
import { arrivingPlaces, doubtfulPlaces, isFree, retriedPlaces } from './job';
import { testJob } from '@testing/testJob';

describe('nothing was billed', () => {
  it.each([
    [{ billed: 0, reserved: 0, unknown: 0 }, true],
    [{ billed: 1, reserved: 0, unknown: 0 }, false],
    [{ billed: 0, reserved: 1, unknown: 0 }, false],
    [{ billed: 0, reserved: 0, unknown: 1 }, false],
  ])('of %o it is %s', (usage, free) => {
    expect(isFree(testJob({ usage }))).toBe(free);
  });
});

it('knows from the server what a retry would ask for, and never guesses', () => {
  const job = testJob({ retry: { places: [0, 2], possible_charge: [2], arriving: [1] } });
  expect([retriedPlaces(job), doubtfulPlaces(job), arrivingPlaces(job)]).toEqual([[0, 2], [2], [1]]);
  const open = testJob({ status: 'running', progress: { completed: 0, total: 4, percent: 0 } });
  expect([retriedPlaces(open), doubtfulPlaces(open), arrivingPlaces(open)]).toEqual([[], [], []]);
});
