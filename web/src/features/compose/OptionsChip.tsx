import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model, ParameterValue } from '@/api/types';
import type { Draft } from '@/domain/draft/draft';
import { changeDraft } from '@/domain/draft/store';
import { localized } from '@/domain/models/format';
import { needsPicture } from '@/domain/models/modes';
import { notTaken, rulesOf } from '@/domain/models/parameters';
import { Icon } from '@/ui/Icon';
import { usePhone } from '@/ui/useMediaQuery';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import { listText } from './listText';
import styles from './OptionsChip.module.css';
import { ParameterField } from './parameters/ParameterField';

interface Props {
  draft: Draft;
  models: readonly Model[];
  model: Model;
}

/** The model's optional parameters, drawn from its entry in the catalogue. */
export function OptionsChip({ draft, models, model }: Props) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const rules = Object.entries(rulesOf(model));
  const changed = rules.filter(([name]) => draft.parameters[name] !== undefined).length;
  const name = localized(model.name, i18n.language);
  const lacks = notTaken(
    models.filter(each => !needsPicture(each)),
    model,
  ).map(rule => localized(rule.name, i18n.language));

  const set = (parameter: string, value: ParameterValue | undefined): void => {
    const rest = Object.fromEntries(Object.entries(draft.parameters).filter(([each]) => each !== parameter));
    changeDraft({ parameters: value === undefined ? rest : { ...rest, [parameter]: value } });
  };

  const label = changed === 0 ? t('compose.options') : t('compose.optionsCount', { count: changed });
  return (
    <Panel
      title={t('compose.optionsTitle')}
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={styles.list}>
          {rules.map(([parameter, rule]) => (
            <ParameterField
              key={parameter}
              rule={rule}
              value={draft.parameters[parameter]}
              onChange={value => set(parameter, value)}
            />
          ))}
          {rules.length === 0 && <p className={styles.quiet}>{t('compose.optionsNone', { model: name })}</p>}
          {lacks.length > 0 && (
            <p className={styles.quiet}>
              {t('compose.optionsLacks', { model: name, names: listText(lacks, i18n.language) })}
            </p>
          )}
        </div>
      }
      button={props => (
        <Chip {...props} {...(phone ? { 'aria-label': label } : {})} title={t('compose.optionsTitle')}>
          <Icon name="dial" small />
          {!phone && label}
          {phone && changed > 0 && changed}
        </Chip>
      )}
    />
  );
}
