import type { Limit } from '@/api/types';

/** A limit for tests: pictures a day of one's own, unless it says otherwise. */
export const testLimit = (patch: Partial<Limit> & Pick<Limit, 'limit' | 'used'>): Limit => ({
  kind: 'pictures_per_day',
  of: 'user',
  id: 'local',
  left: Math.max(patch.limit - patch.used, 0),
  resets_at: '2026-11-29T00:00:00+08:00',
  ...patch,
});
