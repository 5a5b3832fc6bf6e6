import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon';

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  /** `outline` on cards and notes, `quiet` in rows of actions, `primary` for the one thing to do, `danger` where it gives something up. */
  look?: 'outline' | 'quiet' | 'primary' | 'danger';
  icon?: IconName;
};

export function Button({ look = 'outline', icon, children, ...rest }: Props) {
  return (
    <button type="button" className={`${styles.button} ${styles[look]}`} {...rest}>
      {icon !== undefined && <Icon name={icon} small />}
      {children}
    </button>
  );
}
