import type { ComponentProps } from 'react';
import styles from './Chip.module.css';

/** Opens the choices of one setting and shows what is chosen. */
export function Chip(props: Omit<ComponentProps<'button'>, 'className'>) {
  return <button type="button" aria-haspopup="dialog" {...props} className={styles.chip} />;
}
