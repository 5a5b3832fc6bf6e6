import type { CSSProperties } from 'react';
import styles from './Slider.module.css';

interface Props {
  label: string;
  min: number;
  max: number;
  step?: number;
  value: number;
  onChange: (value: number) => void;
}

export function Slider({ label, min, max, step = 1, value, onChange }: Props) {
  // The browser puts the thumb on a step; what is filled goes as far.
  const filled = (Math.round((value - min) / step) * step) / (max - min);
  return (
    <input
      type="range"
      className={styles.slider}
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={value}
      style={{ '--filled': filled } as CSSProperties}
      onChange={event => onChange(event.target.valueAsNumber)}
    />
  );
}
