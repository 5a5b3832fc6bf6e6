import type { TFunction } from 'i18next';
import type { Model } from '@/api/types';

/** What a job is called: its words, or what it does where it needs none. */
export function titleOf(prompt: string | null | undefined, model: Model | undefined, t: TFunction): string {
  const mode = model?.modes[0];
  if (prompt) return prompt;
  return mode === undefined ? t('feed.untitled') : t(`compose.mode.${mode}`);
}
