import { MOST_JOBS } from '@/api/batches';
import type { CreateBatch, Model } from '@/api/types';
import { lengthOf } from '@/domain/models/parameters';
import { parseSize, sizeProblem } from '@/domain/models/size';

/** A batch as it is typed. */
export interface BatchForm {
  /** One prompt a line. */
  prompts: string;
  /** Ids; none yet is the default model. */
  models: readonly string[];
  /** Such as 2048x2048; none is each model's default. */
  sizes: readonly string[];
  /** With commas. */
  seeds: string;
  /** Pictures of each combination. */
  count: number;
}

export const emptyForm: BatchForm = { prompts: '', models: [], sizes: [], seeds: '', count: 1 };

/** Each line is a prompt, and each {a|b} in it is as many. */
export const promptsOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
      .flatMap(expand),
  ),
];

/** So many are not counted on: nobody can submit them. */
const ENOUGH = MOST_JOBS + 1;

function expand(line: string): string[] {
  let lines = [line];
  while (lines.some(each => CHOICE.test(each))) lines = lines.flatMap(chosen).slice(0, ENOUGH);
  return lines.map(each => each.replaceAll(/ {2,}/g, ' ').trim());
}

const CHOICE = /\{([^{}]*\|[^{}]*)\}/;

/** The line with each choice of its first group. */
function chosen(line: string): string[] {
  const [whole, choices] = CHOICE.exec(line) ?? [];
  if (whole === undefined || choices === undefined) return [line];
  return choices.split('|').map(choice => line.replace(whole, () => choice));
}

export const seedsOf = (text: string): number[] => [
  ...new Set(
    text
      .split(/[,，\s]+/)
      .filter(each => each !== '')
      .map(Number),
  ),
];

/** The chosen ones that are still on offer, else the default one. */
export function modelsOf(form: BatchForm, models: readonly Model[]): Model[] {
  const chosen = models.filter(({ id }) => form.models.includes(id));
  const standard = models.filter(model => model.default && canBatch(model));
  return chosen.length > 0 ? chosen : form.models.length > 0 ? [] : standard;
}

/** It begins with words alone. */
export const canBatch = (model: Model): boolean => model.prompt.max_length > 0 && (model.references?.min ?? 0) === 0;

/** Whether all of them take it. */
export const fitsAll = (size: string, models: readonly Model[]): boolean => {
  const parsed = parseSize(size);
  return parsed !== null && models.every(model => model.size !== null && sizeProblem(model.size, parsed) === null);
};

export interface Axes {
  prompts: string[];
  models: Model[];
  sizes: string[];
  seeds: number[];
}

/** What is combined. A size or seed that a change of models has made impossible is left out. */
export function axesOf(form: BatchForm, all: readonly Model[]): Axes {
  const models = modelsOf(form, all);
  return {
    prompts: promptsOf(form.prompts),
    models,
    sizes: form.sizes.filter(size => fitsAll(size, models)),
    seeds: seedRange(models) === null ? [] : seedsOf(form.seeds),
  };
}

/** The seeds that all of them take; null where one takes none. */
export function seedRange(models: readonly Model[]): { min: number; max: number } | null {
  const rules = models.map(model => model.parameters.seed);
  if (rules.length === 0 || rules.some(rule => rule === undefined)) return null;
  return {
    min: Math.max(...rules.map(rule => rule?.min ?? 0)),
    max: Math.min(...rules.map(rule => rule?.max ?? Number.MAX_SAFE_INTEGER)),
  };
}

/** The most pictures of each combination that all of them make. */
export const mostOfEach = (models: readonly Model[]): number => Math.min(...models.map(({ count }) => count.max), 15);

const oneOr = (list: readonly unknown[]): number => Math.max(list.length, 1);

export const jobsOf = ({ prompts, models, sizes, seeds }: Axes): number =>
  prompts.length * models.length * oneOr(sizes) * oneOr(seeds);

/** What all of it costs; null where prices are in more than one currency, or there is nothing. */
export function costOf(axes: Axes, count: number): { amount: number; currency: string; verified: boolean } | null {
  const [first] = axes.models;
  if (first === undefined || axes.models.some(({ price }) => price.currency !== first.price.currency)) return null;
  const each = axes.prompts.length * oneOr(axes.sizes) * oneOr(axes.seeds) * count;
  const amount = axes.models.reduce((sum, { price }) => sum + price.per_picture * each, 0);
  return {
    amount: Math.round(amount * 1e6) / 1e6,
    currency: first.price.currency,
    verified: axes.models.every(({ price }) => price.verified),
  };
}

export type BatchProblem =
  | { kind: 'prompts' | 'models' }
  | { kind: 'many'; count: number }
  | { kind: 'long'; n: number; model: Model }
  | { kind: 'seeds'; min: number; max: number };

/** Why it can not be sent; null where it can. */
export function batchProblem(axes: Axes): BatchProblem | null {
  if (axes.models.length === 0) return { kind: 'models' };
  if (axes.prompts.length === 0) return { kind: 'prompts' };
  for (const model of axes.models) {
    const n = axes.prompts.findIndex(prompt => lengthOf(prompt) > model.prompt.max_length);
    if (n >= 0) return { kind: 'long', n: n + 1, model };
  }
  const range = seedRange(axes.models);
  if (range !== null && axes.seeds.some(seed => !Number.isInteger(seed) || seed < range.min || seed > range.max))
    return { kind: 'seeds', ...range };
  return jobsOf(axes) > MOST_JOBS ? { kind: 'many', count: jobsOf(axes) } : null;
}

export const requestOf = ({ prompts, models, sizes, seeds }: Axes, count: number): CreateBatch => ({
  grid: {
    prompts,
    models: models.map(({ id }) => id),
    ...(sizes.length === 0 ? {} : { sizes }),
    ...(seeds.length === 0 ? {} : { seeds }),
  },
  common: { count },
});
