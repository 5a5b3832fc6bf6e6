import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { localized } from '@/domain/models/format';
import { byMode } from '@/domain/models/modes';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import styles from './ModelChip.module.css';
import { ModelOption } from './ModelOption';

interface Props {
  models: readonly Model[];
  model: Model;
}

export function ModelChip({ models, model }: Props) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const groups = byMode(models);
  return (
    <Panel
      title={t('compose.model')}
      open={open}
      onOpenChange={setOpen}
      content={
        <div role="radiogroup" aria-label={t('compose.model')} className={styles.groups}>
          {groups.map(group => (
            <div key={group.mode} className={styles.list}>
              {groups.length > 1 && <h3>{t(`compose.mode.${group.mode}`)}</h3>}
              {group.models.map(each => (
                <ModelOption key={each.id} model={each} checked={each.id === model.id} />
              ))}
            </div>
          ))}
          {models.some(each => !each.price.verified) && <p className={styles.about}>{t('compose.estimatedPrices')}</p>}
        </div>
      }
      button={props => (
        <Chip {...props} label={t('compose.model')}>
          <Icon name="cube" small />
          <span data-shrinks>{localized(model.name, i18n.language)}</span>
        </Chip>
      )}
    />
  );
}
