import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '@/domain/account/session';
import { AccountLink } from './AccountLink';
import { Logo } from './Logo';
import { LanguageSwitch, ThemeSwitch } from './Switches';
import styles from './TopBar.module.css';

/** On a phone, in the place of the rail. */
export function TopBar() {
  const { t } = useTranslation();
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.home ?? ''}>
        <Logo />
        <b>{t('app.name')}</b>
      </Link>
      <LanguageSwitch />
      <ThemeSwitch />
      <AccountLink me={useMe()} />
    </header>
  );
}
