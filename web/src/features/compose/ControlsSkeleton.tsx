import styles from './ControlsSkeleton.module.css';

/** The shape of the controls until the models are known. */
export const ControlsSkeleton = () => (
  <div className={styles.row} aria-hidden="true">
    <i style={{ width: 96 }} />
    <i style={{ width: 84 }} />
    <i style={{ width: 48 }} />
    <i className={styles.go} />
  </div>
);
