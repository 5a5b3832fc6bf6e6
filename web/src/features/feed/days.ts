import type { Job } from '@/api/types';

export interface Day {
  /** Local midnight, Unix milliseconds. */
  start: number;
  jobs: Job[];
}

/** Groups jobs that are already in order by the day on this computer's calendar. */
export function byDay(jobs: readonly Job[]): Day[] {
  const days: Day[] = [];
  for (const job of jobs) {
    const start = midnight(Date.parse(job.created_at));
    const last = days.at(-1);
    if (last?.start === start) last.jobs.push(job);
    else days.push({ start, jobs: [job] });
  }
  return days;
}

export function midnight(time: number): number {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export type DayName = 'today' | 'yesterday' | 'older';

export function dayName(start: number, today: number): DayName {
  if (start >= today) return 'today';
  // Not "minus 24 hours": where clocks change a day has 23 or 25.
  return start === midnight(today - 1) ? 'yesterday' : 'older';
}

export function dateText(start: number, language: string, today: number): string {
  const sameYear = new Date(start).getFullYear() === new Date(today).getFullYear();
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    month: 'long',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(start);
}

export const clockText = (time: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(Date.parse(time));
