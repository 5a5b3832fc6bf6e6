import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMayReview } from '@/domain/account/account';
import { useMe } from '@/domain/account/session';
import { Icon } from '@/ui/Icon';
import { Logo } from './Logo';
import { AccountLink } from './AccountLink';
import { pagesFor } from './pages';
import styles from './Rail.module.css';
import { LanguageSwitch, ThemeSwitch } from './Switches';

export function Rail() {
  const { t } = useTranslation();
  const me = useMe();
  const mayReview = useMayReview() === true;
  return (
    <aside className={styles.rail}>
      <Logo />
      <nav aria-label={t('nav.main')}>
        {pagesFor(me, mayReview).map(page => (
          <NavLink key={page.path} to={page.path} className={styles.entry ?? ''}>
            <Icon name={page.icon} />
            {t(page.name)}
          </NavLink>
        ))}
      </nav>
      <div className={styles.grow} />
      <LanguageSwitch />
      <ThemeSwitch />
      <AccountLink me={me} />
    </aside>
  );
}
