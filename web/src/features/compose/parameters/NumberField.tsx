import { InputNumber, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { localized } from '@/domain/models/format';
import type { FieldProps } from './fieldProps';
import styles from './ParameterField.module.css';

/** A slider makes sense up to this many positions; a seed of nine digits is typed. */
const SLIDER_STEPS = 200;

export function NumberField({ id, rule, value, onChange }: FieldProps) {
  const { t, i18n } = useTranslation();
  const { min, max } = rule;
  const step = rule.type === 'integer' ? 1 : (max ?? 1) - (min ?? 0) <= 2 ? 0.05 : 0.1;
  const slides = min != null && max != null && (max - min) / step <= SLIDER_STEPS;
  const number = typeof value === 'number' ? value : null;
  const usual = typeof rule.default === 'number' ? rule.default : null;
  const bounds = { ...(min == null ? {} : { min }), ...(max == null ? {} : { max }) };
  return (
    <div className={slides ? styles.number : undefined}>
      {slides && (
        <Slider
          {...bounds}
          step={step}
          value={number ?? usual ?? min}
          onChange={onChange}
          tooltip={{ open: false }}
          ariaLabelForHandle={localized(rule.name, i18n.language)}
        />
      )}
      <InputNumber
        id={id}
        {...bounds}
        step={step}
        {...(rule.type === 'integer' ? { precision: 0 } : {})}
        value={number}
        placeholder={usual === null ? t('compose.default') : String(usual)}
        inputMode={rule.type === 'integer' ? 'numeric' : 'decimal'}
        onChange={next => onChange(next ?? undefined)}
        style={{ width: slides ? 84 : '100%' }}
      />
    </div>
  );
}
