import { useTranslation } from 'react-i18next';
import { useOwnTeams } from '@/domain/account/account';
import { useMe } from '@/domain/account/session';
import { Segments } from '@/ui/Segments';

/** Whose usage is shown: one's own, that of teams that one administers, everybody's for those who run the platform. */
export function ScopePicker({ of, onChange }: { of: string; onChange: (of: string) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const teams = useOwnTeams().filter(team => team.role === 'admin');
  const options = [
    { value: 'own', label: t('usage.own') },
    ...teams.map(({ id, name }) => ({ value: id, label: name })),
    ...(me?.role === 'admin' ? [{ value: 'all', label: t('usage.all') }] : []),
  ];
  if (options.length === 1) return null;
  return <Segments label={t('usage.scope')} value={of} options={options} onChange={onChange} />;
}
