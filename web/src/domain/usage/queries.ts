import { queryOptions } from '@tanstack/react-query';
import { getUsage, type UsageQuestion } from '@/api/usage';

/** All of it is out of date when a job begins or ends. */
export const USAGE_KEY = ['usage'] as const;

export const usageOf = (question: UsageQuestion) =>
  queryOptions({
    queryKey: [...USAGE_KEY, question],
    queryFn: ({ signal }) => getUsage(question, signal),
  });

/** This month of one's own: what is left of each limit comes with it. */
export const ownNow = usageOf({ days: null, groupBy: ['day'], of: 'own' });
