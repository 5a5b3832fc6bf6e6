import { type ComponentProps, type ReactNode, type SubmitEvent, useId } from 'react';
import styles from './Form.module.css';

interface Props {
  label: string;
  /** What the server has against it. */
  refusal: string | null;
  onSubmit: (form: FormData) => void;
  children: ReactNode;
}

/** A few fields in a card, side by side where there is room. */
export function Form({ label, refusal, onSubmit, children }: Props) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <form className={styles.form} aria-label={label} onSubmit={submit}>
      {children}
      {refusal !== null && (
        <p role="alert" className={styles.refusal}>
          {refusal}
        </p>
      )}
    </form>
  );
}

export function Field({ label, ...input }: { label: string } & Omit<ComponentProps<'input'>, 'className'>) {
  return (
    <label className={styles.field}>
      {label}
      <input {...input} />
    </label>
  );
}

interface AreaProps extends Omit<ComponentProps<'textarea'>, 'className'> {
  label: string;
  hint?: ReactNode;
}

/** A text of several lines, as wide as the form. */
export function Area({ label, hint, ...area }: AreaProps) {
  const id = useId();
  return (
    <div className={`${styles.field} ${styles.whole}`}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })} {...area} />
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'className'> {
  label: string;
  /** Only for those who can not see what stands beside it. */
  quiet?: boolean;
  options: readonly { value: string; label: string }[];
}

export function Select({ label, quiet = false, options, ...select }: SelectProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={quiet ? 'sr-only' : undefined}>
        {label}
      </label>
      <select id={id} {...select}>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Checks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={styles.checks}>
      <legend>{label}</legend>
      {children}
    </fieldset>
  );
}

export function Check({ label, ...input }: { label: string } & Omit<ComponentProps<'input'>, 'className' | 'type'>) {
  return (
    <label>
      <input type="checkbox" {...input} />
      {label}
    </label>
  );
}

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
