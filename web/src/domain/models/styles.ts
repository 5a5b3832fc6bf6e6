import { useQuery } from '@tanstack/react-query';
import type { Style } from '@/api/types';
import { allStyles } from './queries';

const NONE: readonly Style[] = [];

/** The server's ranges, which leave out what Chinese shares with others, such as 々. */
const IS_CHINESE = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

/** The style presets on offer; none until they are known. */
export const useStyles = (): readonly Style[] => useQuery(allStyles).data ?? NONE;

/** The prompt as the server sends it: a style's words in the language of the prompt. */
export function withStyle(prompt: string, style: Style | undefined): string {
  if (style === undefined || prompt === '') return prompt;
  const written = prompt.trimEnd();
  return IS_CHINESE.test(written) ? `${written}，${style.prompt.zh}` : `${written}, ${style.prompt.en}`;
}
