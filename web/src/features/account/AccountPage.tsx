import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { signOut, signOutEverywhere } from '@/api/account';
import { accountQuery } from '@/domain/account/account';
import { useMe } from '@/domain/account/session';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Row, Rows, Section, Tag } from '@/ui/Section';
import { KeySection } from './KeySection';
import { PasswordSection } from './PasswordSection';
import { SessionSection } from './SessionSection';
import { useLeave } from './useLeave';

/** One's own account. */
export function AccountPage() {
  const { t } = useTranslation();
  const me = useMe();
  const leave = useLeave();
  const account = useQuery({ ...accountQuery, enabled: me !== null });
  if (me === null) return <Navigate to="/" replace />;
  const teams = account.data?.teams ?? [];
  return (
    <Page title={t('account.title')}>
      <Section
        title={me.name}
        action={
          <>
            <Button onClick={() => void leave(signOutEverywhere)}>{t('account.signOutEverywhere')}</Button>
            <Button onClick={() => void leave(signOut)}>{t('account.signOut')}</Button>
          </>
        }
      >
        <Rows label={me.name}>
          <Row
            title={me.email}
            facts={<Tag tone={me.role === 'admin' ? 'accent' : undefined}>{t(`role.${me.role}`)}</Tag>}
            actions={me.role === 'admin' && <Link to="/admin/users">{t('nav.admin')}</Link>}
          />
          {teams.map(team => (
            <Row key={team.id} title={team.name} text={t('account.team')} facts={<Tag>{t(`role.${team.role}`)}</Tag>} />
          ))}
        </Rows>
      </Section>
      <SessionSection />
      <KeySection isAdmin={me.role === 'admin'} />
      {account.data?.has_password === true && <PasswordSection />}
    </Page>
  );
}
