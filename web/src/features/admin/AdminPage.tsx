import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, Outlet } from 'react-router';
import { useMe } from '@/domain/account/session';
import { Page } from '@/ui/Page';
import styles from './AdminPage.module.css';

/** What administrators see to. */
export function AdminPage() {
  const { t } = useTranslation();
  if (useMe()?.role !== 'admin') return <Navigate to="/" replace />;
  return (
    <Page
      title={t('nav.admin')}
      beside={
        <nav className={styles.tabs} aria-label={t('nav.admin')}>
          <NavLink to="/admin/users">{t('admin.users')}</NavLink>
          <NavLink to="/admin/teams">{t('admin.teams')}</NavLink>
          <NavLink to="/admin/audit">{t('audit.title')}</NavLink>
        </nav>
      }
    >
      <Outlet />
    </Page>
  );
}
