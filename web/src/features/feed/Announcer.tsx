import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { watchKnown } from '@/domain/jobs/cache';
import { useSubmits } from '@/domain/jobs/submits';
import { type News, newsOf, newsOfSubmits } from './announce';

/** Says aloud what happens on the cards. */
export function Announcer() {
  const { t } = useTranslation();
  const [said, setSaid] = useState<{ news: News; n: number } | null>(null);
  useEffect(() => {
    const say = (news: News | null): void => {
      if (news !== null) setSaid(before => ({ news, n: (before?.n ?? 0) + 1 }));
    };
    const stopJobs = watchKnown((after, before) => {
      if (after.byId === before.byId) return;
      for (const job of Object.values(after.byId)) {
        const known = before.byId[job.id];
        if (known !== job) say(newsOf(known, job));
      }
    });
    const stopSubmits = useSubmits.subscribe((state, before) => say(newsOfSubmits(before.all, state.all)));
    return () => {
      stopJobs();
      stopSubmits();
    };
  }, []);
  return (
    <div className="sr-only" role="status">
      {/* A new element each time: the same words said twice are news twice. */}
      {said !== null && <span key={said.n}>{textOf(said.news)}</span>}
    </div>
  );

  function textOf(news: News): string {
    switch (news.kind) {
      case 'sent':
        return t('live.sent');
      case 'picture':
        return t('live.picture', { n: news.n });
      case 'finished':
        return t('live.finished', { count: news.count });
      case 'failed':
        return t('live.failed', { reason: news.reason });
      case 'attention':
        return t('live.attention');
      case 'canceled':
        return t('live.canceled');
    }
  }
}
