const locale = (language: string): string => (language === 'en' ? 'en-GB' : language);

/** Day and minute, for lists. */
export const dateTimeText = (time: string, language: string): string =>
  new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(time));

export const dateText = (time: string, language: string): string =>
  new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium' }).format(Date.parse(time));
