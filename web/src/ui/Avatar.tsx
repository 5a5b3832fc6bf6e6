import styles from './Avatar.module.css';

/** The first letter of a name. Decoration: the name stands beside it. */
export const Avatar = ({ name }: { name: string }) => (
  <span className={styles.avatar} aria-hidden="true">
    {/^./u.exec(name.trim())?.[0].toUpperCase()}
  </span>
);
