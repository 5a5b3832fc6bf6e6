import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Page.module.css';

interface Props {
  title: string;
  /** Beside the title: other pages of its kind. */
  beside?: ReactNode;
  /** Has room for tables and columns. */
  wide?: boolean;
  children: ReactNode;
}

/** A page of lists and forms. */
export function Page({ title, beside, wide = false, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className={wide ? `${styles.page} ${styles.wide}` : styles.page}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <header className={styles.head}>
        <h1>{title}</h1>
        {beside}
      </header>
      {children}
    </div>
  );
}
