import type { TFunction } from 'i18next';

/** What was done, in words; the name of what only a newer server records stays as it is. */
export function actionText(t: TFunction, action: string): string {
  // Built from what the server says, so nothing can check that there is such a text.
  const say = t as (key: string, options: { defaultValue: string }) => string;
  return say(`audit.action.${action}`, { defaultValue: action });
}
