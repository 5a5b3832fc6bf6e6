import type { CreateJob, ProblemLimit } from '@/api/types';
import { readJson, remove, stored, writeJson } from '@/domain/storage';

export interface SubmitProblem {
  code: string;
  message: string;
  /** The limit that leaves too little room. */
  limit?: ProblemLimit | null;
}

/** One press of the button. Its key goes with every attempt to send it, so that a lost answer never makes two jobs. */
export interface Submit {
  key: string;
  request: CreateJob;
  /** Unix milliseconds of this computer. */
  createdAt: number;
  /** `waiting` is sent again by itself; `refused` and `expired` wait for a person. */
  state: 'sending' | 'waiting' | 'refused' | 'expired';
  problem: SubmitProblem | null;
}

const PREFIX = 'imagegen.submit.';

/** One entry per submit: two tabs can then never overwrite each other's. */
export const writeSubmit = (entry: Submit): void => writeJson(PREFIX + entry.key, entry);

export const removeSubmit = (key: string): void => remove(PREFIX + key);

export const readSubmits = (): Submit[] =>
  stored(PREFIX)
    .map(name => readJson<Submit>(name, isSubmit))
    .filter(entry => entry !== null)
    .sort((a, b) => a.createdAt - b.createdAt);

function isSubmit(value: unknown): value is Submit {
  const entry = value as Partial<Submit> | null;
  return typeof entry?.key === 'string' && typeof entry.createdAt === 'number' && typeof entry.request === 'object';
}
