import { describe, expect, it } from 'vitest';
import { byMode, needsPicture } from './modes';
import { testModel } from './testModel';

const edit = { ...testModel, id: 'edit', modes: ['image_to_image'] as const, references: { min: 1 } };
const both = { ...testModel, id: 'both', modes: ['text_to_image', 'image_to_image'] as const, references: { min: 0 } };

describe('the models', () => {
  it('are grouped by what they are mostly for; one that does not say makes pictures from text', () => {
    const ids = byMode([edit, testModel, both]).map(({ mode, models }) => [mode, models.map(model => model.id)]);
    expect(ids).toEqual([
      ['text_to_image', [testModel.id, 'both']],
      ['image_to_image', ['edit']],
    ]);
  });

  it('need a picture only where at least one must be given', () => {
    expect([testModel, both, edit].map(needsPicture)).toEqual([false, false, true]);
  });
});
