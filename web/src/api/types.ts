import type { components } from './schema';

type Schemas = components['schemas'];

export type Job = Schemas['Job'];
export type JobImage = Schemas['JobImage'];
export type JobError = Schemas['JobError'];
export type JobPage = Schemas['JobPage'];
/** The catalogue's entry of a model. It grows: what an older server does not say is optional here. */
export type Model = Omit<Schemas['Model'], 'modes' | 'options' | 'parameters' | 'references' | 'size'> & {
  /** What it can do, the most usual first; without it pictures from text. */
  modes?: readonly ModelMode[];
  /** Null where the size follows from the input picture. */
  size: SizeRule | null;
  /** Null where it takes no pictures. */
  references?: { min: number } | null;
  /** By their name in a request. */
  parameters: Readonly<Record<string, ParameterRule>>;
  /** By their name in a request's `options`. */
  options?: Readonly<Record<string, ParameterRule>>;
};

export type ModelMode = 'text_to_image' | 'image_to_image' | 'inpaint' | 'outpaint' | 'upscale';
export type LocalizedText = Schemas['LocalizedText'];
export type SizeRule = Omit<Schemas['SizeRule'], 'default'> & {
  /** Null where the size then follows from the input picture. */
  default: Schemas['PictureSize'] | null;
  /** Of width and of height, pixels. */
  min_side?: number | null;
  max_side?: number | null;
};
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
