import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '@/domain/jobs/store';
import { type News, newsOf } from './announce';

/** Says aloud what happens on the cards. */
export function Announcer() {
  const { t } = useTranslation();
  const [news, setNews] = useState<News | null>(null);
  useEffect(
    () =>
      useJobs.subscribe((state, before) => {
        if (state.byId === before.byId) return;
        for (const job of Object.values(state.byId)) {
          const known = before.byId[job.id];
          const fresh = known === job ? null : newsOf(known, job);
          if (fresh !== null) setNews(fresh);
        }
      }),
    [],
  );
  return (
    <div className="sr-only" role="status">
      {news === null ? null : textOf()}
    </div>
  );

  function textOf(): string {
    switch (news?.kind) {
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
      default:
        return '';
    }
  }
}
