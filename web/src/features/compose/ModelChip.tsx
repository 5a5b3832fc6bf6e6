import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { type Draft, type Dropped, fitDraft } from '@/domain/draft/draft';
import { changeDraft } from '@/domain/draft/store';
import { localized, money } from '@/domain/models/format';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import { showDropped } from './dropped';
import styles from './ModelChip.module.css';

interface Props {
  draft: Draft;
  models: readonly Model[];
  model: Model;
}

export function ModelChip({ draft, models, model }: Props) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const name = localized(model.name, i18n.language);

  const choose = (next: Model): void => {
    const fitted = fitDraft(draft, next);
    changeDraft(fitted.draft);
    const names = fitted.dropped.map(each => nameOf(each, model)).join(i18n.language === 'en' ? ', ' : '、');
    showDropped(names === '' ? null : { model: localized(next.name, i18n.language), names });
  };
  const nameOf = (dropped: Dropped, from: Model): string => {
    if (typeof dropped === 'string') return t(`compose.${dropped}`);
    const rule = from.parameters[dropped.parameter];
    return rule === undefined ? dropped.parameter : localized(rule.name, i18n.language);
  };

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
                onChange={() => choose(each)}
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
        <Chip {...props} aria-label={`${t('compose.model')}: ${name}`}>
          <Icon name="cube" small />
          <span data-shrinks>{name}</span>
        </Chip>
      )}
    />
  );
}
