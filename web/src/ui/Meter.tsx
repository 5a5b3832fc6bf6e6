import type { CSSProperties } from 'react';
import styles from './Meter.module.css';

interface Props {
  label: string;
  /** 0 to 1. */
  share: number;
  tone?: 'accent' | 'amber' | 'red';
}

/** How much of something is used. The figures stand beside it. */
export const Meter = ({ label, share, tone = 'accent' }: Props) => (
  <div
    role="meter"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(share * 100)}
    className={styles.meter}
    data-tone={tone}
    style={{ '--share': share } as CSSProperties}
  />
);
