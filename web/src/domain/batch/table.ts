import type { Job } from '@/api/types';

export interface Column {
  key: string;
  model: string;
  /** Null: the model's default. */
  size: string | null;
  seed: number | null;
}

export interface ResultTable {
  prompts: string[];
  columns: Column[];
  /** By prompt and column: one, but for a batch that has the same twice. */
  jobsAt: (prompt: string, column: Column) => readonly Job[];
}

/** The jobs of a batch as rows of prompts and columns of all that differs besides, in the order of the request. */
export function tableOf(jobs: readonly Job[]): ResultTable {
  const ordered = [...jobs].sort((a, b) => (a.batch_index ?? 0) - (b.batch_index ?? 0));
  const prompts = [...new Set(ordered.map(job => job.parameters.prompt))];
  const columns = new Map(ordered.map(job => [keyOf(job), columnOf(job)]));
  const byPlace = new Map<string, Job[]>();
  for (const job of ordered) {
    const place = placeOf(job.parameters.prompt, keyOf(job));
    byPlace.set(place, [...(byPlace.get(place) ?? []), job]);
  }
  return {
    prompts,
    columns: [...columns.values()],
    jobsAt: (prompt, column) => byPlace.get(placeOf(prompt, column.key)) ?? [],
  };
}

const columnOf = (job: Job): Column => ({
  key: keyOf(job),
  model: job.model,
  size: job.parameters.size ?? null,
  seed: job.parameters.seed ?? null,
});

const keyOf = ({ model, parameters }: Job): string => JSON.stringify([model, parameters.size, parameters.seed]);

const placeOf = (prompt: string, column: string): string => JSON.stringify([prompt, column]);
