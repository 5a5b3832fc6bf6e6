import type { Job } from '@/api/types';

/** The places that a retry would ask for anew; none where it would be refused. */
export const retriedPlaces = (job: Job): readonly number[] => job.retry?.places ?? [];

/** Those of them that may be paid for twice. */
export const doubtfulPlaces = (job: Job): readonly number[] => job.retry?.possible_charge ?? [];

/** Missing pictures that come by themselves. */
export const arrivingPlaces = (job: Job): readonly number[] => job.retry?.arriving ?? [];
