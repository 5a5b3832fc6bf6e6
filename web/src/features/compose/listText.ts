/** Names one after the other, as each language separates them. */
export const listText = (names: readonly string[], language: string): string =>
  names.join(language === 'en' ? ', ' : '、');
