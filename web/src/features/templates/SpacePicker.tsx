import { useTranslation } from 'react-i18next';
import { useOwnTeams } from '@/domain/account/account';
import { Segments } from '@/ui/Segments';

const OWN = 'own';

/** Whose templates: one's own, or those of a team that one is in. */
export function SpacePicker({ team, onChange }: { team: string | null; onChange: (team: string | null) => void }) {
  const { t } = useTranslation();
  const teams = useOwnTeams();
  if (teams.length === 0) return null;
  return (
    <Segments
      label={t('templates.space')}
      value={team ?? OWN}
      options={[
        { value: OWN, label: t('templates.own') },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={value => onChange(value === OWN ? null : value)}
    />
  );
}
