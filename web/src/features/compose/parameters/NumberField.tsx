import { useTranslation } from 'react-i18next';
import { localized } from '@/domain/models/format';
import { NumberInput } from '@/ui/NumberInput';
import { Slider } from '@/ui/Slider';
import type { FieldProps } from './fieldProps';
import styles from './ParameterField.module.css';

/** A slider makes sense up to this many positions; a seed of nine digits is typed. */
const SLIDER_STEPS = 200;

export function NumberField({ id, rule, value, onChange }: FieldProps) {
  const { t, i18n } = useTranslation();
  const { min = null, max = null } = rule;
  const step = rule.type === 'integer' ? 1 : (max ?? 1) - (min ?? 0) <= 2 ? 0.05 : 0.1;
  const number = typeof value === 'number' ? value : undefined;
  const usual = typeof rule.default === 'number' ? rule.default : undefined;
  const field = (
    <NumberInput
      id={id}
      min={min}
      max={max}
      step={step}
      value={number}
      placeholder={usual === undefined ? t('compose.default') : String(usual)}
      onChange={onChange}
    />
  );
  if (min === null || max === null || (max - min) / step > SLIDER_STEPS) return field;
  return (
    <div className={styles.number}>
      <Slider
        label={localized(rule.name, i18n.language)}
        min={min}
        max={max}
        step={step}
        value={number ?? usual ?? min}
        onChange={onChange}
      />
      {field}
    </div>
  );
}
