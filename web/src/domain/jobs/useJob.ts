import { useQuery } from '@tanstack/react-query';
import type { Job } from '@/api/types';
import { useKnown } from './cache';
import { oneJob } from './queries';

/** One job, also when a link was opened that the feed has not loaded. */
export function useJob(id: string): { job: Job | undefined; isMissing: boolean } {
  const job = useKnown(known => known.byId[id]);
  const query = useQuery({ ...oneJob(id), enabled: job === undefined });
  return { job, isMissing: job === undefined && query.isError };
}
