import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Template } from '@/api/types';
import { countOf, draftProblem, emptyDraft, fitDraft, modelOf, requestOf } from '@/domain/draft/draft';
import { fillDraft } from '@/domain/draft/store';
import { submit } from '@/domain/jobs/submits';
import { localized, priceText, sizeLabel } from '@/domain/models/format';
import { useStyles } from '@/domain/models/styles';
import { useModels } from '@/domain/models/useModels';
import { draftOfTemplate, firstValues, missingOf, type Values } from '@/domain/templates/template';
import { fillText } from '@/domain/templates/text';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Tag } from '@/ui/Section';
import styles from './UseForm.module.css';
import { VariableField } from './VariableField';
import { Words } from './Words';

/** Its variables to be filled in, the prompt as it becomes, and the two ways on: into the composer, or off at once. */
export function UseForm({ template }: { template: Template }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const presets = useStyles();
  const models = useModels().data ?? [];
  const [values, setValues] = useState<Values>(() => firstValues(template));
  const [tried, setTried] = useState(false);
  const missing = missingOf(template, values);
  const filling = draftOfTemplate(template, values);
  const wanted = { ...emptyDraft, ...filling };
  const model = modelOf(models, wanted);
  const draft = model === undefined ? wanted : fitDraft(wanted, model).draft;
  const count = model === undefined ? 1 : countOf(draft, model);
  // What needs a picture, or something else that no template has, is finished in the composer.
  const isWhole = model !== undefined && (missing.length > 0 || draftProblem(draft, model, presets) === null);

  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (missing.length > 0) {
      setTried(true);
      document.getElementById(`variable-${missing[0]}`)?.focus();
      return;
    }
    if (model === undefined || !isWhole) return fill();
    const given = Object.entries(values).filter(([, value]) => value !== '');
    submit({ ...requestOf(draft, model), template_id: template.id, variables: Object.fromEntries(given) });
    void navigate('/');
  };
  const fill = (): void => {
    fillDraft(filling);
    void navigate('/');
  };
  const style = presets.find(({ id }) => id === template.style);
  return (
    <form className={styles.form} aria-label={t('templates.use')} onSubmit={send}>
      {template.variables.map(variable => (
        <VariableField
          key={variable.name}
          variable={variable}
          value={values[variable.name] ?? ''}
          isMissing={tried && missing.includes(variable.name)}
          onChange={value => setValues({ ...values, [variable.name]: value })}
        />
      ))}
      <div className={styles.prompt}>
        <div>
          <b>{t('templates.prompt')}</b>
          <CopyButton look="quiet" iconOnly text={fillText(template.prompt, values)} label={t('feed.copy')} />
        </div>
        <p>
          <Words text={template.prompt} values={values} />
        </p>
      </div>
      <p className={styles.facts}>
        {model !== undefined && <Tag>{localized(model.name, i18n.language)}</Tag>}
        {draft.size !== null && <Tag>{sizeLabel(model, draft.size)}</Tag>}
        {style !== undefined && <Tag>{localized(style.name, i18n.language)}</Tag>}
        <Tag>{t('compose.pictures', { count })}</Tag>
      </p>
      <div className={styles.ways}>
        <Button look={isWhole ? 'outline' : 'primary'} onClick={fill}>
          {t('templates.fill')}
        </Button>
        {isWhole && (
          <Button type="submit" look="primary">
            {t('compose.submit')} <small>{priceText(model, count, i18n.language)}</small>
          </Button>
        )}
      </div>
    </form>
  );
}
