import { useTranslation } from 'react-i18next';
import type { ParameterRule, ParameterValue } from '@/api/types';
import { localized } from '@/domain/models/format';
import { lengthOf } from '@/domain/models/parameters';
import styles from './ParameterField.module.css';

interface Props {
  rule: ParameterRule;
  value: ParameterValue | undefined;
  onReset: () => void;
}

/** What is allowed, and what holds while nothing is chosen, or the way back to it. */
export function FieldStatus({ rule, value, onReset }: Props) {
  const { t, i18n } = useTranslation();
  const usual = rule.choices?.find(choice => choice.value === rule.default);
  const standard = usual === undefined ? rule.default : localized(usual.name, i18n.language);
  const facts = [
    rule.min != null && rule.max != null ? t('compose.range', { min: rule.min, max: rule.max }) : null,
    typeof value === 'string' && rule.type === 'text' && rule.max != null ? `${lengthOf(value)} / ${rule.max}` : null,
    value === undefined && standard != null ? t('compose.defaultOf', { value: String(standard) }) : null,
  ].filter(fact => fact !== null);
  return (
    <span className={styles.status}>
      {facts.join(' · ')}
      {value !== undefined && (
        <button type="button" onClick={onReset}>
          {t('compose.reset')}
        </button>
      )}
    </span>
  );
}
