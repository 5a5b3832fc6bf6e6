import type { CreateJob, Job } from '@/api/types';
import { submit } from './submits';

/** The same request as a job of its own. What was not asked for then is not asked for now. */
function againOf(job: Job): CreateJob {
  const asked = Object.entries(job.parameters).filter(([, value]) => value != null);
  return { ...Object.fromEntries(asked), model: job.model, prompt: job.parameters.prompt };
}

export const submitAgain = (job: Job): string => submit(againOf(job));
