import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '@/api/queries';
import type { Limit } from '@/api/types';
import { watchKnown } from '@/domain/jobs/cache';
import { changesUsage } from './changes';
import { ownNow, USAGE_KEY } from './queries';

export interface OwnLimits {
  limits: readonly Limit[];
  currency: string;
}

/** What holds for jobs of one's own; null where nothing does, or that is not known. Asked anew when a job takes room or gives it back. */
export function useOwnLimits(): OwnLimits | null {
  const { data } = useQuery(ownNow);
  const limits = data?.limits.filter(limit => limit.of === 'user') ?? [];
  const has = limits.length > 0;
  useEffect(
    () =>
      has
        ? watchKnown((after, before) => {
            if (changesUsage(after.byId, before.byId)) void queries.invalidateQueries({ queryKey: USAGE_KEY });
          })
        : undefined,
    [has],
  );
  return data === undefined || !has ? null : { limits, currency: data.currency };
}
