import type { CreateJob, Job, ParameterValue } from '@/api/types';
import { parseSize } from '@/domain/models/size';
import { namedReference } from '@/domain/references/reference';
import type { Draft } from './draft';

/** Members of a request that are no parameters of a model. */
const SHOWN_ELSEWHERE: readonly string[] = [
  'model',
  'prompt',
  'size',
  'count',
  'group',
  'style',
  'mask',
  'title',
  'priority',
  'deadline_s',
  'queue_deadline_s',
];

/** The draft that would ask for the same again. */
export const draftOf = (job: Job): Draft => draftOfRequest({ ...job.parameters, model: job.model });

export function draftOfRequest(request: CreateJob): Draft {
  const optional = Object.entries({ ...request, ...request.options }).filter(
    (entry): entry is [string, ParameterValue] =>
      !SHOWN_ELSEWHERE.includes(entry[0]) && ['number', 'string', 'boolean'].includes(typeof entry[1]),
  );
  const size = parseSize(request.size);
  const references = request.references ?? [];
  const [painted] = references;
  return {
    // A model that needs no words, such as one that enlarges, may have been asked without any.
    prompt: request.prompt ?? '',
    model: request.model,
    size,
    tier: size === null ? (request.size ?? null) : null,
    count: request.count ?? null,
    group: request.group ?? false,
    style: request.style ?? null,
    references: references.map(namedReference),
    mask: request.mask == null || painted === undefined ? null : { id: request.mask, of: painted },
    parameters: Object.fromEntries(optional),
  };
}
