import { InputNumber, Slider } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParameterRule } from '@/api/types';
import type { ParameterValue } from '@/domain/draft/draft';
import { localized } from '@/domain/models/format';
import styles from './ParameterField.module.css';

interface Props {
  rule: ParameterRule;
  value: ParameterValue | undefined;
  onChange: (value: ParameterValue | undefined) => void;
}

/** A slider makes sense up to this many positions; a seed of nine digits is typed. */
const SLIDER_STEPS = 200;

export function ParameterField({ rule, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const { min, max } = rule;
  const step = rule.type === 'integer' ? 1 : (max ?? 1) - (min ?? 0) <= 2 ? 0.05 : 0.1;
  const slides = min != null && max != null && (max - min) / step <= SLIDER_STEPS;
  const number = typeof value === 'number' ? value : null;
  const bounds = { ...(min == null ? {} : { min }), ...(max == null ? {} : { max }) };
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id}>{localized(rule.name, i18n.language)}</label>
        {value === undefined ? (
          <span>{rule.default == null ? t('compose.default') : `${t('compose.default')} ${rule.default}`}</span>
        ) : (
          <button type="button" onClick={() => onChange(undefined)}>
            {t('compose.reset')}
          </button>
        )}
      </div>
      {rule.type === 'text' ? (
        <textarea
          id={id}
          rows={2}
          className={styles.text}
          value={typeof value === 'string' ? value : ''}
          {...(max == null ? {} : { maxLength: max })}
          onChange={event => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      ) : (
        <div className={slides ? styles.number : undefined}>
          {slides && (
            <Slider
              {...bounds}
              step={step}
              value={number ?? rule.default ?? min}
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
            placeholder={rule.default == null ? t('compose.default') : String(rule.default)}
            onChange={next => onChange(next ?? undefined)}
            style={{ width: slides ? 84 : '100%' }}
          />
        </div>
      )}
      {min != null && max != null && rule.type !== 'text' && <small>{t('compose.range', { min, max })}</small>}
    </div>
  );
}
