import type { Job } from '@/api/types';
import { arrivingPlaces } from './retry';

export type JobStatus = Job['status'];

const WORKING: readonly JobStatus[] = ['queued', 'running', 'storing'];

/** Something is still being done for it. */
export const isWorking = (status: JobStatus): boolean => WORKING.includes(status);

/** It may still change by itself. `needs_attention` may too: a lost answer can turn up late; and what is being made comes after its job has ended. */
export const isOpen = (job: Job): boolean =>
  isWorking(job.status) ||
  job.status === 'needs_attention' ||
  job.cancellation === 'pending' ||
  arrivingPlaces(job).length > 0;
