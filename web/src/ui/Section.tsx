import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

interface Props {
  title: string;
  hint?: string;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** What belongs together on a page: a title, and below it a card. */
export function Section({ title, hint, action, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {hint !== undefined && <p>{hint}</p>}
        {action !== undefined && <div className={styles.action}>{action}</div>}
      </header>
      <div className={styles.card}>{children}</div>
    </section>
  );
}

/** Entries with lines between them. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  /** Before the text. */
  mark?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  /** Short words about it. */
  facts?: ReactNode;
  actions?: ReactNode;
  /** Under all of that: a form that belongs to it. */
  below?: ReactNode;
}

export function Row({ mark, title, text, facts, actions, below }: RowProps) {
  return (
    <li className={styles.row}>
      {mark !== undefined && <div className={styles.mark}>{mark}</div>}
      <div className={styles.what}>
        <b>{title}</b>
        {text !== undefined && <small>{text}</small>}
      </div>
      {facts !== undefined && <div className={styles.facts}>{facts}</div>}
      {actions !== undefined && actions !== false && <div className={styles.actions}>{actions}</div>}
      {below !== undefined && below !== false && <div className={styles.below}>{below}</div>}
    </li>
  );
}

/** One short word about something. */
export const Tag = ({ tone, children }: { tone?: 'accent' | 'amber' | 'red' | undefined; children: ReactNode }) => (
  <span className={styles.tag} data-tone={tone}>
    {children}
  </span>
);

/** In the place of rows. */
export const Empty = ({ children }: { children: ReactNode }) => <p className={styles.empty}>{children}</p>;
