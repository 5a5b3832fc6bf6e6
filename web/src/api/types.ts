import type { components } from './schema';

type Schemas = components['schemas'];

export type Job = Schemas['Job'];
export type JobImage = Schemas['JobImage'];
export type JobError = Schemas['JobError'];
export type JobPage = Schemas['JobPage'];
/** A model that makes pictures from words alone, and so has sizes of its own. */
export type Model = Omit<Schemas['Model'], 'size' | 'parameters'> & {
  size: SizeRule;
  parameters: Readonly<Record<string, ParameterRule>>;
};
export type ParameterRule = Omit<Schemas['ParameterRule'], 'default'> & { default?: number | null };
export type SizeRule = Schemas['SizeRule'] & { default: Schemas['PictureSize'] };
export type SystemInfo = Schemas['SystemInfo'];

/** The optional parameters of a model are data, so a request may carry names that this build has never heard of. */
export type CreateJob = Schemas['CreateJob'] & { model: string; prompt: string } & Record<string, unknown>;
