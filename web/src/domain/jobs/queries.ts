import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getJob, listJobs } from '@/api/calls';
import { asking, knownNow, mergeFetched } from './cache';
import { isOpen } from './job';

// The answers go to the jobs' own entry; what a query here keeps is only what it has asked for.

const PAGE = 20;

/** The stream is a hint; with it the floor is slow, without it the floor carries the page. Milliseconds. */
const FLOOR_WITH_STREAM = 30_000;
const FLOOR_WITHOUT = 4_000;
export const FLOOR_KEY = ['jobs', 'floor'] as const;

/** How far back the feed reaches: per page the time of its oldest job, and the cursor of the next page. */
export const feedPages = infiniteQueryOptions({
  queryKey: ['jobs', 'feed'],
  initialPageParam: null as string | null,
  queryFn: async ({ pageParam, signal }) => {
    const asked = asking();
    const page = await listJobs(pageParam, PAGE, signal);
    mergeFetched(page.data, asked);
    return { oldest: page.data.at(-1)?.created_at ?? null, next: page.has_more ? page.next_cursor : null };
  },
  getNextPageParam: last => last.next,
});

/** One job by its id, for a link to what the feed has not loaded. */
export const oneJob = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: async ({ signal }) => {
      const asked = asking();
      mergeFetched([await getJob(id, signal)], asked);
      return id;
    },
  });

/**
 * What no event has told: read again and again while the page is looked at. A query of its own, because an interval
 * begins anew whenever its query's data changes, and a busy stream would then put it off for ever.
 */
export const floor = (isStreamDown: boolean) =>
  queryOptions({
    queryKey: FLOOR_KEY,
    queryFn: ({ signal }) => catchUp(signal),
    // The feed reads the first page itself, and the stream's opening asks for this one.
    initialData: 0,
    staleTime: Infinity,
    refetchInterval: isStreamDown ? FLOOR_WITHOUT : FLOOR_WITH_STREAM,
    retry: false,
  });

/** The newest jobs, and the open ones among the older. Answers the moment that it speaks of. */
async function catchUp(signal: AbortSignal): Promise<number> {
  const begun = asking();
  const recent = (await listJobs(null, PAGE, signal)).data;
  mergeFetched(recent, begun);
  const seen = new Set(recent.map(job => job.id));
  const older = Object.values(knownNow().byId).filter(job => isOpen(job) && !seen.has(job.id));
  for (const job of older) {
    const asked = asking();
    // One that is gone, or can not be read now, holds up no other.
    const read = await getJob(job.id, signal).catch(() => null);
    if (read !== null) mergeFetched([read], asked);
  }
  return begun;
}
