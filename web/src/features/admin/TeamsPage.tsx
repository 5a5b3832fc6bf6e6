import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTeam, listTeams } from '@/api/admin';
import { Button } from '@/ui/Button';
import { Field, Form, textOf } from '@/ui/Form';
import { Empty, Section } from '@/ui/Section';
import { TeamSection } from './TeamSection';
import { useAction } from './useAction';
import { useUsers } from './useUsers';

const teamsKey = ['teams'] as const;

export function TeamsPage() {
  const { t } = useTranslation();
  const { users } = useUsers();
  const teams = useQuery({ queryKey: teamsKey, queryFn: ({ signal }) => listTeams(signal) });
  const { busy, refusal, run } = useAction(teamsKey);
  // A field of its own for the next one.
  const [made, setMade] = useState(0);
  const add = async (form: FormData) => {
    if ((await run(() => addTeam(textOf(form, 'name')))) !== undefined) setMade(made + 1);
  };
  return (
    <>
      <Section title={t('admin.teams')} hint={t('admin.teamsHint')}>
        <Form key={made} label={t('admin.addTeam')} refusal={refusal} onSubmit={form => void add(form)}>
          <Field name="name" label={t('admin.name')} maxLength={100} required autoComplete="off" />
          <Button type="submit" icon="plus" disabled={busy}>
            {t('admin.addTeam')}
          </Button>
        </Form>
        {teams.data?.length === 0 && <Empty>{t('admin.noTeams')}</Empty>}
      </Section>
      {teams.data?.map(team => (
        <TeamSection key={team.id} team={team} users={users} listKey={teamsKey} />
      ))}
    </>
  );
}
