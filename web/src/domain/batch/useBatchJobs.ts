import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listBatch } from '@/api/batches';
import type { Job } from '@/api/types';
import { asking, mergeFetched, useKnown } from '@/domain/jobs/cache';

/** The jobs of a batch as they are now; undefined until they are known. */
export function useBatchJobs(id: string) {
  const byId = useKnown(known => known.byId);
  const query = useQuery({
    queryKey: ['batch', id],
    queryFn: async ({ signal }) => {
      const asked = asking();
      const jobs = await listBatch(id, signal);
      mergeFetched(jobs, asked);
      return jobs.map(job => job.id);
    },
  });
  const ids = query.data;
  const jobs = useMemo(() => ids?.map(each => byId[each]).filter((job): job is Job => job !== undefined), [ids, byId]);
  return { jobs, isError: query.isError, refetch: query.refetch };
}
