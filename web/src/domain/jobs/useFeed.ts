import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Job } from '@/api/types';
import { useKnown } from './cache';
import { feedOf } from './merge';
import { feedPages } from './queries';

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

export function useFeed(): Feed {
  const query = useInfiniteQuery(feedPages);
  const byId = useKnown(known => known.byId);
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
