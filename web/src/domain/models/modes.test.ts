import { describe, expect, it } from 'vitest';
import { byMode, needsPicture } from './modes';
import type { Model } from '@/api/types';
import { testModel, testReferences } from '@testing/testModel';

const edit: Model = { ...testModel, id: 'edit', modes: ['image_to_image'], references: testReferences(1) };
const both: Model = {
  ...testModel,
  id: 'both',
  modes: ['text_to_image', 'image_to_image'],
  references: testReferences(0),
};

describe('the models', () => {
  it('are grouped by what they are mostly for', () => {
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
