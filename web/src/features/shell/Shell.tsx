import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { ConnectionNotice } from './ConnectionNotice';
import { DemoBanner } from './DemoBanner';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';

export function Shell() {
  const { t } = useTranslation();
  return (
    <>
      <a className={styles.skip} href="#prompt">
        {t('app.skip')}
      </a>
      <Rail />
      <TopBar />
      <main className={styles.main}>
        <DemoBanner />
        <ConnectionNotice />
        <Outlet />
      </main>
    </>
  );
}
