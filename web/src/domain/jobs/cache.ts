import { queryOptions, useQuery } from '@tanstack/react-query';
import { queries } from '@/api/queries';
import type { Job } from '@/api/types';
import { endSubmit, forgetUnheard, hear, hearEvent, type Known, NOTHING, startSubmit, tick } from './known';

/**
 * The jobs stand once in the cache, each under its id. No query fetches this entry: reads, commands and the stream all
 * fold into it what they heard, because the newest version counts and not the answer that came last.
 */
const known = queryOptions({
  queryKey: ['jobs', 'known'],
  enabled: false,
  initialData: NOTHING,
  staleTime: Infinity,
  gcTime: Infinity,
});

export const knownNow = (): Known => queries.getQueryData(known.queryKey) ?? NOTHING;

/** Draws again only when what was selected has changed. */
export const useKnown = <T>(select: (known: Known) => T): T => useQuery({ ...known, select }).data;

/** Tells each change, at once. */
export function watchKnown(onChange: (after: Known, before: Known) => void): () => void {
  let before = knownNow();
  return queries.getQueryCache().subscribe(() => {
    const after = knownNow();
    if (after === before) return;
    const last = before;
    before = after;
    onChange(after, last);
  });
}

const change = (next: (known: Known) => Known): void =>
  void queries.setQueryData(known.queryKey, before => next(before ?? NOTHING));

/** A read begins now: its answer speaks of this moment, however late it comes. */
export function asking(): number {
  change(tick);
  return knownNow().moment;
}

/** From a read that began at `asked`. */
export const mergeFetched = (jobs: readonly Job[], asked: number): void => change(known => hear(known, jobs, asked));

/** The answer to a command. */
export const mergeAnswered = (job: Job): void => change(known => hear(known, [job]));

export const mergeStreamed = (job: Job): void => change(known => hearEvent(known, job));

export const submitStarted = (): void => change(startSubmit);

export const submitEnded = (key: string, job: Job | null): void => change(known => endSubmit(known, key, job));

/** A full read that began after `since` has been answered. */
export const fullyRead = (since: number): void => change(known => forgetUnheard(known, since));
