import { describe, expect, it } from 'vitest';
import { testJob } from '@testing/testJob';
import { byDay, dateText, dayName, midnight } from './days';

const local = (year: number, month: number, day: number, hour = 12): number =>
  new Date(year, month - 1, day, hour).getTime();

describe('days', () => {
  it('groups by the local calendar', () => {
    const at = (time: number) => testJob({ id: `job_${time}`, created_at: new Date(time).toISOString() });
    const days = byDay([at(local(2026, 11, 23, 23)), at(local(2026, 11, 23, 0)), at(local(2026, 11, 22, 23))]);
    expect(days.map(day => day.jobs.length)).toEqual([2, 1]);
  });

  it('have names that hold where clocks change', () => {
    const today = midnight(local(2026, 11, 23));
    expect(dayName(today, today)).toBe('today');
    expect(dayName(midnight(local(2026, 11, 22)), today)).toBe('yesterday');
    expect(dayName(midnight(local(2026, 11, 21)), today)).toBe('older');
  });

  it('say the year only where it is another', () => {
    const today = midnight(local(2026, 11, 23));
    expect(dateText(midnight(local(2026, 11, 3)), 'zh-CN', today)).toBe('11月3日');
    expect(dateText(midnight(local(2025, 11, 3)), 'en', today)).toBe('3 November 2025');
  });
});
