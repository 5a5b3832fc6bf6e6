import { queryOptions, useQuery } from '@tanstack/react-query';
import { getAccount } from '@/api/account';
import type { OwnTeam } from '@/api/types';
import { useMe } from './session';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => getAccount(signal),
});

const NONE: readonly OwnTeam[] = [];

/** The teams that one is in, with one's role there; none where there are no accounts, or that is not known yet. */
export function useOwnTeams(): readonly OwnTeam[] {
  const me = useMe();
  return useQuery({ ...accountQuery, enabled: me !== null }).data?.teams ?? NONE;
}

/** Whether somebody reviews pictures: administrators, and those of a team; undefined until that is known. */
export function useMayReview(): boolean | undefined {
  const me = useMe();
  const { data, isError } = useQuery({ ...accountQuery, enabled: me !== null });
  if (me === null || me.role === 'admin') return me !== null;
  return isError ? false : data?.teams.some(team => team.role === 'admin');
}
