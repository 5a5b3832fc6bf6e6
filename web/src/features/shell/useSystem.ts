import { queryOptions, useQuery } from '@tanstack/react-query';
import { getSystem } from '@/api/calls';
import type { SystemInfo } from '@/api/types';

const system = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => getSystem(signal),
  staleTime: Infinity,
});

/** What the server says about itself; undefined until it has. */
export const useSystem = (): SystemInfo | undefined => useQuery(system).data;
