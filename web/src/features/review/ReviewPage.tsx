import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { listReviews } from '@/api/reviews';
import { useMayReview } from '@/domain/account/account';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Note } from '@/ui/Note';
import { Page } from '@/ui/Page';
import { Skeleton } from '@/ui/Skeleton';
import { ReviewCard } from './ReviewCard';
import styles from './ReviewPage.module.css';
import { useDecisions } from './useDecisions';
import { useReviewKeys } from './useReviewKeys';

const reviewsKey = ['reviews'] as const;

/** Pictures that wait until somebody has looked at them, the oldest first. */
export function ReviewPage() {
  const { t } = useTranslation();
  const mayReview = useMayReview();
  const pages = useInfiniteQuery({
    queryKey: reviewsKey,
    queryFn: ({ pageParam, signal }) => listReviews(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
    enabled: mayReview === true,
    // Others make and review pictures meanwhile.
    refetchInterval: 30_000,
  });
  const { decided, ...decisions } = useDecisions(reviewsKey);
  const waiting = pages.data?.pages.flatMap(page => page.data).filter(({ id }) => !decided.has(id));
  const { list, rejecting, reject } = useReviewKeys(waiting ?? [], decisions.approve);
  if (mayReview === false) return <Navigate to="/" replace />;
  return (
    <Page title={t('reviews.title')} wide beside={<p className={styles.hint}>{t('reviews.hint')}</p>}>
      <p className="sr-only" role="status">
        {decisions.said}
      </p>
      {pages.isError && waiting === undefined ? (
        <Note tone="bad" icon="cloud" level={2} title={t('reviews.failed')} text={t('reviews.failedHint')}>
          <Button icon="again" onClick={() => void pages.refetch()}>
            {t('feed.retry')}
          </Button>
        </Note>
      ) : waiting === undefined ? (
        <div className={styles.cards} aria-busy="true" aria-label={t('reviews.loading')}>
          {[1, 2, 3].map(each => (
            <Skeleton key={each} height={380} />
          ))}
        </div>
      ) : waiting.length === 0 ? (
        <EmptyState title={t('reviews.empty')} hint={t('reviews.emptyHint')} />
      ) : (
        <>
          <p className={styles.keys}>{t('reviews.keys')}</p>
          <ul className={styles.cards} aria-label={t('reviews.list')} ref={list}>
            {waiting.map(image => (
              <ReviewCard
                key={image.id}
                image={image}
                rejecting={rejecting === image.id}
                onRejecting={isOpen => reject(isOpen ? image.id : null)}
                onApprove={() => decisions.approve(image)}
                onReject={reason => decisions.reject(image, reason)}
              />
            ))}
          </ul>
          {pages.hasNextPage && (
            <p className={styles.more}>
              <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('reviews.more')}
              </Button>
            </p>
          )}
        </>
      )}
    </Page>
  );
}
