import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Note.module.css';

interface Props {
  tone: 'bad' | 'odd' | 'plain';
  icon: IconName;
  title: string;
  /** Of the title, among the headings of the page. */
  level?: 2 | 3;
  text?: string | undefined;
  /** For support: an error code, an id. */
  code?: string | null | undefined;
  /** Why the last action on it failed. */
  problem?: string | null | undefined;
  children?: ReactNode;
  /** What only some want to know. */
  details?: ReactNode;
}

export function Note({ tone, icon, title, level = 3, text, code, problem, children, details }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={`${styles.note} ${styles[tone]}`}>
      <Icon name={icon} />
      <div className={styles.words}>
        <Heading>{title}</Heading>
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
