import type { Job } from '@/api/types';

/** Nothing of it was billed, and nothing can be any more: where nobody knows, nobody says so. */
export const isFree = ({ usage }: Job): boolean => usage.billed === 0 && usage.reserved === 0 && usage.unknown === 0;
