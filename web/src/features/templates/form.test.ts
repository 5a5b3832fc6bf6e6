import { expect, it } from 'vitest';
import { testTemplate } from '@testing/testTemplate';
import { writtenAs } from '@/domain/templates/template';
import { areWellFormed, namesIn, templateOf, textsOf } from './form';

it('a template that is opened and saved is as it was', () => {
  const template = testTemplate({ description: 'For the shop' });
  const { negative_prompt, name, description, model, prompt, parameters, tags } = writtenAs(template);
  expect(templateOf(textsOf(template))).toEqual({
    ...{ name, description, prompt, negative_prompt, model, parameters, tags },
    variables: [
      { name: 'product', description: 'What is shown', required: true },
      { name: 'season', default: 'spring', choices: ['spring', 'winter'], required: false },
    ],
  });
});

it('lists are written with commas, Chinese ones too, and each entry counts once', () => {
  const texts = { ...textsOf(testTemplate({ variables: [] })), tags: ' a，b, a ,' };
  const season = { description: '', default: '', choices: '春，夏, 秋', required: true };
  const template = templateOf({ ...texts, variables: { season } });
  expect(template.tags).toEqual(['a', 'b']);
  expect(template.variables).toContainEqual({ name: 'season', choices: ['春', '夏', '秋'], required: true });
});

it('the variables are those of the texts, and a new one must be given', () => {
  const texts = { ...textsOf({}), prompt: 'a {fox}', negative: '{words}' };
  expect(namesIn(texts)).toEqual(['fox', 'words']);
  expect(templateOf(texts).variables).toEqual([
    { name: 'fox', required: true },
    { name: 'words', required: true },
  ]);
  expect(areWellFormed(texts)).toBe(true);
  expect(areWellFormed({ ...texts, negative: '{' })).toBe(false);
});

it('what is left empty is not said', () => {
  expect(templateOf({ ...textsOf({}), name: ' n ', prompt: 'p' })).toEqual({
    name: 'n',
    prompt: 'p',
    parameters: {},
    variables: [],
  });
});
