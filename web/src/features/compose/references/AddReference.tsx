import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { addFiles, TYPES } from '@/domain/draft/uploads';
import { Icon } from '@/ui/Icon';
import styles from './AddReference.module.css';

interface Props {
  /** `chip` with the other settings, `box` behind the pictures, `icon` where there is little room. */
  look: 'chip' | 'box' | 'icon';
  several: boolean;
}

export function AddReference({ look, several }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const label = t('references.add');
  return (
    <>
      <button
        type="button"
        className={styles[look]}
        title={t('references.addHint')}
        {...(look === 'chip' ? {} : { 'aria-label': label })}
        onClick={() => input.current?.click()}
      >
        <Icon name={look === 'box' ? 'plus' : 'image'} small={look === 'chip'} />
        {look === 'chip' && t('references.chip')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={TYPES.join(',')}
        multiple={several}
        aria-label={label}
        onChange={event => {
          addFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = '';
        }}
      />
    </>
  );
}
