import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router';
import { ConnectionNotice } from './ConnectionNotice';
import { DemoBanner } from './DemoBanner';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { Tabs } from './Tabs';
import { TopBar } from './TopBar';

/** All but those of accounts. */
const hasPrompt = (pathname: string): boolean => pathname === '/' || pathname.startsWith('/jobs/');

export function Shell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <>
      {hasPrompt(pathname) && (
        <a className={styles.skip} href="#prompt">
          {t('app.skip')}
        </a>
      )}
      <Rail />
      <TopBar />
      <main className={styles.main}>
        <DemoBanner />
        <ConnectionNotice />
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </main>
      <Tabs />
    </>
  );
}
