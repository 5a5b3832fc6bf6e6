import { useTranslation } from 'react-i18next';
import type { TemplateVariable } from '@/api/types';
import styles from './VariableField.module.css';

interface Props {
  variable: TemplateVariable;
  value: string;
  isMissing: boolean;
  onChange: (value: string) => void;
}

/** What a variable becomes: one of its choices, or any text. */
export function VariableField({ variable, value, isMissing, onChange }: Props) {
  const { t } = useTranslation();
  const { name, description, choices, required } = variable;
  const id = `variable-${name}`;
  const problem = isMissing && (
    <small id={`${id}-problem`} className={styles.problem}>
      {t('templates.needed')}
    </small>
  );
  const hint = description ?? (required ? null : t('templates.optional'));
  if (choices.length > 0) {
    return (
      <fieldset className={styles.field}>
        <legend>{name}</legend>
        {hint !== null && <small>{hint}</small>}
        <div className={styles.choices}>
          {choices.map((choice, i) => (
            <label key={choice}>
              <input
                type="radio"
                className="sr-only"
                name={id}
                {...(i === 0 ? { id } : {})}
                checked={choice === value}
                onChange={() => onChange(choice)}
              />
              {choice}
            </label>
          ))}
        </div>
        {problem}
      </fieldset>
    );
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        value={value}
        maxLength={2000}
        autoComplete="off"
        placeholder={hint ?? t('templates.anything', { name })}
        aria-required={required}
        aria-invalid={isMissing}
        {...(isMissing ? { 'aria-describedby': `${id}-problem` } : {})}
        onChange={event => onChange(event.target.value)}
      />
      {problem}
    </div>
  );
}
