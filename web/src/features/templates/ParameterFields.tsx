import { useTranslation } from 'react-i18next';
import { localized } from '@/domain/models/format';
import { ruleNamed } from '@/domain/models/parameters';
import { offeredSizes, sizeText } from '@/domain/models/size';
import { useStyles } from '@/domain/models/styles';
import { useModels } from '@/domain/models/useModels';
import { Button } from '@/ui/Button';
import { Field, Select } from '@/ui/Form';
import { Tag } from '@/ui/Section';
import type { TemplateTexts } from './form';
import styles from './ParameterFields.module.css';

interface Props {
  texts: TemplateTexts;
  onChange: (changed: Partial<TemplateTexts>) => void;
}

/** Model, style, size and count; what else a job had is kept, and can be taken away. */
export function ParameterFields({ texts, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const models = useModels().data ?? [];
  const presets = useStyles();
  const { size, count, ...others } = texts.parameters;
  const model = models.find(({ id }) => id === texts.model);
  const sizes = (model?.size == null ? [] : offeredSizes(model.size)).map(offered => ({
    value: sizeText(offered),
    label: `${offered.ratio} · ${offered.tier} · ${sizeText(offered)}`,
  }));
  const isOwn = size != null && sizes.every(({ value }) => value !== size);
  const set = (name: string, value: unknown): void => {
    const kept = Object.entries(texts.parameters).filter(([each]) => each !== name);
    onChange({ parameters: { ...Object.fromEntries(kept), ...(value === null ? {} : { [name]: value }) } });
  };
  const nameOf = (name: string): string => {
    const rule = ruleNamed(models, name);
    return rule === undefined ? name : localized(rule.name, i18n.language);
  };
  return (
    <>
      <Select
        label={t('templates.editor.model')}
        value={texts.model}
        options={[
          { value: '', label: t('templates.editor.anyModel') },
          ...(texts.model !== '' && model === undefined ? [{ value: texts.model, label: texts.model }] : []),
          ...models.map(({ id, name }) => ({ value: id, label: localized(name, i18n.language) })),
        ]}
        onChange={event => onChange({ model: event.target.value })}
      />
      <Select
        label={t('templates.editor.size')}
        value={size ?? ''}
        options={[
          { value: '', label: t('templates.editor.anySize') },
          ...(isOwn ? [{ value: size, label: size }] : []),
          ...sizes,
        ]}
        onChange={event => set('size', event.target.value === '' ? null : event.target.value)}
      />
      <Field
        label={t('templates.editor.count')}
        type="number"
        min={1}
        max={model?.count.max ?? 15}
        placeholder={t('templates.editor.anyCount')}
        value={count ?? ''}
        onChange={event => set('count', Number.isNaN(event.target.valueAsNumber) ? null : event.target.valueAsNumber)}
      />
      <Select
        label={t('templates.editor.style')}
        value={texts.style}
        options={[
          { value: '', label: t('templates.editor.noStyle') },
          ...presets.map(({ id, name }) => ({ value: id, label: localized(name, i18n.language) })),
        ]}
        onChange={event => onChange({ style: event.target.value })}
      />
      {Object.keys(others).length > 0 && (
        <div className={styles.others}>
          {t('templates.editor.others')}
          {Object.entries(others).map(([name, value]) => (
            <span key={name}>
              <Tag>{`${nameOf(name)}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`}</Tag>
              <Button
                look="quiet"
                icon="x"
                aria-label={t('templates.editor.removeOther', { name: nameOf(name) })}
                onClick={() => set(name, null)}
              />
            </span>
          ))}
        </div>
      )}
    </>
  );
}
