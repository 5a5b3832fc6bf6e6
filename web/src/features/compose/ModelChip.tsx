import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { changeDraft } from '@/domain/draft/store';
import { localized, money } from '@/domain/models/format';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import styles from './ModelChip.module.css';

interface Props {
  models: readonly Model[];
  model: Model;
}

export function ModelChip({ models, model }: Props) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const name = localized(model.name, i18n.language);

  return (
    <Panel
      title={t('compose.model')}
      open={open}
      onOpenChange={setOpen}
      content={
        <div role="radiogroup" aria-label={t('compose.model')} className={styles.list}>
          {models.map(each => (
            <label key={each.id} className={styles.model}>
              <input
                type="radio"
                name="model"
                className="sr-only"
                checked={each.id === model.id}
                onChange={() => changeDraft({ model: each.id })}
              />
              <span className={styles.head}>
                <b>{localized(each.name, i18n.language)}</b>
                <em>
                  {t('compose.perPicture', {
                    price: money(each.price.per_picture, each.price.currency, i18n.language),
                  })}
                </em>
              </span>
              <span className={styles.about}>{localized(each.description, i18n.language)}</span>
            </label>
          ))}
        </div>
      }
      button={props => (
        <Chip {...props} label={t('compose.model')}>
          <Icon name="cube" small />
          <span data-shrinks>{name}</span>
        </Chip>
      )}
    />
  );
}
