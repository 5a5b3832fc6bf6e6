import { useTranslation } from 'react-i18next';
import styles from './Options.module.css';

interface Props {
  title: string;
  hint?: string;
  options: readonly { value: string; label: string; detail: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Any number of what is on offer. */
export function Options({ title, hint, options, chosen, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.options}>
      <legend>
        {title} <em>{chosen.length}</em>
      </legend>
      {/* Scrolls by itself, so that a long list does not push away what follows. */}
      <div className={styles.list}>
        {options.map(({ value, label, detail }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={event =>
                onChange(
                  options
                    .map(each => each.value)
                    .filter(each => (each === value ? event.target.checked : chosen.includes(each))),
                )
              }
            />
            <span>{label}</span>
            <small>{detail}</small>
          </label>
        ))}
        {options.length === 0 && <p>{t('batch.nothing')}</p>}
      </div>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </fieldset>
  );
}
