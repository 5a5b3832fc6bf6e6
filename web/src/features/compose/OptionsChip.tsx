import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import type { Draft, ParameterValue } from '@/domain/draft/draft';
import { changeDraft } from '@/domain/draft/store';
import { localized } from '@/domain/models/format';
import { Icon } from '@/ui/Icon';
import { usePhone } from '@/ui/useMediaQuery';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import styles from './OptionsChip.module.css';
import { ParameterField } from './ParameterField';

/** The model's optional parameters, drawn from its entry in the catalogue. */
export function OptionsChip({ draft, model }: { draft: Draft; model: Model }) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const rules = Object.entries(model.parameters);
  const changed = rules.filter(([name]) => draft.parameters[name] !== undefined).length;

  const set = (name: string, value: ParameterValue | undefined): void => {
    const rest = Object.fromEntries(Object.entries(draft.parameters).filter(([each]) => each !== name));
    changeDraft({ parameters: value === undefined ? rest : { ...rest, [name]: value } });
  };

  const label = changed === 0 ? t('compose.options') : t('compose.optionsCount', { count: changed });
  return (
    <Panel
      title={t('compose.optionsTitle')}
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={styles.list}>
          {rules.length === 0 && (
            <p className={styles.none}>{t('compose.optionsNone', { model: localized(model.name, i18n.language) })}</p>
          )}
          {rules.map(([name, rule]) => (
            <ParameterField
              key={name}
              rule={rule}
              value={draft.parameters[name]}
              onChange={value => set(name, value)}
            />
          ))}
        </div>
      }
      button={props => (
        <Chip {...props} aria-label={label} title={t('compose.optionsTitle')}>
          <Icon name="dial" small />
          {!phone && label}
          {phone && changed > 0 && changed}
        </Chip>
      )}
    />
  );
}
