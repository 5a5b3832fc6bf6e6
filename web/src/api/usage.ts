import { client, unwrap } from './client';
import type { Usage } from './types';

export type UsageGroup = 'day' | 'model' | 'user' | 'team' | 'key';

export interface UsageQuestion {
  /** Days as yyyy-mm-dd; without them this month until today. */
  days: { from: string; to: string } | null;
  groupBy: readonly UsageGroup[];
  /** One's own, everybody's, or the id of a team. */
  of: string;
}

const query = ({ days, groupBy, of }: UsageQuestion) => ({
  ...days,
  group_by: groupBy.join(','),
  ...(of === 'own' ? {} : of === 'all' ? { all: true } : { team: of }),
});

export const getUsage = async (question: UsageQuestion, signal: AbortSignal): Promise<Usage> =>
  // The table is text, and comes only where it is asked for.
  (await unwrap(client.GET('/api/v1/usage', { params: { query: query(question) }, signal }))) as Usage;

/** The same as a table, for a link. */
export function usageCsvUrl(question: UsageQuestion): string {
  const all = Object.entries(query(question)).map(([name, value]) => [name, String(value)]);
  return `/api/v1/usage?${new URLSearchParams([...all, ['format', 'csv']]).toString()}`;
}
