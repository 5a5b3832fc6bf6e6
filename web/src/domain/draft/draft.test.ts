import { describe, expect, it } from 'vitest';
import { testJob } from '@/domain/jobs/testJob';
import { testModel } from '@/domain/models/testModel';
import { countOf, draftOf, draftOfRequest, draftProblem, emptyDraft, fitDraft, modelOf, requestOf } from './draft';

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
    const model = {
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
    expect(draftProblem({ ...draft, size: { width: 2048, height: 2048 } }, { ...testModel, size: null })).toBe('size');
  });

  it('is not for a model that must be given a picture', () => {
    const edit = { ...testModel, id: 'edit', default: false, references: { min: 1 } };
    expect(modelOf([edit, testModel], { ...draft, model: 'edit' })).toBe(testModel);
    expect(modelOf([edit], draft)).toBeUndefined();
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
    expect(draftProblem({ ...draft, ...change }, testModel)).toBe(problem);
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
    expect(draftProblem(fitted, other)).toBeNull();
  });
});
