import type { Job, JobImage } from '@/api/types';

export const isStored = (image: JobImage): boolean => image.error === null && image.url !== null;

/** The pictures that can be shown, in the order they were asked for. */
export const storedImages = (job: Job): JobImage[] => job.images.filter(isStored).sort((a, b) => a.index - b.index);
