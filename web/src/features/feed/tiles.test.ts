import { describe, expect, it } from 'vitest';
import { testImage, testJob } from '@testing/testJob';
import { columnsOf, shapeOf, tilesOf } from './tiles';

const four = { prompt: 'A lake', size: '2496x1664', count: 4 };
const error = {
  code: 'x',
  message: 'No',
  act: 'user' as const,
  retryable: false,
  provider_code: null,
  provider_message: null,
  provider_request_id: null,
};
const kinds = (...args: Parameters<typeof tilesOf>): string[] => tilesOf(...args).map(tile => tile.kind);

describe('tiles', () => {
  it('has one for each picture asked for while the job works, and one of those that wait carries the words', () => {
    const tiles = tilesOf(testJob({ status: 'running', parameters: four, images: [testImage(2)] }));
    expect(tiles.map(tile => tile.kind)).toEqual(['waiting', 'waiting', 'picture', 'waiting']);
    expect(tiles.filter(tile => tile.kind === 'waiting' && tile.first)).toHaveLength(1);
  });

  it('shows one that failed beside those that did not', () => {
    const images = [testImage(0), testImage(1, { url: null, error })];
    expect(kinds(testJob({ status: 'running', parameters: { ...four, count: 3 }, images }))).toEqual([
      'picture',
      'failed',
      'waiting',
    ]);
    const partly = testJob({ status: 'partially_succeeded', parameters: { ...four, count: 3 }, images });
    expect(kinds(partly)).toEqual(['picture', 'failed', 'failed']);
  });

  it('keeps only the pictures of a job that ended without success', () => {
    const images = [testImage(1)];
    for (const status of ['failed', 'canceled', 'expired', 'needs_attention'] as const) {
      expect(kinds(testJob({ status, parameters: four, images }))).toEqual(['picture']);
      expect(kinds(testJob({ status, parameters: four }))).toEqual([]);
    }
  });

  it('waits for a picture that is announced but not stored yet', () => {
    expect(kinds(testJob({ status: 'storing', images: [testImage(0, { url: null })] }))).toEqual(['waiting']);
  });
});

it('has the shape of the request before, and of the pictures after', () => {
  expect(shapeOf(testJob({ parameters: four }), undefined)).toBeCloseTo(1.5);
  expect(shapeOf(testJob({ parameters: four, images: [testImage(0, { width: 300, height: 100 })] }), undefined)).toBe(
    3,
  );
  expect(shapeOf(testJob({ parameters: { prompt: '' } }), { width: 200, height: 100 })).toBe(2);
});

it.each([
  [1, 1, 1],
  [4, 1.5, 4],
  [9, 1.5, 4],
  [9, 0.6, 6],
])('%d pictures of shape %d stand in %d columns', (count, shape, columns) => {
  expect(columnsOf(count, shape)).toBe(columns);
});
