import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { providerSignInUrl } from '@/api/account';
import styles from './ProviderLink.module.css';

/** A link, because the browser itself goes to the provider and comes back to this page. */
export function ProviderLink({ name }: { name: string }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  query.delete('sign_in_error');
  const back = query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
  return (
    <>
      <p className={styles.or}>{t('account.or')}</p>
      <a className={styles.link} href={providerSignInUrl(back)}>
        {t('account.by', { name })}
      </a>
    </>
  );
}
