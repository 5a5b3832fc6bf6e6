import type { CreateJob, Job, Template, WriteTemplate } from '@/api/types';
import type { Draft } from '@/domain/draft/draft';
import { draftOfRequest } from '@/domain/draft/draftOf';
import { fillText, textOfPrompt } from './text';

export type Values = Readonly<Record<string, string>>;

/** Parameters that a template keeps; pictures are not among them. */
const KEPT = ['size', 'count', 'group', 'seed', 'steps', 'guidance_scale', 'strength', 'options'] as const;

/** What a form begins with. */
export const firstValues = (template: Template): Values =>
  Object.fromEntries(template.variables.map(({ name, default: value }) => [name, value ?? '']));

/** The variables that must be given and are not. */
export const missingOf = (template: Template, values: Values): string[] =>
  template.variables
    .filter(({ name, required }) => required && (values[name] ?? '').trim() === '')
    .map(({ name }) => name);

/** What the composer is filled with: all that the template says, and nothing of what it does not. */
export function draftOfTemplate(template: Template, values: Values): Partial<Draft> {
  const { prompt, negative_prompt: negative, model, style, parameters } = template;
  const request = {
    ...given(parameters),
    prompt: fillText(prompt, values),
    ...(negative === null ? {} : { negative_prompt: fillText(negative, values) }),
    ...(style === null ? {} : { style }),
  };
  const { size, tier, count, group, parameters: chosen, ...words } = draftOfRequest({ ...request, model: model ?? '' });
  return {
    ...{ prompt: words.prompt, style: words.style, size, tier, count, group, parameters: chosen },
    ...(model === null ? {} : { model }),
  };
}

/** What was asked for once, to be kept: the words and all parameters that a template can hold. */
export function templateOfRequest(request: CreateJob): WriteTemplate {
  const { prompt, negative_prompt: negative, model, style, tags } = request;
  return {
    prompt: textOfPrompt(prompt ?? ''),
    ...(negative == null ? {} : { negative_prompt: textOfPrompt(negative) }),
    model,
    ...(style == null ? {} : { style }),
    parameters: given(Object.fromEntries(KEPT.map(name => [name, request[name]]))),
    ...(tags == null || tags.length === 0 ? {} : { tags }),
  };
}

export const templateOfJob = (job: Job): WriteTemplate =>
  templateOfRequest({ ...given(job.parameters), model: job.model, tags: job.tags });

/** A template as it is, to be written again. */
export const writtenAs = (template: Template): WriteTemplate => ({
  name: template.name,
  description: template.description,
  prompt: template.prompt,
  negative_prompt: template.negative_prompt,
  variables: template.variables,
  model: template.model,
  style: template.style,
  parameters: given(template.parameters),
  tags: template.tags,
});

/** Without what is null. */
const given = <T extends object>(all: T): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value != null)) as Partial<T>;
