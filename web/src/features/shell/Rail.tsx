import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Icon } from '@/ui/Icon';
import { Logo } from './Logo';
import { pages } from './pages';
import styles from './Rail.module.css';
import { LanguageSwitch, ThemeSwitch } from './Switches';

export function Rail() {
  const { t } = useTranslation();
  return (
    <aside className={styles.rail}>
      <Logo />
      <nav aria-label={t('nav.main')}>
        {pages.map(page => (
          <NavLink key={page.path} to={page.path} className={styles.entry ?? ''}>
            <Icon name={page.icon} />
            {t(page.name)}
          </NavLink>
        ))}
      </nav>
      <div className={styles.grow} />
      <LanguageSwitch />
      <ThemeSwitch />
    </aside>
  );
}
