import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMayReview } from '@/domain/account/account';
import { useMe } from '@/domain/account/session';
import { Icon } from '@/ui/Icon';
import { pagesFor } from './pages';
import styles from './Tabs.module.css';

/** On a phone, in the place of the rail: below, where the thumb is. */
export function Tabs() {
  const { t } = useTranslation();
  const mayReview = useMayReview() === true;
  return (
    <nav className={styles.tabs} aria-label={t('nav.main')}>
      {pagesFor(useMe(), mayReview).map(page => (
        <NavLink key={page.path} to={page.path}>
          <Icon name={page.icon} />
          {t(page.name)}
        </NavLink>
      ))}
    </nav>
  );
}
