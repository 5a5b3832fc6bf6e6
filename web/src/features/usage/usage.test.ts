import { describe, expect, it } from 'vitest';
import { dayText, daysOf, isMonth, monthAfter, monthText } from './days';
import { ticksOf } from './ticks';

describe('a month', () => {
  it('has the days of the calendar, also in leap years', () => {
    expect(daysOf('2026-02')).toHaveLength(28);
    expect(daysOf('2028-02').at(-1)).toBe('2028-02-29');
    expect(daysOf('2026-11')[8]).toBe('2026-11-09');
  });

  it('comes after the one before, over the turn of the year too', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });

  it('is told from what else an address may hold', () => {
    expect(['2026-11', '2026-13', '2026-1', 'x', null].map(isMonth)).toEqual([true, false, false, false, false]);
  });

  it('is written as people write it, whatever the clock of this computer', () => {
    expect(monthText('2026-11', 'zh-CN')).toBe('2026年11月');
    expect(monthText('2026-11', 'en')).toBe('November 2026');
    expect(dayText('2026-11-01', 'en')).toBe('1 November');
  });
});

describe('the lines of a chart', () => {
  it.each([
    [24.92, false, [0, 10, 20, 30]],
    [0.66, false, [0, 0.5, 1]],
    [3, true, [0, 1, 2, 3]],
    [1, true, [0, 1]],
    [0, true, [0, 1]],
    [105, true, [0, 50, 100, 150]],
  ])('for %s (whole: %s) are %j', (most, whole, ticks) => {
    expect(ticksOf(most, whole)).toEqual(ticks);
  });
});
