import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import styles from './Sheet.module.css';
import { useDialog } from './useDialog';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Choices from below, over a page that waits meanwhile: what a phone has room for. */
export function Sheet({ title, onClose, children }: Props) {
  const { t } = useTranslation();
  // Not a text field: its keyboard would cover the sheet that has just been opened.
  const dialog = useDialog('input:checked, button');
  const onPress = useEffectEvent((event: MouseEvent) => {
    // Only what lies beside the sheet is the dialog itself.
    if (event.target === dialog.current) onClose();
  });
  useEffect(() => {
    const node = dialog.current;
    node?.addEventListener('click', onPress);
    return () => node?.removeEventListener('click', onPress);
  }, [dialog]);
  // Not inside the form whose button has opened it: the Enter key in one of its fields would send that.
  return createPortal(
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-label={title}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.body}>
        <div className={styles.head}>
          <h2>{title}</h2>
          <button type="button" onClick={onClose}>
            {t('compose.done')}
          </button>
        </div>
        {children}
      </div>
    </dialog>,
    document.body,
  );
}
