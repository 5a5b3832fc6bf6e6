import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import styles from './Feed.module.css';
import { Note } from '@/ui/Note';

export function FeedError({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={styles.feed} style={{ paddingTop: 32 }} role="alert">
      <h1 className="sr-only">{t('feed.label')}</h1>
      <Note tone="bad" icon="cloud" title={t('feed.failed')} text={t('feed.failedHint')}>
        <Button icon="again" onClick={onRetry}>
          {t('feed.retry')}
        </Button>
      </Note>
    </section>
  );
}
