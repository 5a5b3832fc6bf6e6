import type { Model, ModelMode } from '@/api/types';
import type { Reference } from '@/domain/references/reference';
import type { IconName } from '@/ui/Icon';
import { fillDraft, startMasking } from './store';

/** What can be begun from one picture, besides using it as a reference. */
type EditMode = Extract<ModelMode, 'inpaint' | 'outpaint' | 'upscale'>;

export const EDIT_ICONS: Readonly<Record<EditMode, IconName>> = {
  inpaint: 'brush',
  outpaint: 'grow',
  upscale: 'sharp',
};

const MODES: readonly EditMode[] = ['inpaint', 'outpaint', 'upscale'];

/** The edits on offer, each with the model that is made for it. */
export const editsOf = (models: readonly Model[]): { mode: EditMode; model: Model }[] =>
  MODES.flatMap(mode => {
    const model = models.find(each => each.modes[0] === mode);
    return model === undefined ? [] : [{ mode, model }];
  });

/** Puts the picture alone into the composer, with that model. The rest stays as far as the model takes it. */
export function startFrom(picture: Reference, model: Model): void {
  fillDraft({ model: model.id, references: [picture], mask: null });
  if (model.mask !== null) startMasking();
}
