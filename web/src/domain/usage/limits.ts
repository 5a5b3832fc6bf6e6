import type { Limit } from '@/api/types';

/** What a request asks for. */
export interface Need {
  pictures: number;
  /** In the currency of limits; null where that is not known. */
  cost: number | null;
}

export type Standing = 'fine' | 'near' | 'over';

/** From here on a limit is spoken of before somebody runs into it. */
const NEAR = 0.8;

export const isMoney = (kind: string): boolean => kind === 'cost_per_month';

const needOf = ({ kind }: Limit, { pictures, cost }: Need): number => (isMoney(kind) ? (cost ?? 0) : pictures);

/** How a limit would stand after the request. What costs nothing passes a budget that is used up, as at the server. */
export function standingOf(limit: Limit, need: Need): Standing {
  const asked = needOf(limit, need);
  // Sums of prices are binary fractions here, and whole ones at the server.
  if (asked > 0 && asked > limit.left + 1e-9) return 'over';
  return limit.used + asked >= limit.limit * NEAR ? 'near' : 'fine';
}

const WORSE: readonly Standing[] = ['fine', 'near', 'over'];

/** The limit that stands worst after the request; undefined where there are none. */
export function tightest(limits: readonly Limit[], need: Need): { limit: Limit; standing: Standing } | undefined {
  const all = limits.map(limit => ({ limit, standing: standingOf(limit, need) }));
  return all.reduce<(typeof all)[number] | undefined>(
    (worst, each) =>
      worst === undefined || WORSE.indexOf(each.standing) > WORSE.indexOf(worst.standing) ? each : worst,
    undefined,
  );
}

/** What is used of a limit, 0 to 1. One of 0 is always used up. */
export const shareOf = ({ limit, used }: Limit): number => (limit === 0 ? 1 : Math.min(used / limit, 1));

/** How a meter of it looks. */
export const toneOf = (limit: Limit): 'accent' | 'amber' | 'red' =>
  limit.left <= 0 ? 'red' : shareOf(limit) >= NEAR ? 'amber' : 'accent';
