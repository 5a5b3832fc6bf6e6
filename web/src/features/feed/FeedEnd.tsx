import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feed } from '@/domain/jobs/useFeed';
import { Button } from '@/ui/Button';
import styles from './FeedEnd.module.css';

/** Begins to load well before the end comes into view. */
const AHEAD = '900px';

export function FeedEnd({ feed }: { feed: Feed }) {
  const { t } = useTranslation();
  const node = useRef<HTMLDivElement>(null);
  const { hasMore, isLoadingMore, moreFailed, loadMore } = feed;
  useEffect(() => {
    if (node.current === null || !hasMore || isLoadingMore || moreFailed) return;
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) loadMore();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(node.current);
    return () => observer.disconnect();
  }, [hasMore, isLoadingMore, moreFailed, loadMore]);
  return (
    <div ref={node} className={styles.end}>
      {moreFailed && (
        <>
          <span>{t('feed.moreFailed')}</span>
          <Button onClick={loadMore}>{t('feed.retry')}</Button>
        </>
      )}
      {isLoadingMore && <span role="status">{t('feed.loadingMore')}</span>}
    </div>
  );
}
