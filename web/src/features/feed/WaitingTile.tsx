import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { serverNow } from '@/api/clock';
import { durationText } from '@/ui/duration';
import { useNow } from '@/ui/useNow';
import styles from './WaitingTile.module.css';

interface Props {
  job: Job | null;
  model: Model | undefined;
  words: boolean;
}

/** A job that is only on its way to the server has no job yet. */
export function WaitingTile({ job, model, words }: Props) {
  return (
    <div className={styles.tile} data-testid="waiting">
      {words &&
        (job === null ? (
          <Sending />
        ) : job.status === 'queued' ? (
          <Queued job={job} />
        ) : (
          <Running job={job} model={model} />
        ))}
    </div>
  );
}

function Sending() {
  const { t } = useTranslation();
  return <b>{t('tile.sending')}</b>;
}

function Queued({ job }: { job: Job }) {
  const { t } = useTranslation();
  const position = job.queue?.position ?? null;
  const eta = job.queue?.eta_s ?? null;
  return (
    <>
      <b>{position === null ? t('tile.queued') : t('tile.queuedAt', { count: position, position, ordinal: true })}</b>
      {job.waits_again && <span>{t('tile.waitsAgain')}</span>}
      {eta !== null && eta > 0 && <span>{t('tile.eta', { seconds: Math.round(eta) })}</span>}
    </>
  );
}

/** Far beyond the usual time a full bar would lie, so it slows down and never arrives. */
const share = (elapsed: number, usual: number): number => 1 - Math.exp((-1.6 * elapsed) / usual);

function Running({ job, model }: { job: Job; model: Model | undefined }) {
  const { t } = useTranslation();
  useNow();
  if (job.status === 'storing') return <b>{t('tile.storing')}</b>;
  const elapsed = Math.max((serverNow() - Date.parse(job.started_at ?? job.created_at)) / 1000, 0);
  const usual = model?.typical_seconds;
  return (
    <>
      <b>{t('tile.running', { elapsed: durationText(t, Math.floor(elapsed)) })}</b>
      {usual !== undefined && (
        <>
          <div
            className={styles.bar}
            role="progressbar"
            aria-label={t('tile.progress')}
            aria-valuenow={Math.round(share(elapsed, usual) * 100)}
          >
            <i style={{ transform: `scaleX(${share(elapsed, usual)})` }} />
          </div>
          <span>{elapsed > usual * 1.5 ? t('tile.longer') : t('tile.usually', { seconds: Math.round(usual) })}</span>
        </>
      )}
    </>
  );
}
