import { useQuery } from '@tanstack/react-query';
import { getJob } from '@/api/calls';
import type { Job } from '@/api/types';
import { asking, mergeFetched, useJobs } from './store';

/** One job, also when a link was opened that the feed has not loaded. */
export function useJob(id: string): { job: Job | undefined; isMissing: boolean } {
  const job = useJobs(state => state.byId[id]);
  const query = useQuery({
    queryKey: ['jobs', 'one', id],
    queryFn: async ({ signal }) => {
      const asked = asking();
      const fetched = await getJob(id, signal);
      mergeFetched([fetched], asked);
      return fetched.version;
    },
    enabled: job === undefined,
  });
  return { job, isMissing: job === undefined && query.isError };
}
