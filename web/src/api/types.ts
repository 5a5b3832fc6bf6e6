import type { components } from './schema';

type Schemas = components['schemas'];

export type Job = Schemas['Job'];
export type JobImage = Schemas['JobImage'];
export type JobError = Schemas['JobError'];
export type JobPage = Schemas['JobPage'];
export type Model = Omit<Schemas['Model'], 'parameters'> & {
  parameters: Readonly<Record<string, ParameterRule>>;
};
export type LocalizedText = Schemas['LocalizedText'];
export type SizeRule = Schemas['SizeRule'];
export type SystemInfo = Schemas['SystemInfo'];

/** The optional parameters of a model are data, so a request may carry names that this build has never heard of. */
export type CreateJob = Schemas['CreateJob'] & { model: string } & Record<string, unknown>;

export type ParameterValue = number | string | boolean;

/** The kind and range of one optional parameter: integer, number, text, boolean or choice. */
export interface ParameterRule {
  type: string;
  name: LocalizedText;
  /** Of a number. */
  min?: number | null;
  /** Of a number; of a text its length. */
  max?: number | null;
  /** What the model uses when nothing is sent. */
  default?: ParameterValue | null;
  choices?: readonly Choice[] | null;
}

export interface Choice {
  value: number | string;
  name: LocalizedText;
}
