import { useTranslation } from 'react-i18next';
import feed from './Feed.module.css';
import styles from './FeedSkeleton.module.css';
import { Tiles } from './TileGrid';

/** The shape of what comes, so that nothing jumps when it does. */
export function FeedSkeleton() {
  const { t } = useTranslation();
  return (
    <section className={feed.feed} aria-busy="true" aria-label={t('feed.loading')}>
      {[4, 2].map(count => (
        <div key={count} className={styles.batch}>
          <i style={{ width: '38%' }} />
          <i style={{ width: '22%' }} />
          <Tiles count={count} shape={1.5}>
            {Array.from({ length: count }, (_, i) => (
              <div key={i} />
            ))}
          </Tiles>
        </div>
      ))}
    </section>
  );
}
