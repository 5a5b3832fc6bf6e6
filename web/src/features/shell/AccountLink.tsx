import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { User } from '@/api/types';
import { Avatar } from '@/ui/Avatar';
import styles from './AccountLink.module.css';

/** The way to one's own account, where there are accounts. */
export function AccountLink({ me }: { me: User | null }) {
  const { t } = useTranslation();
  if (me === null) return null;
  return (
    <NavLink
      to="/account"
      className={styles.link ?? ''}
      aria-label={t('nav.account', { name: me.name })}
      title={me.name}
    >
      <Avatar name={me.name} />
    </NavLink>
  );
}
