import { useInfiniteQuery } from '@tanstack/react-query';
import { listUsers } from '@/api/admin';
import type { User } from '@/api/types';

export const usersKey = ['users'] as const;

interface Users {
  users: readonly User[];
  /** Asks for the next ones; null where there are none. */
  more: (() => void) | null;
}

/** The users, the oldest first. */
export function useUsers(): Users {
  const pages = useInfiniteQuery({
    queryKey: usersKey,
    queryFn: ({ pageParam, signal }) => listUsers(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
  });
  const users = pages.data?.pages.flatMap(page => page.data) ?? [];
  return { users, more: pages.hasNextPage ? () => void pages.fetchNextPage() : null };
}
