import styles from './Skeleton.module.css';

/** The place of something that comes, as high as that will be; pixels. */
export const Skeleton = ({ height }: { height: number }) => (
  <div className={styles.skeleton} style={{ height }} aria-hidden="true" />
);
