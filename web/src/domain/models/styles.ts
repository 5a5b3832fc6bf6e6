import { useQuery } from '@tanstack/react-query';
import type { Style } from '@/api/types';
import { allStyles } from './queries';

const NONE: readonly Style[] = [];

/** The style presets on offer; none until they are known. */
export const useStyles = (): readonly Style[] => useQuery(allStyles).data ?? NONE;

/** The prompt as the server sends it: a style's words in the language of the prompt. */
export function withStyle(prompt: string, style: Style | undefined): string {
  if (style === undefined || prompt === '') return prompt;
  return /\p{Script=Han}/u.test(prompt) ? `${prompt}，${style.prompt.zh}` : `${prompt}, ${style.prompt.en}`;
}
