import { readJson, remove, stored, writeJson } from '@/domain/storage';
import type { Submit } from './submit';

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
