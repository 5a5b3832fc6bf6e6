import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import type { Job } from '@/api/types';
import { useBatchJobs } from '@/domain/batch/useBatchJobs';
import { isWorking, storedImages } from '@/domain/jobs/job';
import { money } from '@/domain/models/format';
import { Button } from '@/ui/Button';
import { Note } from '@/ui/Note';
import { Page } from '@/ui/Page';
import { Skeleton } from '@/ui/Skeleton';
import { CancelAll } from './CancelAll';
import { ResultTable } from './ResultTable';
import styles from './ResultsPage.module.css';
import type { Refused } from './useSend';

/** What became of a batch, as a table that fills as pictures arrive. */
export function ResultsPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const refused = useLocation().state as Refused | null;
  const { jobs, isError, refetch } = useBatchJobs(id);
  const back = <Link to="/batch">{t('batch.back')}</Link>;
  return (
    <Page
      title={t('batch.results')}
      wide
      beside={
        <>
          {jobs !== undefined && jobs.length > 0 && <Progress jobs={jobs} />}
          <span className={styles.grow} />
          {jobs !== undefined && (
            <CancelAll id={id} open={jobs.filter(job => isWorking(job.status)).length} onDone={() => void refetch()} />
          )}
          <span className={styles.back}>{back}</span>
        </>
      }
    >
      {refused !== null && refused.count > 0 && (
        <Note
          tone="odd"
          icon="warn"
          level={2}
          title={t('batch.refused', { count: refused.count })}
          text={refused.reasons.join(' ')}
        />
      )}
      {isError && jobs === undefined ? (
        <Note tone="bad" icon="cloud" level={2} title={t('batch.failed')} text={t('batch.failedHint')}>
          <Button icon="again" onClick={() => void refetch()}>
            {t('feed.retry')}
          </Button>
        </Note>
      ) : jobs === undefined ? (
        <div aria-busy="true" aria-label={t('batch.loading')}>
          <Skeleton height={420} />
        </div>
      ) : jobs.length === 0 ? (
        <Note tone="plain" icon="help" level={2} title={t('batch.missing')} text={t('batch.missingHint')} />
      ) : (
        <ResultTable jobs={jobs} />
      )}
    </Page>
  );
}

/** How far it is and what it has cost so far. */
function Progress({ jobs }: { jobs: readonly Job[] }) {
  const { t, i18n } = useTranslation();
  const done = jobs.reduce((sum, job) => sum + storedImages(job).length, 0);
  const total = jobs.reduce((sum, job) => sum + job.progress.total, 0);
  const open = jobs.filter(job => isWorking(job.status)).length;
  const costs = new Map<string, number>();
  for (const { cost } of jobs)
    if (cost !== null) costs.set(cost.currency, (costs.get(cost.currency) ?? 0) + cost.amount);
  return (
    <p className={styles.progress} role="status">
      <span>{t('batch.progress', { done, total })}</span>
      {[...costs].map(([currency, amount]) => (
        <span key={currency}>{money(amount, currency, i18n.language)}</span>
      ))}
      {open > 0 && <span>{t('batch.open', { count: open })}</span>}
    </p>
  );
}
