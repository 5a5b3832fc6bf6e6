import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { arrivingPlaces } from '@/domain/jobs/job';
import { sentences } from '@/ui/sentences';
import { AttentionNote } from './AttentionNote';
import { FailedNote } from './FailedNote';
import { Note } from '@/ui/Note';
import { WaitingNote } from './WaitingNote';

/** What there is to say about a job beyond its pictures. */
export function JobNote({ job, model }: { job: Job; model: Model | undefined }) {
  const { t, i18n } = useTranslation();
  const count = arrivingPlaces(job).length;
  const arriving = count > 0 ? t('note.arriving', { count }) : '';
  switch (job.status) {
    case 'failed':
      return <FailedNote job={job} model={model} />;
    case 'needs_attention':
      return <AttentionNote job={job} model={model} />;
    case 'canceled':
      return (
        <Note
          tone="plain"
          icon="ban"
          title={t('note.canceledTitle')}
          text={sentences(i18n.language, t(`note.canceled.${job.cancellation}`), arriving)}
        />
      );
    case 'expired':
      return (
        <Note
          tone="plain"
          icon="clock"
          title={t('note.expiredTitle')}
          text={sentences(i18n.language, t(`note.expired.${job.cancellation}`), arriving)}
        />
      );
    default:
      return job.waiting_for ? <WaitingNote waiting={job.waiting_for} /> : null;
  }
}
