import type { JobsById } from '@/domain/jobs/merge';
import { isWorking } from '@/domain/jobs/job';

/** Whether a job has taken room of a limit, given some back, or been billed, between two moments. */
export const changesUsage = (after: JobsById, before: JobsById): boolean =>
  Object.values(after).some(job => {
    const known = before[job.id];
    if (known === job) return false;
    if (known === undefined) return isWorking(job.status);
    return known.usage.reserved !== job.usage.reserved || known.usage.billed !== job.usage.billed;
  });
