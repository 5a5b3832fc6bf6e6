import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { openEvents } from '@/api/events';
import { queries } from '@/api/queries';
import { asking, fullyRead, mergeStreamed } from './cache';
import { setStreamState, useConnection } from './connection';
import { feedPages, floor, FLOOR_KEY } from './queries';

/** Keeps the known jobs up to date. Mounted once per tab: browsers allow few connections to one host. */
export function useLiveJobs(): void {
  const { i18n } = useTranslation();
  const language = i18n.language;
  useQuery(floor(useConnection(state => state.stream === 'down')));

  useEffect(
    () =>
      openEvents({
        onJob: mergeStreamed,
        onReset: () => {
          const since = asking();
          void queries
            .refetchQueries({ queryKey: feedPages.queryKey }, { throwOnError: true })
            .then(() => fullyRead(since))
            .catch(() => undefined);
        },
        onState: state => {
          setStreamState(state);
          // What changed between the last read and this moment was said to nobody here.
          if (state === 'open') void queries.refetchQueries({ queryKey: FLOOR_KEY });
        },
      }),
    // Texts of errors come in the language that the stream was opened in.
    [language],
  );
}
