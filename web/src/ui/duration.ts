import type { TFunction } from 'i18next';

/** `digits` after the point below a minute; whole seconds above. */
export function durationText(t: TFunction, seconds: number, digits = 0): string {
  const value = Math.max(seconds, 0);
  if (value < 60) return t('feed.seconds', { seconds: value.toFixed(digits) });
  return t('feed.minutes', { minutes: Math.floor(value / 60), seconds: Math.floor(value % 60) });
}
