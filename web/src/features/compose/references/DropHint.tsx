import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/Icon';
import styles from './DropHint.module.css';
import { useIncomingPictures } from './useIncomingPictures';

export function DropHint() {
  const { t } = useTranslation();
  const over = useIncomingPictures();
  if (!over) return null;
  return (
    <div className={styles.over}>
      <p>
        <Icon name="image" />
        {t('references.drop')}
      </p>
    </div>
  );
}
