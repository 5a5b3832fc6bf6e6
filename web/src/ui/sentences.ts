/** Sentences of one paragraph; what is empty is left out. Chinese puts no space between them. */
export const sentences = (language: string, ...all: readonly string[]): string =>
  all.filter(Boolean).join(language.startsWith('zh') ? '' : ' ');
