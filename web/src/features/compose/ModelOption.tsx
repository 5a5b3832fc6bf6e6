import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { changeDraft } from '@/domain/draft/store';
import { localized, priceText } from '@/domain/models/format';
import { needsPicture } from '@/domain/models/modes';
import styles from './ModelChip.module.css';

export function ModelOption({ model, checked }: { model: Model; checked: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <label className={styles.model}>
      <input
        type="radio"
        name="model"
        className="sr-only"
        checked={checked}
        onChange={() => changeDraft({ model: model.id })}
      />
      <span className={styles.head}>
        <b>{localized(model.name, i18n.language)}</b>
        <em>{t('compose.perPicture', { price: priceText(model, 1, i18n.language) })}</em>
      </span>
      <span className={styles.about}>{localized(model.description, i18n.language)}</span>
      {needsPicture(model) && <span className={styles.about}>{t('compose.needsPicture')}</span>}
    </label>
  );
}
