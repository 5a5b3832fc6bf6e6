import type { ComponentProps } from 'react';
import styles from './Chip.module.css';

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  /** What it sets, where what is chosen does not say so by itself. */
  label?: string;
};

/** Opens the choices of one setting and shows what is chosen. */
export function Chip({ label, children, ...rest }: Props) {
  return (
    <button type="button" aria-haspopup="dialog" {...rest} className={styles.chip}>
      {label !== undefined && <span className="sr-only">{label}: </span>}
      {children}
    </button>
  );
}
