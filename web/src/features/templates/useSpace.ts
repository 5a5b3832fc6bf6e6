import { useSearchParams } from 'react-router';
import { useOwnTeams } from '@/domain/account/account';

interface Space {
  /** Id of a team; null for one's own. */
  team: string | null;
  words: string;
  /** Viewers only look. */
  mayWrite: boolean;
  show: (change: { team?: string | null; words?: string }) => void;
  /** The address of a page about the same templates. */
  to: (path: string) => string;
}

/** Whose templates are shown and which of them, as the address says it. */
export function useSpace(): Space {
  const [params, setParams] = useSearchParams();
  const teams = useOwnTeams();
  const team = params.get('team');
  const words = params.get('q') ?? '';
  return {
    team,
    words,
    mayWrite: team === null || teams.some(each => each.id === team && each.role !== 'viewer'),
    show: change => {
      const next = { team, words, ...change };
      setParams(queryOf(next.team, next.words), { replace: true, preventScrollReset: true });
    },
    to: path => {
      const query = new URLSearchParams(queryOf(team, words)).toString();
      return query === '' ? path : `${path}?${query}`;
    },
  };
}

const queryOf = (team: string | null, words: string): Record<string, string> => ({
  ...(team === null ? {} : { team }),
  ...(words === '' ? {} : { q: words }),
});
