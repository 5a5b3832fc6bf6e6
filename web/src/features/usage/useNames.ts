import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listKeys } from '@/api/account';
import { getTeam, listTeams, listUsers } from '@/api/admin';
import type { UsageGroup } from '@/api/usage';
import { useOwnTeams } from '@/domain/account/account';
import { useMe } from '@/domain/account/session';
import { localized } from '@/domain/models/format';
import { useModels } from '@/domain/models/useModels';

type Named = readonly { id: string; name: string }[];

/** What the ids of a group are called. Only what is shown is asked for, and what is gone keeps its id. */
export function useNames(group: Exclude<UsageGroup, 'day'>, of: string): (id: string | null | undefined) => string {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const models = useModels().data?.map(({ id, name }) => ({ id, name: localized(name, i18n.language) }));
  const isTeam = of !== 'own' && of !== 'all';
  const members = useQuery({
    queryKey: ['team', of],
    queryFn: ({ signal }) => getTeam(of, signal),
    enabled: group === 'user' && isTeam,
  }).data?.members.map(({ user_id: id, name }) => ({ id, name }));
  const users = useQuery({
    queryKey: ['users', 'first'],
    queryFn: ({ signal }) => listUsers(null, signal),
    enabled: group === 'user' && of === 'all' && me !== null,
  }).data?.data;
  const keys = useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => listKeys(signal),
    enabled: group === 'key' && me !== null,
  }).data;
  const teams = useQuery({
    queryKey: ['teams'],
    queryFn: ({ signal }) => listTeams(signal),
    enabled: group === 'team' && of === 'all' && me !== null,
  }).data;
  const own = useOwnTeams();
  const named: Named | undefined = { model: models, user: isTeam ? members : users, team: teams ?? own, key: keys }[
    group
  ];
  return id => {
    if (id == null) return t(`usage.none.${group}`);
    if (named === undefined) return '…';
    const found = named.find(each => each.id === id)?.name ?? (id === me?.id ? me.name : undefined);
    return found ?? t('usage.gone', { id });
  };
}
