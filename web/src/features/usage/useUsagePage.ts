import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { UsageGroup, UsageQuestion } from '@/api/usage';
import { useMe } from '@/domain/account/session';
import { useOwnTeams } from '@/domain/account/account';
import { ownNow } from '@/domain/usage/queries';
import { daysOf, isMonth, type Month, monthOf } from './days';

type TableGroup = Exclude<UsageGroup, 'day'>;

interface UsagePage {
  /** Undefined until the server has said which day it is there. */
  month: Month | undefined;
  today: string | undefined;
  /** own, all, or the id of a team. */
  of: string;
  by: TableGroup;
  groups: readonly TableGroup[];
  question: (groupBy: readonly UsageGroup[]) => UsageQuestion;
  show: (change: { month?: Month; of?: string; by?: TableGroup }) => void;
}

/** What the address says is to be shown: whoever gets the link sees the same. */
export function useUsagePage(): UsagePage {
  const [params, setParams] = useSearchParams();
  const me = useMe();
  const teams = useOwnTeams();
  const today = useQuery(ownNow).data?.to;
  const chosen = params.get('month');
  const month = isMonth(chosen) ? chosen : today === undefined ? undefined : monthOf(today);
  const of = params.get('of') ?? 'own';
  const groups = groupsOf(of, me !== null, teams.length > 0);
  // This month is what comes unasked, with all that is on the page at first.
  const isNow = month === undefined || (today !== undefined && month === monthOf(today));
  const days = isNow ? null : { from: `${month}-01`, to: daysOf(month).at(-1) ?? '' };
  return {
    month,
    today,
    of,
    by: groups.find(group => group === params.get('by')) ?? groups[0] ?? 'model',
    groups,
    question: groupBy => ({ days, groupBy, of }),
    show: change =>
      setParams(before => ({ ...Object.fromEntries(before), ...change }), { replace: true, preventScrollReset: true }),
  };
}

function groupsOf(of: string, hasAccounts: boolean, hasTeams: boolean): readonly TableGroup[] {
  if (of === 'all') return ['user', 'model', 'team', 'key'];
  if (of !== 'own') return ['user', 'model'];
  return ['model', ...(hasTeams ? (['team'] as const) : []), ...(hasAccounts ? (['key'] as const) : [])];
}
