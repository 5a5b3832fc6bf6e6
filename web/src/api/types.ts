import type { components } from './schema';

type Schemas = components['schemas'];

export type Job = Schemas['Job'];
export type JobImage = Schemas['JobImage'];
export type JobError = Schemas['JobError'];
export type JobPage = Schemas['JobPage'];
export type Model = Schemas['Model'];
export type ParameterRule = Schemas['ParameterRule'];
export type SizeRule = Schemas['SizeRule'];
export type SystemInfo = Schemas['SystemInfo'];

/** The optional parameters of a model are data, so a request may carry names that this build has never heard of. */
export type CreateJob = Schemas['CreateJob'] & { model: string } & Record<string, unknown>;
