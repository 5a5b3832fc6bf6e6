import type { Job } from '@/api/types';

export type JobStatus = Job['status'];

const WORKING: readonly JobStatus[] = ['queued', 'running', 'storing'];

/** Something is still being done for it. */
export const isWorking = (status: JobStatus): boolean => WORKING.includes(status);

/** It may still change by itself. `needs_attention` may too: a lost answer can turn up late. */
export const isOpen = (job: Job): boolean =>
  isWorking(job.status) || job.status === 'needs_attention' || job.cancellation === 'pending';
