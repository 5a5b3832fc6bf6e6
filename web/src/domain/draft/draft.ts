import type { CreateJob, Model, ParameterValue, Style } from '@/api/types';
import { lengthOf, rulesOf, valueFits } from '@/domain/models/parameters';
import { type Size, sizeProblem, sizeText } from '@/domain/models/size';
import { withStyle } from '@/domain/models/styles';
import { type Reference, referenceProblem } from '@/domain/references/reference';
import { isOutpaint, marginsOf } from '@/domain/models/outpaint';

/** What the composer holds. Null means the model's own default, so that a better default reaches old drafts too. */
export interface Draft {
  prompt: string;
  model: string | null;
  size: Size | null;
  /** In place of a size: its model chooses the shape by the prompt. */
  tier: string | null;
  count: number | null;
  /** The pictures belong together. */
  group: boolean;
  style: string | null;
  references: readonly Reference[];
  mask: Mask | null;
  parameters: Readonly<Record<string, ParameterValue>>;
}

/** What is to be painted anew, as an upload, and the reference that it was painted on. */
export interface Mask {
  id: string;
  of: string;
}

export const emptyDraft: Draft = {
  prompt: '',
  model: null,
  size: null,
  tier: null,
  count: null,
  group: false,
  style: null,
  references: [],
  mask: null,
  parameters: {},
};

/** The chosen model, else the default one. */
export const modelOf = (models: readonly Model[], draft: Draft): Model | undefined =>
  models.find(model => model.id === draft.model) ?? models.find(model => model.default) ?? models[0];

/** A mask that was painted on another picture is none. */
export const maskOf = (draft: Draft): Mask | null => (draft.mask?.of === draft.references[0]?.id ? draft.mask : null);

export const makesGroups = (model: Model): boolean => model.count.group_max != null;

/** The most pictures of one job; of a group together with its references. */
export function countMax(draft: Draft, model: Model): number {
  const { max, group_max, group_max_with_references } = model.count;
  if (!draft.group || group_max == null) return max;
  return Math.max(Math.min(group_max, (group_max_with_references ?? Infinity) - draft.references.length), 1);
}

export const countOf = (draft: Draft, model: Model): number =>
  Math.min(Math.max(draft.count ?? model.count.default, 1), countMax(draft, model));

export type DraftProblem =
  | 'prompt_empty'
  | 'prompt_long'
  | 'size'
  | 'parameter'
  | 'references_none'
  | 'references_many'
  | 'references_few'
  | 'reference'
  | 'mask'
  | 'margins'
  | 'uploading';

/** What is only not there yet: nobody is told before they press the button. */
export const isUnfinished = (problem: DraftProblem): boolean =>
  ['prompt_empty', 'references_few', 'mask', 'margins', 'uploading'].includes(problem);

/** What is wrong comes before what is only missing. */
export function draftProblem(draft: Draft, model: Model, styles: readonly Style[]): DraftProblem | null {
  const wrong = Object.entries(draft.parameters).some(([name, value]) => !parameterFits(model, name, value));
  if (promptExcess(draft, model, styles) > 0) return 'prompt_long';
  if (draft.size !== null && !sizeFits(model, draft.size)) return 'size';
  if (wrong) return 'parameter';
  const missing = referencesProblem(draft.references, model);
  if (missing !== null) return missing;
  if (model.mask?.required === true && maskOf(draft) === null) return 'mask';
  if (isOutpaint(model) && Object.values(marginsOf(draft.parameters)).every(margin => margin === 0)) return 'margins';
  return model.prompt.required && draft.prompt.trim() === '' ? 'prompt_empty' : null;
}

function referencesProblem(references: readonly Reference[], { references: rule }: Model): DraftProblem | null {
  if (rule === null) return references.length > 0 ? 'references_none' : null;
  if (references.length > rule.max) return 'references_many';
  if (references.some(reference => referenceProblem(reference, rule) !== null)) return 'reference';
  return references.length < rule.min ? 'references_few' : null;
}

/** By how many characters the prompt, with the words of its style, is too long. */
export function promptExcess(draft: Draft, model: Model, styles: readonly Style[]): number {
  if (!takesPrompt(model)) return 0;
  const style = styles.find(each => each.id === draft.style);
  return Math.max(lengthOf(withStyle(draft.prompt.trim(), style)) - model.prompt.max_length, 0);
}

export const takesPrompt = (model: Model): boolean => model.prompt.max_length > 0;

function parameterFits(model: Model, name: string, value: ParameterValue): boolean {
  const rule = rulesOf(model)[name];
  return rule !== undefined && valueFits(rule, value);
}

const sizeFits = (model: Model, size: Size): boolean => model.size !== null && sizeProblem(model.size, size) === null;

/** Every choice is sent, also one that equals the default: what was shown on the chips is what is asked for. */
export function requestOf(draft: Draft, model: Model): CreateJob {
  const size = draft.size ?? model.size?.default ?? null;
  const words = takesPrompt(model) ? draft.prompt.trim() : '';
  const mask = model.mask === null ? null : maskOf(draft);
  const chosen = Object.entries(draft.parameters);
  const options = chosen.filter(([name]) => !(name in model.parameters));
  return {
    model: model.id,
    ...(words === '' ? {} : { prompt: words }),
    ...(draft.tier !== null ? { size: draft.tier } : size === null ? {} : { size: sizeText(size) }),
    count: countOf(draft, model),
    ...(draft.group ? { group: true } : {}),
    ...(draft.style === null ? {} : { style: draft.style }),
    ...(draft.references.length === 0 ? {} : { references: draft.references.map(each => each.id) }),
    ...(mask === null ? {} : { mask: mask.id }),
    ...Object.fromEntries(chosen.filter(([name]) => name in model.parameters)),
    ...(options.length === 0 ? {} : { options: Object.fromEntries(options) }),
  };
}

export type Dropped = 'size' | 'count' | 'group' | 'style' | 'mask' | { parameter: string };

/**
 * Another model keeps what it can take, and says what it can not. References stay whatever the model takes: they were
 * looked for, and the composer says what is wrong with them.
 */
export function fitDraft(draft: Draft, model: Model): { draft: Draft; dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  const fitted = { ...draft, model: model.id };
  if (draft.size !== null && !sizeFits(model, draft.size)) {
    fitted.size = null;
    dropped.push('size');
  }
  if (draft.tier !== null && model.size?.tiers?.includes(draft.tier) !== true) {
    fitted.tier = null;
    dropped.push('size');
  }
  if (draft.group && !makesGroups(model)) {
    fitted.group = false;
    dropped.push('group');
  }
  const most = countMax(fitted, model);
  if (draft.count !== null && draft.count > most) {
    fitted.count = most;
    dropped.push('count');
  }
  if (draft.style !== null && !model.prompt.styles) {
    fitted.style = null;
    dropped.push('style');
  }
  if (draft.mask !== null && model.mask === null) {
    fitted.mask = null;
    // One of a picture that is gone was no longer shown.
    if (maskOf(draft) !== null) dropped.push('mask');
  }
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(draft.parameters)) {
    if (parameterFits(model, name, value)) parameters[name] = value;
    else dropped.push({ parameter: name });
  }
  return { draft: { ...fitted, parameters }, dropped };
}
