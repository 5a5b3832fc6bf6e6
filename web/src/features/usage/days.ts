/** A month as yyyy-mm, by the calendar of the limits. */
export type Month = string;

export const isMonth = (text: string | null): text is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');

export const monthOf = (day: string): Month => day.slice(0, 7);

export function monthAfter(month: Month, step: 1 | -1): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

/** All days of a month, as yyyy-mm-dd. */
export function daysOf(month: Month): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: last }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`);
}

const locale = (language: string): string => (language === 'en' ? 'en-GB' : language);

export const monthText = (month: Month, language: string): string =>
  new Intl.DateTimeFormat(locale(language), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01`),
  );

export const dayText = (day: string, language: string): string =>
  new Intl.DateTimeFormat(locale(language), { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(Date.parse(day));
