import { useTranslation } from 'react-i18next';
import { Logo } from './Logo';
import { LanguageSwitch, ThemeSwitch } from './Switches';
import styles from './TopBar.module.css';

/** On a phone, in the place of the rail. */
export function TopBar() {
  const { t } = useTranslation();
  return (
    <header className={styles.bar}>
      <Logo />
      <b>{t('app.name')}</b>
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  );
}
