import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Style } from '@/api/types';
import { changeDraft } from '@/domain/draft/store';
import { localized } from '@/domain/models/format';
import styles from './StyleField.module.css';

/** A style is words that are added to the prompt; which, is said once one is chosen. */
export function StyleField({ style, styles: presets }: { style: string | null; styles: readonly Style[] }) {
  const { t, i18n } = useTranslation();
  const name = useId();
  const chosen = presets.find(each => each.id === style);
  const option = (id: string | null, label: string) => (
    <label key={id} className={styles.option}>
      <input
        type="radio"
        name={name}
        className="sr-only"
        checked={id === style}
        onChange={() => changeDraft({ style: id })}
      />
      {label}
    </label>
  );
  return (
    <>
      <div role="radiogroup" aria-label={t('compose.style')} className={styles.options}>
        {option(null, t('compose.styleOff'))}
        {presets.map(each => option(each.id, localized(each.name, i18n.language)))}
      </div>
      <p className={styles.words}>
        {chosen === undefined
          ? t('compose.styleHint')
          : t('compose.styleWords', { words: localized(chosen.prompt, i18n.language) })}
      </p>
    </>
  );
}
