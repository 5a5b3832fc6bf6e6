import { type ComponentType, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { localized } from '@/domain/models/format';
import { BooleanField } from './BooleanField';
import { ChoiceField } from './ChoiceField';
import { FieldStatus } from './FieldStatus';
import type { FieldProps } from './fieldProps';
import { NumberField } from './NumberField';
import styles from './ParameterField.module.css';
import { TextField } from './TextField';

/** A parameter of another kind is not drawn: without a choice the model's default holds. */
const fields: Readonly<Record<string, ComponentType<FieldProps>>> = {
  integer: NumberField,
  number: NumberField,
  text: TextField,
  boolean: BooleanField,
  choice: ChoiceField,
};

export function ParameterField({ rule, value, onChange }: Omit<FieldProps, 'id'>) {
  const { i18n } = useTranslation();
  const id = useId();
  const Field = fields[rule.type];
  if (Field === undefined) return null;
  const isSwitch = rule.type === 'boolean';
  return (
    <div className={isSwitch ? styles.row : styles.field}>
      <div className={styles.head}>
        <label htmlFor={id} id={`${id}-name`}>
          {localized(rule.name, i18n.language)}
        </label>
        {!isSwitch && <FieldStatus rule={rule} value={value} onReset={() => onChange(undefined)} />}
      </div>
      <Field id={id} rule={rule} value={value} onChange={onChange} />
    </div>
  );
}
