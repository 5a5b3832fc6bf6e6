import type { FieldProps } from './fieldProps';
import styles from './ParameterField.module.css';

export function TextField({ id, rule, value, onChange }: FieldProps) {
  return (
    <textarea
      id={id}
      rows={2}
      className={styles.text}
      value={typeof value === 'string' ? value : ''}
      {...(rule.max == null ? {} : { maxLength: rule.max })}
      onChange={event => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}
