import { describe, expect, it } from 'vitest';
import { testJob } from '@testing/testJob';
import { testModel } from '@testing/testModel';
import type { Model } from '@/api/types';
import { testReferences } from '@testing/testModel';
import { namedReference } from '@/domain/references/reference';
import {
  countMax,
  countOf,
  type Draft,
  draftProblem,
  emptyDraft,
  fitDraft,
  maskOf,
  modelOf,
  promptExcess,
  requestOf,
} from './draft';
import { draftOf, draftOfRequest } from './draftOf';

const draft = { ...emptyDraft, prompt: 'A lake' };

describe('a draft', () => {
  it('asks for exactly what the chips show', () => {
    expect(requestOf({ ...draft, prompt: ' A lake ', parameters: { guidance_scale: 0.8 } }, testModel)).toEqual({
      model: 'jimeng-t2i-4.0',
      prompt: 'A lake',
      size: '2048x2048',
      count: 1,
      guidance_scale: 0.8,
    });
  });

  it('sends apart what only some models take, and finds it again in the job', () => {
    const model: Model = {
      ...testModel,
      options: { web_search: { type: 'boolean', name: { zh: '联网搜索', en: 'Search the web' } } },
    };
    const request = requestOf({ ...draft, parameters: { seed: 7, web_search: true } }, model);
    expect(request).toMatchObject({ seed: 7, options: { web_search: true } });
    expect(request).not.toHaveProperty('web_search');
    expect(draftOfRequest(request).parameters).toEqual({ seed: 7, web_search: true });
  });

  it('names no size to a model whose pictures follow their input', () => {
    expect(requestOf(draft, { ...testModel, size: null })).not.toHaveProperty('size');
    expect(draftProblem({ ...draft, size: { width: 2048, height: 2048 } }, { ...testModel, size: null }, [])).toBe(
      'size',
    );
  });

  it('is for the chosen model, else for the default one', () => {
    const edit = { ...testModel, id: 'edit', default: false, references: testReferences(1) };
    expect(modelOf([edit, testModel], { ...draft, model: 'edit' })).toBe(edit);
    expect(modelOf([edit, testModel], { ...draft, model: 'gone' })).toBe(testModel);
    expect(modelOf([], draft)).toBeUndefined();
  });

  it('keeps the number of pictures within what the model makes', () => {
    expect(countOf({ ...draft, count: 99 }, testModel)).toBe(15);
    expect(countOf({ ...draft, count: 0 }, testModel)).toBe(1);
  });

  it.each([
    [{ prompt: '  \n ' }, 'prompt_empty'],
    [{ prompt: '雪'.repeat(20) }, null],
    [{ prompt: '雪'.repeat(21) }, 'prompt_long'],
    [{ prompt: '🏔️'.slice(0, 2).repeat(20) }, null],
    [{ size: { width: 10, height: 10 } }, 'size'],
    [{ parameters: { guidance_scale: 1.1 } }, 'parameter'],
    [{ parameters: { seed: 1.5 } }, 'parameter'],
    [{ parameters: { style: 'far too long' } }, 'parameter'],
    [{ parameters: { unknown: 1 } }, 'parameter'],
    [{ parameters: { seed: 0, style: 'oil' } }, null],
  ] as const)('%j: %s', (change, problem) => {
    expect(draftProblem({ ...draft, ...change }, testModel, [])).toBe(problem);
  });

  it('that was made from a job asks for the same again', () => {
    const job = testJob({ parameters: { prompt: 'A lake', size: '2496x1664', count: 3, seed: 7, style: null } });
    expect(requestOf(draftOf(job), testModel)).toEqual({
      model: 'jimeng-t2i-4.0',
      prompt: 'A lake',
      size: '2496x1664',
      count: 3,
      seed: 7,
    });
  });
});

describe('a change of model', () => {
  const other = {
    ...testModel,
    id: 'other',
    size: { ...testModel.size, min_pixels: 4_000_000 },
    count: { max: 4, default: 1 },
    parameters: {},
  };

  it('keeps what still fits', () => {
    const { draft: fitted, dropped } = fitDraft({ ...draft, size: { width: 2496, height: 1664 }, count: 4 }, other);
    expect(fitted).toMatchObject({ prompt: 'A lake', model: 'other', size: { width: 2496, height: 1664 }, count: 4 });
    expect(dropped).toEqual([]);
  });

  it('says what it dropped', () => {
    const before = { ...draft, size: { width: 1024, height: 1024 }, count: 9, parameters: { seed: 3 } };
    const { draft: fitted, dropped } = fitDraft(before, other);
    expect(fitted).toMatchObject({ size: null, count: 4, parameters: {} });
    expect(dropped).toEqual(['size', 'count', { parameter: 'seed' }]);
    expect(draftProblem(fitted, other, [])).toBeNull();
  });
});

const picture = (id: string) => namedReference(id);
const editor: Model = {
  ...testModel,
  id: 'editor',
  size: null,
  modes: ['inpaint'],
  references: testReferences(1),
  mask: { required: true, formats: ['png'], max_bytes: 4_700_000 },
};

