import { useTranslation } from 'react-i18next';
import { Check, Field } from '@/ui/Form';
import { newVariable, type VariableTexts } from './form';
import styles from './VariableTextFields.module.css';

interface Props {
  names: readonly string[];
  variables: Readonly<Record<string, VariableTexts>>;
  onChange: (name: string, changed: Partial<VariableTexts>) => void;
}

/** What is said of each variable of the texts. */
export function VariableTextFields({ names, variables, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.variables}>
      {names.map(name => {
        const texts = variables[name] ?? newVariable;
        return (
          <fieldset key={name} className={styles.variable}>
            <legend>{name}</legend>
            <Field
              label={t('templates.editor.variableDescription')}
              value={texts.description}
              maxLength={300}
              autoComplete="off"
              onChange={event => onChange(name, { description: event.target.value })}
            />
            <Field
              label={t('templates.editor.variableChoices')}
              placeholder={t('templates.editor.choicesHint')}
              value={texts.choices}
              autoComplete="off"
              onChange={event => onChange(name, { choices: event.target.value })}
            />
            <Field
              label={t('templates.editor.variableDefault')}
              value={texts.default}
              maxLength={2000}
              autoComplete="off"
              onChange={event => onChange(name, { default: event.target.value })}
            />
            <span className={styles.required}>
              <Check
                label={t('templates.editor.required')}
                checked={texts.required}
                onChange={event => onChange(name, { required: event.target.checked })}
              />
            </span>
          </fieldset>
        );
      })}
    </div>
  );
}
