import type { TFunction } from 'i18next';
import type { Job, JobImage, Model } from '@/api/types';

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

/** What a job is called: its words, or what it does where it needs none. */
export function titleOf(prompt: string | null | undefined, model: Model | undefined, t: TFunction): string {
  const mode = model?.modes[0];
  if (prompt) return prompt;
  return mode === undefined ? t('feed.untitled') : t(`compose.mode.${mode}`);
}

export const isStored = (image: JobImage): boolean => image.error === null && image.url !== null;

/** The pictures that can be shown, in the order they were asked for. */
export const storedImages = (job: Job): JobImage[] => job.images.filter(isStored).sort((a, b) => a.index - b.index);

/** The places that a retry would ask for anew; none where it would be refused. */
export const retriedPlaces = (job: Job): readonly number[] => job.retry?.places ?? [];

/** Those of them that may be paid for twice. */
export const doubtfulPlaces = (job: Job): readonly number[] => job.retry?.possible_charge ?? [];

/** Missing pictures that come by themselves. */
export const arrivingPlaces = (job: Job): readonly number[] => job.retry?.arriving ?? [];

/** Nothing of it was billed, and nothing can be any more: where nobody knows, nobody says so. */
export const isFree = ({ usage }: Job): boolean => usage.billed === 0 && usage.reserved === 0 && usage.unknown === 0;