describe('the references of a draft', () => {
  const withPictures = (...ids: string[]): Draft => ({ ...draft, references: ids.map(picture) });
  const takes = (min: number, max: number): Model => ({ ...testModel, references: testReferences(min, max) });

  it.each([
    [withPictures(), testModel, null],
    [withPictures('upl_1'), testModel, 'references_none'],
    [withPictures('upl_1', 'upl_2'), takes(0, 1), 'references_many'],
    [withPictures('upl_1'), takes(2, 3), 'references_few'],
    [withPictures('upl_1'), takes(1, 1), null],
  ] as const)('%#', (each, model, problem) => {
    expect(draftProblem(each, model, [])).toBe(problem);
  });

  it('are checked one by one', () => {
    const model = { ...testModel, references: { ...testReferences(0), max_ratio: 3 } };
    const flat = { ...picture('upl_1'), width: 400, height: 100 };
    expect(draftProblem({ ...draft, references: [flat] }, model, [])).toBe('reference');
  });

  it('are sent in their order, and kept by a model that takes none', () => {
    expect(requestOf(withPictures('upl_2', 'img_1'), takes(0, 2)).references).toEqual(['upl_2', 'img_1']);
    const { draft: fitted, dropped } = fitDraft(withPictures('upl_1'), testModel);
    expect(fitted.references).toEqual([picture('upl_1')]);
    expect(dropped).toEqual([]);
  });
});

describe('a mask', () => {
  const painted: Draft = { ...draft, references: [picture('upl_1')], mask: { id: 'upl_9', of: 'upl_1' } };

  it('must be there where the model needs one, and is sent', () => {
    expect(draftProblem({ ...painted, mask: null }, editor, [])).toBe('mask');
    expect(draftProblem(painted, editor, [])).toBeNull();
    expect(requestOf(painted, editor)).toMatchObject({ references: ['upl_1'], mask: 'upl_9' });
  });

  it('belongs to the picture it was painted on', () => {
    const other = { ...painted, references: [picture('upl_2')] };
    expect(maskOf(other)).toBeNull();
    expect(draftProblem(other, editor, [])).toBe('mask');
    expect(requestOf(other, editor)).not.toHaveProperty('mask');
  });

  it('is dropped aloud by a model that takes none', () => {
    const model = { ...testModel, references: testReferences(0) };
    expect(fitDraft(painted, model).dropped).toEqual(['mask']);
    expect(requestOf(painted, model)).not.toHaveProperty('mask');
  });
});

describe('a group', () => {
  const grouping: Model = {
    ...testModel,
    count: { max: 4, default: 1, group_max: 15, group_max_with_references: 15 },
    references: testReferences(0, 14),
  };
  const group: Draft = { ...draft, group: true, count: 15, references: [picture('a'), picture('b')] };

  it('holds fewer pictures the more it is made from', () => {
    expect(countMax(group, grouping)).toBe(13);
    expect(countMax({ ...group, group: false }, grouping)).toBe(4);
    expect(requestOf(group, grouping)).toMatchObject({ group: true, count: 13 });
  });

  it('is dropped aloud, with what is too many, by a model that makes none', () => {
    const { draft: fitted, dropped } = fitDraft({ ...group, count: 9 }, { ...grouping, count: { max: 4, default: 1 } });
    expect(fitted).toMatchObject({ group: false, count: 4 });
    expect(dropped).toEqual(['group', 'count']);
  });
});

describe('a style', () => {
  const ink = { id: 'ink', name: { zh: '水墨', en: 'Ink' }, prompt: { zh: '水墨画', en: 'ink-wash painting' } };
  const styled: Model = { ...testModel, prompt: { max_length: 10, required: true, styles: true } };

  it('adds its words to what the prompt may hold, in the language of the prompt', () => {
    expect(promptExcess({ ...draft, prompt: '一二三四五六', style: 'ink' }, styled, [ink])).toBe(0);
    expect(promptExcess({ ...draft, prompt: '一二三四五六七', style: 'ink' }, styled, [ink])).toBe(1);
    expect(promptExcess({ ...draft, prompt: 'A', style: 'ink' }, styled, [ink])).toBe(10);
  });

  it('is sent by its name, and dropped aloud by a model that takes none', () => {
    expect(requestOf({ ...draft, style: 'ink' }, styled)).toMatchObject({ style: 'ink' });
    expect(fitDraft({ ...draft, style: 'ink' }, testModel).dropped).toEqual(['style']);
  });
});

describe('a model without words', () => {
  it('gets none, and they stay in the draft', () => {
    const upscale: Model = { ...testModel, prompt: { max_length: 0, required: false, styles: false } };
    expect(requestOf(draft, upscale)).not.toHaveProperty('prompt');
    expect(draftProblem({ ...draft, prompt: '雪'.repeat(999) }, upscale, [])).toBeNull();
  });
});

it('grows somewhere, where that is what its model does', () => {
  const side = { type: 'number' as const, min: 0, max: 1, default: 0, name: { zh: '边', en: 'Side' } };
  const options = { top: side, right: side, bottom: side, left: side };
  const outpaint: Model = {
    ...testModel,
    modes: ['outpaint'],
    options,
    prompt: { max_length: 9, required: false, styles: false },
  };
  expect(draftProblem({ ...draft, prompt: '' }, outpaint, [])).toBe('margins');
  expect(draftProblem({ ...draft, prompt: '', parameters: { left: 0.5 } }, outpaint, [])).toBeNull();
});

it('that was made from a job keeps its group, style, references, mask and tier', () => {
  const parameters = {
    prompt: 'A lake',
    size: '2K',
    count: 4,
    group: true,
    style: 'ink',
    references: ['upl_1', 'img_1'],
    mask: 'upl_9',
    options: { web_search: true },
  };
  const again = draftOf(testJob({ parameters }));
  expect(again).toMatchObject({ size: null, tier: '2K', group: true, style: 'ink', parameters: { web_search: true } });
  expect(again.mask).toEqual({ id: 'upl_9', of: 'upl_1' });
  const model: Model = {
    ...testModel,
    count: { max: 15, default: 1, group_max: 15, group_max_with_references: 15 },
    references: testReferences(0, 2),
    mask: { required: false, formats: ['png'], max_bytes: 1 },
  };
  expect(requestOf(again, model)).toEqual({ ...parameters, model: testModel.id });
});
