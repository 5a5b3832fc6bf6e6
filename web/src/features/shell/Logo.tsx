import styles from './Logo.module.css';

export const Logo = () => <div className={styles.logo} aria-hidden="true" />;
