import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Batch.module.css';
import { useClamp } from './useClamp';

interface Props {
  prompt: string;
  meta: ReactNode;
  actions: ReactNode;
  children: ReactNode;
}

/** The frame of one submit: its words, its facts, what can be done with it, and what came of it. */
export function Batch({ prompt, meta, actions, children }: Props) {
  const { t } = useTranslation();
  const { ref, open, hasMore, toggle } = useClamp(prompt);
  return (
    <article className={styles.batch} aria-label={prompt}>
      <div className={styles.main}>
        <p ref={ref} className={open ? styles.whole : styles.prompt}>
          {prompt}
        </p>
        <div className={styles.meta}>
          {meta}
          {hasMore && (
            <button type="button" className={styles.more} aria-expanded={open} onClick={toggle}>
              {open ? t('feed.collapse') : t('feed.expand')}
            </button>
          )}
        </div>
      </div>
      <div className={styles.actions}>{actions}</div>
      <div className={styles.body}>{children}</div>
    </article>
  );
}
