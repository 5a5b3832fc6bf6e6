import { useState } from 'react';
import styles from './NumberInput.module.css';

interface Props {
  id: string;
  min: number | null;
  max: number | null;
  step: number;
  /** Undefined where nothing was chosen. */
  value: number | undefined;
  placeholder: string;
  onChange: (value: number | undefined) => void;
}

/** A number within bounds: what is typed counts as soon as it lies there, and is brought there when the field is left. */
export function NumberInput({ id, min, max, step, value, placeholder, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWhole = Number.isInteger(step);
  const within = (number: number): number =>
    Math.min(Math.max(isWhole ? Math.round(number) : number, min ?? -Infinity), max ?? Infinity);
  const number = typed === null || typed === '' ? null : Number(typed);
  return (
    <input
      type="number"
      id={id}
      className={styles.number}
      {...(min === null ? {} : { min })}
      {...(max === null ? {} : { max })}
      step={step}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      placeholder={placeholder}
      value={typed ?? value ?? ''}
      aria-invalid={number !== null && within(number) !== number}
      onChange={event => {
        const { value, valueAsNumber } = event.target;
        setTyped(value);
        if (value === '') onChange(undefined);
        else if (within(valueAsNumber) === valueAsNumber) onChange(valueAsNumber);
      }}
      onBlur={() => {
        if (number !== null && within(number) !== number) onChange(within(number));
        setTyped(null);
      }}
    />
  );
}
