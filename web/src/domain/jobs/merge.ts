import type { Job } from '@/api/types';

export type JobsById = Readonly<Record<string, Job>>;

/**
 * Folds snapshots into what is known. They come by fetch, by stream and from several replicas, in any order and more
 * than once: a version that is older than the known one never wins. Nothing new answers the same object.
 */
export function mergeJobs(known: JobsById, incoming: readonly Job[]): JobsById {
  let merged: Record<string, Job> | null = null;
  for (const job of incoming) {
    const current = (merged ?? known)[job.id];
    if (current !== undefined && job.version < current.version) continue;
    // The same version is taken too: its texts may be in another language now.
    merged ??= { ...known };
    merged[job.id] = job;
  }
  return merged ?? known;
}

/** Newest first; ids decide between jobs of the same instant, so that the order never flickers. */
function newestFirst(a: Job, b: Job): number {
  const byTime = Date.parse(b.created_at) - Date.parse(a.created_at);
  if (byTime !== 0) return byTime;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/**
 * The jobs a feed may show when its pages reach back to `horizon`. An older one, known from a late event, would stand
 * there as if nothing lay between.
 */
export function feedOf(known: JobsById, horizon: string | null): Job[] {
  const from = horizon === null ? Number.NEGATIVE_INFINITY : Date.parse(horizon);
  return Object.values(known)
    .filter(job => Date.parse(job.created_at) >= from)
    .sort(newestFirst);
}
