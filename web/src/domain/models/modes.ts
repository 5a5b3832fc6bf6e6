import type { Model, ModelMode } from '@/api/types';

const ORDER: readonly ModelMode[] = ['text_to_image', 'image_to_image', 'inpaint', 'outpaint', 'upscale'];

/** It can not begin from words alone. */
export const needsPicture = (model: Model): boolean => (model.references?.min ?? 0) > 0;

export interface ModelGroup {
  mode: ModelMode;
  models: Model[];
}

/** The models by what they are mostly for, each group in the catalogue's order. */
export function byMode(models: readonly Model[]): ModelGroup[] {
  return ORDER.map(mode => ({
    mode,
    models: models.filter(model => model.modes[0] === mode),
  })).filter(group => group.models.length > 0);
}
