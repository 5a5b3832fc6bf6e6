import { expect, it } from 'vitest';
import { arrivingPlaces, doubtfulPlaces, retriedPlaces } from './retry';
import { testJob } from '@testing/testJob';

it('knows from the server what a retry would ask for, and never guesses', () => {
  const job = testJob({ retry: { places: [0, 2], possible_charge: [2], arriving: [1] } });
  expect([retriedPlaces(job), doubtfulPlaces(job), arrivingPlaces(job)]).toEqual([[0, 2], [2], [1]]);
  const open = testJob({ status: 'running', progress: { completed: 0, total: 4, percent: 0 } });
  expect([retriedPlaces(open), doubtfulPlaces(open), arrivingPlaces(open)]).toEqual([[], [], []]);
});
