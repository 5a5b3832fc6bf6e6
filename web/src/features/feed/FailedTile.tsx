import { useTranslation } from 'react-i18next';
import type { JobError } from '@/api/types';
import { Icon } from '@/ui/Icon';
import styles from './FailedTile.module.css';

/** One picture of several that was not made; the others are not touched by it. */
export function FailedTile({ index, error }: { index: number; error: JobError | null }) {
  const { t } = useTranslation();
  return (
    <div className={styles.tile}>
      <Icon name="warn" />
      <p>{error?.message ?? t('tile.failed', { n: index + 1 })}</p>
      {error !== null && <code>{error.provider_code ?? error.code}</code>}
    </div>
  );
}
