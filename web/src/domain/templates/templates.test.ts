import { describe, expect, it } from 'vitest';
import { testJob } from '@testing/testJob';
import { testTemplate } from '@testing/testTemplate';
import { draftOfTemplate, firstValues, missingOf, templateOfJob, templateOfRequest } from './template';
import { fillText, isWellFormed, piecesOf, textOfPrompt, variablesOf } from './text';

describe('the text of a template', () => {
  it('has variables in braces, each once, and braces that are only that', () => {
    const text = 'a {product} on {product}s, {季节} light, {{SALE}}';
    expect(variablesOf(text)).toEqual(['product', '季节']);
    expect(piecesOf(text).map(piece => piece.text)).toEqual([
      'a ',
      '{product}',
      ' on ',
      '{product}',
      's, ',
      '{季节}',
      ' light, {SALE}',
    ]);
  });

  it('is filled once: braces in a value are only braces', () => {
    expect(fillText('{a} and {b}', { a: '{b}', b: '{{x}}' })).toBe('{b} and {{x}}');
    expect(fillText('{a}{missing}', { a: '$&' })).toBe('$&');
  });

  it.each([
    ['a {product}', true],
    ['{{a}}', true],
    ['a {', false],
    ['a } b', false],
    ['{two words}', false],
    ['{1st}', false],
    ['{}', false],
    [`{${'a'.repeat(41)}}`, false],
  ])('%s is one that the server takes: %s', (text, taken) => {
    expect(isWellFormed(text)).toBe(taken);
  });

  it('keeps the braces of a prompt as variables where they can be, else as braces', () => {
    expect(textOfPrompt('a {product}')).toBe('a {product}');
    const odd = 'JSON like {"a": 1}';
    expect(fillText(textOfPrompt(odd), {})).toBe(odd);
  });
});

describe('a template', () => {
  const template = testTemplate();

  it('asks for what it needs and has no default for', () => {
    expect(firstValues(template)).toEqual({ product: '', season: 'spring' });
    expect(missingOf(template, firstValues(template))).toEqual(['product']);
    expect(missingOf(template, { product: ' ', season: '' })).toEqual(['product']);
    expect(missingOf(template, { product: 'lamp' })).toEqual([]);
  });

  it('fills the composer with all that it says, and leaves alone what it does not', () => {
    const draft = draftOfTemplate(template, { product: 'lamp', season: 'winter' });
    expect(draft).toMatchObject({
      prompt: 'a lamp on a table, winter light',
      model: 'jimeng-t2i-4.0',
      size: { width: 2496, height: 1664 },
      count: 2,
      parameters: { seed: 7, negative_prompt: 'no lamp' },
    });
    expect(draft).not.toHaveProperty('references');
    expect(draftOfTemplate(testTemplate({ model: null }), {})).not.toHaveProperty('model');
  });

  it('keeps what a job asked for, but its pictures', () => {
    const parameters = { prompt: 'a fox', size: '2K', count: 2, seed: 5, references: ['img_1'], style: 'ink' };
    expect(templateOfJob(testJob({ parameters, tags: ['shop'] }))).toEqual({
      prompt: 'a fox',
      model: 'jimeng-t2i-4.0',
      style: 'ink',
      parameters: { size: '2K', count: 2, seed: 5 },
      tags: ['shop'],
    });
    expect(templateOfRequest({ model: 'm', prompt: 'a {', options: { top: 1 } })).toEqual({
      prompt: 'a {{',
      model: 'm',
      parameters: { options: { top: 1 } },
    });
  });
});
