import { describe, expect, it } from 'vitest';
import { detectLanguage } from '.';
import en from './en';
import zh from './zh-CN';

const texts = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + key, value]] : texts(value as object, `${path}${key}.`),
  );
/** Languages differ in their plural forms, so a key is compared without its form. */
const keyOf = (key: string): string => key.replace(/(_ordinal)?_(zero|one|two|few|many|other)$/, '');
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1] ?? '').sort();

describe('the texts', () => {
  it('exist in both languages', () => {
    const keys = (node: object): string[] => [...new Set(texts(node).map(([key]) => keyOf(key)))].sort();
    expect(keys(en)).toEqual(keys(zh));
  });

  it('have every plural form that their language needs', () => {
    for (const [node, language] of [
      [zh, 'zh-CN'],
      [en, 'en'],
    ] as const) {
      const all = texts(node).map(([key]) => key);
      for (const key of all.filter(each => /_(one|other)$/.test(each))) {
        const ordinal = key.includes('_ordinal_');
        const forms = new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' }).resolvedOptions();
        const wanted = forms.pluralCategories.map(form => `${keyOf(key)}${ordinal ? '_ordinal' : ''}_${form}`);
        expect(all).toEqual(expect.arrayContaining(wanted));
      }
    }
  });

  it('use the same placeholders', () => {
    const chinese = new Map(texts(zh).map(([key, text]) => [keyOf(key), placeholders(text)]));
    for (const [key, text] of texts(en)) expect([key, placeholders(text)]).toEqual([key, chinese.get(keyOf(key))]);
  });

  it('are not empty, and the English ones are English', () => {
    for (const [key, text] of [...texts(zh), ...texts(en)]) expect([key, text.trim()]).not.toEqual([key, '']);
    const foreign = texts(en).filter(([key, text]) => !key.startsWith('language.') && /\p{Script=Han}/u.test(text));
    expect(foreign).toEqual([]);
  });
});

it.each([
  [null, ['zh-TW', 'en'], 'zh-CN'],
  [null, ['en-US', 'zh-CN'], 'en'],
  [null, ['fr-FR', 'zh-CN'], 'zh-CN'],
  [null, ['fr-FR'], 'en'],
  ['en', ['zh-CN'], 'en'],
  ['xx', ['zh-CN'], 'zh-CN'],
] as const)('a choice of %s and a browser in %j make %s', (saved, browser, language) => {
  expect(detectLanguage(saved, browser)).toBe(language);
});
