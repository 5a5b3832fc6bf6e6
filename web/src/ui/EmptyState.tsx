import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** In the place of a list that has nothing: says what comes here, and what to do for it. */
export function EmptyState({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </div>
  );
}
