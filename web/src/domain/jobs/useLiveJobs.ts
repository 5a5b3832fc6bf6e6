import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { getJob, listJobs } from '@/api/calls';
import { openEvents } from '@/api/events';
import { setStreamState, useConnection } from './connection';
import { isOpen } from './status';
import { asking, forgetUnheard, mergeFetched, mergeStreamed, useJobs } from './store';
import { FEED_KEY } from './useFeed';

/** The stream is a hint; with it the floor is slow, without it the floor carries the page. */
const FLOOR_WITH_STREAM = 30_000;
const FLOOR_WITHOUT = 4_000;
const RECENT = 20;

/** Keeps the known jobs up to date. Mounted once per tab: browsers allow few connections to one host. */
export function useLiveJobs(): void {
  const queries = useQueryClient();
  const { i18n } = useTranslation();
  const language = i18n.language;
  const down = useConnection(state => state.stream === 'down');

  useEffect(
    () =>
      openEvents({
        onJob: mergeStreamed,
        onReset: () => {
          const since = asking();
          void queries
            .refetchQueries({ queryKey: FEED_KEY }, { throwOnError: true })
            .then(() => forgetUnheard(since))
            .catch(() => undefined);
        },
        onState: state => {
          setStreamState(state);
          // What changed between the last fetch and this moment was said to nobody here.
          if (state === 'open') void catchUp().catch(() => undefined);
        },
      }),
    [queries, language],
  );

  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const tick = async (): Promise<void> => {
      if (document.visibilityState === 'visible') await catchUp().catch(() => undefined);
      if (!stopped) timer = setTimeout(() => void tick(), pause);
    };
    const pause = down ? FLOOR_WITHOUT : FLOOR_WITH_STREAM;
    timer = setTimeout(() => void tick(), pause);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [down]);
}

/** The newest jobs, and the open ones among the older. */
async function catchUp(): Promise<void> {
  const asked = asking();
  const recent = (await listJobs(null, RECENT)).data;
  mergeFetched(recent, asked);
  const seen = new Set(recent.map(job => job.id));
  const older = Object.values(useJobs.getState().byId).filter(job => isOpen(job) && !seen.has(job.id));
  for (const job of older) {
    const asked = asking();
    // One that is gone, or can not be read now, holds up no other.
    const read = await getJob(job.id).catch(() => null);
    if (read !== null) mergeFetched([read], asked);
  }
}
