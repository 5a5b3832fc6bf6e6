import { describe, expect, it } from 'vitest';
import { shareOf, standingOf, tightest, toneOf } from './limits';
import { testLimit } from '@testing/testLimit';

const one = { pictures: 1, cost: 0.22 };

describe('a limit', () => {
  it.each([
    ['leaves room', testLimit({ limit: 10, used: 2 }), { pictures: 4, cost: 1 }, 'fine'],
    ['is near where the request takes most of it', testLimit({ limit: 10, used: 2 }), { pictures: 6, cost: 1 }, 'near'],
    ['is near where it just fits', testLimit({ limit: 10, used: 6 }), { pictures: 4, cost: 1 }, 'near'],
    ['is passed by one picture too many', testLimit({ limit: 10, used: 6 }), { pictures: 5, cost: 1 }, 'over'],
    ['of nothing lets nothing pass', testLimit({ limit: 0, used: 0 }), one, 'over'],
  ] as const)('%s', (_, limit, need, standing) => {
    expect(standingOf(limit, need)).toBe(standing);
  });

  it('of money counts what is paid, and lets pass what is free or has no price', () => {
    const budget = testLimit({ kind: 'cost_per_month', limit: 1, used: 0.78 });
    expect(standingOf(budget, { pictures: 100, cost: 0.22 })).toBe('near');
    expect(standingOf(budget, { pictures: 1, cost: 0.23 })).toBe('over');
    const empty = testLimit({ kind: 'cost_per_month', limit: 1, used: 1.2, left: 0 });
    expect(standingOf(empty, { pictures: 1, cost: 0 })).toBe('near');
    expect(standingOf(empty, { pictures: 1, cost: null })).toBe('near');
  });

  it('does not pass for the dust of binary fractions', () => {
    const budget = testLimit({ kind: 'cost_per_month', limit: 0.3, used: 0, left: 0.3 });
    expect(standingOf(budget, { pictures: 3, cost: 0.1 + 0.2 })).toBe('near');
  });

  it('is told by what is used of it', () => {
    expect(shareOf(testLimit({ limit: 10, used: 12, left: 0 }))).toBe(1);
    expect(toneOf(testLimit({ limit: 10, used: 7 }))).toBe('accent');
    expect(toneOf(testLimit({ limit: 10, used: 8 }))).toBe('amber');
    expect(toneOf(testLimit({ limit: 10, used: 10 }))).toBe('red');
  });
});

it('speaks of the limit that stands worst', () => {
  const wide = testLimit({ limit: 100, used: 0 });
  const narrow = testLimit({ kind: 'cost_per_month', limit: 1, used: 0.9 });
  expect(tightest([], one)).toBeUndefined();
  expect(tightest([wide, narrow], one)).toEqual({ limit: narrow, standing: 'over' });
  expect(tightest([narrow, wide], one)?.limit).toBe(narrow);
});
