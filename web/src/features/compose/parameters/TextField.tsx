import { lengthOf } from '@/domain/models/parameters';
import type { FieldProps } from './fieldProps';
import styles from './ParameterField.module.css';

export function TextField({ id, rule, value, onChange }: FieldProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <>
      <textarea
        id={id}
        rows={2}
        className={styles.text}
        value={text}
        {...(rule.max == null ? {} : { maxLength: rule.max })}
        onChange={event => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
      {rule.max != null && text !== '' && (
        <small>
          {lengthOf(text)} / {rule.max}
        </small>
      )}
    </>
  );
}
