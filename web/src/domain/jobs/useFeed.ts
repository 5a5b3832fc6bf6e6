import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listJobs } from '@/api/calls';
import type { Job } from '@/api/types';
import { feedOf } from './merge';
import { asking, mergeFetched, useJobs } from './store';

export const FEED_KEY = ['jobs', 'feed'] as const;
const PAGE = 20;

export interface Feed {
  jobs: Job[];
  isLoading: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Loading the next page failed. */
  moreFailed: boolean;
  loadMore: () => void;
  reload: () => void;
}

/** The query knows how far back the feed reaches; what the jobs say comes from the store, which the stream feeds too. */
export function useFeed(): Feed {
  const query = useInfiniteQuery({
    queryKey: FEED_KEY,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const asked = asking();
      const page = await listJobs(pageParam, PAGE, signal);
      mergeFetched(page.data, asked);
      return { oldest: page.data.at(-1)?.created_at ?? null, next: page.has_more ? page.next_cursor : null };
    },
    getNextPageParam: last => last.next,
  });
  const byId = useJobs(state => state.byId);
  const last = query.data?.pages.at(-1);
  const horizon = last?.next == null ? null : last.oldest;
  const jobs = useMemo(() => feedOf(byId, horizon), [byId, horizon]);
  return {
    jobs,
    isLoading: query.isPending,
    error: query.isError && query.data === undefined ? query.error : null,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    moreFailed: query.isFetchNextPageError,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  };
}
