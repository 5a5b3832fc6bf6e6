import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import styles from './Missing.module.css';

export function Missing({ isMissing, onClose }: { isMissing: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  if (!isMissing) {
    return (
      <p className={styles.missing} role="status">
        {t('lightbox.loading')}
      </p>
    );
  }
  return (
    <div className={styles.missing}>
      <h2>{t('lightbox.missing')}</h2>
      <p>{t('lightbox.missingHint')}</p>
      <Button onClick={onClose}>{t('lightbox.close')}</Button>
    </div>
  );
}
