import { useTranslation } from 'react-i18next';
import { dropUpload, type PendingUpload, retryUpload } from '@/domain/draft/uploads';
import { Icon } from '@/ui/Icon';
import { Menu } from '@/ui/Menu';
import styles from './Thumb.module.css';

/** A picture on its way, or one that did not arrive. */
export function PendingThumb({ upload }: { upload: PendingUpload }) {
  const { t } = useTranslation();
  const { key, file, preview, progress, problem } = upload;
  const items = [
    ...(problem?.retryable ? [{ key: 'retry', label: t('references.retry'), onSelect: () => retryUpload(key) }] : []),
    { key: 'remove', label: t('references.remove'), danger: true, onSelect: () => dropUpload(key) },
  ];
  const percent = Math.round(progress * 100);
  return (
    <div className={`${styles.thumb} ${styles.pending}`}>
      <Menu items={items} align="start">
        <button
          type="button"
          className={styles.picture}
          data-wrong={problem !== null}
          aria-label={t(problem === null ? 'references.sending' : 'references.notSent', { name: file.name })}
        >
          <img src={preview} alt="" draggable={false} />
        </button>
      </Menu>
      {problem === null ? (
        <span
          className={styles.bar}
          role="progressbar"
          aria-label={t('references.sending', { name: file.name })}
          aria-valuenow={percent}
        >
          <i style={{ transform: `scaleX(${progress})` }} />
        </span>
      ) : (
        <span className={styles.failed}>
          <Icon name="warn" />
        </span>
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={t('references.removeNamed', { name: file.name })}
        title={t('references.remove')}
        onClick={() => dropUpload(key)}
      >
        <Icon name="x" small />
      </button>
    </div>
  );
}
