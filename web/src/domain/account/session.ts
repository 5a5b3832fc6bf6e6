import { queryOptions, useQuery } from '@tanstack/react-query';
import { getSession } from '@/api/account';
import type { User } from '@/api/types';

/** How soon a page notices that somebody was signed out elsewhere. */
const AGAIN_MS = 60_000;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => getSession(signal),
  retry: false,
  refetchInterval: AGAIN_MS,
});

/** Who is signed in; null where nobody has to be, or that is not known yet. */
export const useMe = (): User | null => useQuery(sessionQuery).data?.user ?? null;
