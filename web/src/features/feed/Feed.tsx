import { useTranslation } from 'react-i18next';
import { useSubmits } from '@/domain/jobs/submits';
import { useFeed } from '@/domain/jobs/useFeed';
import { byDay } from './days';
import { DaySection } from './DaySection';
import { Examples } from './Examples';
import styles from './Feed.module.css';
import { FeedEnd } from './FeedEnd';
import { FeedError } from './FeedError';
import { FeedSkeleton } from './FeedSkeleton';
import { SubmitCard } from './SubmitCard';
import { useToday } from './useToday';

export function Feed() {
  const { t } = useTranslation();
  const feed = useFeed();
  const submits = useSubmits(state => state.all);
  const days = byDay(feed.jobs);
  const today = useToday();
  if (submits.length > 0 && days[0]?.start !== today) days.unshift({ start: today, jobs: [] });

  if (feed.isLoading && days.length === 0) return <FeedSkeleton />;
  if (feed.error !== null && days.length === 0) return <FeedError onRetry={feed.reload} />;
  if (days.length === 0) return <Examples />;
  return (
    <section className={styles.feed}>
      <h1 className="sr-only">{t('feed.label')}</h1>
      {days.map((day, i) => (
        <DaySection key={day.start} day={day} isWhole={!(feed.hasMore && i === days.length - 1)}>
          {i === 0 && submits.map(submit => <SubmitCard key={submit.key} submit={submit} />)}
        </DaySection>
      ))}
      <FeedEnd feed={feed} />
    </section>
  );
}
