import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/ui/Icon';
import styles from './Note.module.css';

interface Props {
  tone: 'bad' | 'odd' | 'plain';
  icon: IconName;
  title: string;
  text?: string | undefined;
  /** For support: an error code, an id. */
  code?: string | null | undefined;
  /** Why the last action on it failed. */
  problem?: string | null | undefined;
  children?: ReactNode;
  /** What only some want to know. */
  details?: ReactNode;
}

export function Note({ tone, icon, title, text, code, problem, children, details }: Props) {
  return (
    <div className={`${styles.note} ${styles[tone]}`}>
      <Icon name={icon} />
      <div className={styles.words}>
        <h3>{title}</h3>
        {text !== undefined && text !== '' && <p>{text}</p>}
        {children !== undefined && <div className={styles.do}>{children}</div>}
        {problem != null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {details}
      </div>
      {code != null && <code className={styles.code}>{code}</code>}
    </div>
  );
}
