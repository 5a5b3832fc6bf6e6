import { useQuery } from '@tanstack/react-query';
import { getTeam } from '@/api/admin';
import type { ListedImage } from '@/api/types';

/** Who asked for a picture, by name and team; who has left the team is told by their id. */
export function useWho({ user, team }: ListedImage['owner']): string {
  const { data } = useQuery({
    queryKey: ['team', team],
    queryFn: ({ signal }) => getTeam(team ?? '', signal),
    enabled: team !== null,
  });
  const name = data?.members.find(member => member.user_id === user)?.name ?? user;
  return data === undefined ? name : `${name} · ${data.name}`;
}
