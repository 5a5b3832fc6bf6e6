import { expect, it } from 'vitest';
import { grownSize, marginsForRatio, marginsOf } from './outpaint';

const size = { width: 1000, height: 500 };

it('grows by shares of the sides', () => {
  expect(grownSize(size, marginsOf({ left: 0.1, right: 0.2, bottom: 1 }))).toEqual({ width: 1300, height: 1000 });
});

it.each([
  [2, { top: 0, right: 0, bottom: 0, left: 0 }],
  [1, { top: 0.5, right: 0, bottom: 0.5, left: 0 }],
  [4, { top: 0, right: 0.5, bottom: 0, left: 0.5 }],
  [0.5, null],
])('to the shape %d by %j', (ratio, margins) => {
  expect(marginsForRatio(size, ratio, 1)).toEqual(margins);
});
