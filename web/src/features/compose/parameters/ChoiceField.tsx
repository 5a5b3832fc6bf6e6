import { useTranslation } from 'react-i18next';
import { localized } from '@/domain/models/format';
import type { FieldProps } from './fieldProps';
import styles from './ChoiceField.module.css';

export function ChoiceField({ id, rule, value, onChange }: FieldProps) {
  const { i18n } = useTranslation();
  const chosen = value ?? rule.default;
  return (
    <div role="radiogroup" id={id} aria-labelledby={`${id}-name`} className={styles.choices}>
      {rule.choices?.map(choice => (
        <label key={choice.value}>
          <input
            type="radio"
            name={id}
            className="sr-only"
            checked={choice.value === chosen}
            onChange={() => onChange(choice.value === rule.default ? undefined : choice.value)}
          />
          {localized(choice.name, i18n.language)}
        </label>
      ))}
    </div>
  );
}
