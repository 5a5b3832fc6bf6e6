import type { CreateJob, Job, Model, ParameterValue } from '@/api/types';
import { needsPicture } from '@/domain/models/modes';
import { lengthOf, rulesOf, valueFits } from '@/domain/models/parameters';
import { parseSize, type Size, sizeProblem, sizeText } from '@/domain/models/size';

/** What the composer holds. Null means the model's own default, so that a better default reaches old drafts too. */
export interface Draft {
  prompt: string;
  model: string | null;
  size: Size | null;
  count: number | null;
  parameters: Readonly<Record<string, ParameterValue>>;
}

export const emptyDraft: Draft = { prompt: '', model: null, size: null, count: null, parameters: {} };

/** The chosen model, else the default one, among those that can begin from words alone. */
export function modelOf(models: readonly Model[], draft: Draft): Model | undefined {
  const usable = models.filter(model => !needsPicture(model));
  return usable.find(model => model.id === draft.model) ?? usable.find(model => model.default) ?? usable[0];
}

export const countOf = (draft: Draft, model: Model): number =>
  Math.min(Math.max(draft.count ?? model.count.default, 1), model.count.max);

export type DraftProblem = 'prompt_empty' | 'prompt_long' | 'size' | 'parameter';

export function draftProblem(draft: Draft, model: Model): DraftProblem | null {
  if (draft.prompt.trim() === '') return 'prompt_empty';
  if (lengthOf(draft.prompt.trim()) > model.prompt.max_length) return 'prompt_long';
  if (draft.size !== null && !sizeFits(model, draft.size)) return 'size';
  const wrong = Object.entries(draft.parameters).some(([name, value]) => !parameterFits(model, name, value));
  return wrong ? 'parameter' : null;
}

function parameterFits(model: Model, name: string, value: ParameterValue): boolean {
  const rule = rulesOf(model)[name];
  return rule !== undefined && valueFits(rule, value);
}

const sizeFits = (model: Model, size: Size): boolean => model.size !== null && sizeProblem(model.size, size) === null;

/** Every choice is sent, also one that equals the default: what was shown on the chips is what is asked for. */
export function requestOf(draft: Draft, model: Model): CreateJob {
  const size = draft.size ?? model.size?.default ?? null;
  const chosen = Object.entries(draft.parameters);
  const options = chosen.filter(([name]) => !(name in model.parameters));
  return {
    model: model.id,
    prompt: draft.prompt.trim(),
    ...(size === null ? {} : { size: sizeText(size) }),
    count: countOf(draft, model),
    ...Object.fromEntries(chosen.filter(([name]) => name in model.parameters)),
    ...(options.length === 0 ? {} : { options: Object.fromEntries(options) }),
  };
}

const SHOWN_ELSEWHERE: readonly string[] = ['model', 'prompt', 'size', 'count'];

/** The draft that would ask for the same again. */
export const draftOf = (job: Job): Draft => draftOfRequest({ ...job.parameters, model: job.model });

export function draftOfRequest(request: CreateJob): Draft {
  const optional = Object.entries({ ...request, ...(request.options as object | null | undefined) }).filter(
    (entry): entry is [string, ParameterValue] =>
      !SHOWN_ELSEWHERE.includes(entry[0]) && ['number', 'string', 'boolean'].includes(typeof entry[1]),
  );
  return {
    // A model that needs no words, such as one that enlarges, may have been asked without any.
    prompt: request.prompt ?? '',
    model: request.model,
    size: parseSize(request.size),
    count: request.count ?? null,
    parameters: Object.fromEntries(optional),
  };
}

export type Dropped = 'size' | 'count' | { parameter: string };

/** Another model keeps what it can take, and says what it can not. */
export function fitDraft(draft: Draft, model: Model): { draft: Draft; dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  let { size, count } = draft;
  if (size !== null && !sizeFits(model, size)) {
    size = null;
    dropped.push('size');
  }
  if (count !== null && count > model.count.max) {
    count = model.count.max;
    dropped.push('count');
  }
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(draft.parameters)) {
    if (parameterFits(model, name, value)) parameters[name] = value;
    else dropped.push({ parameter: name });
  }
  return { draft: { ...draft, model: model.id, size, count, parameters }, dropped };
}
