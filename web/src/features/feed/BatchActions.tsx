import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Job, Model } from '@/api/types';
import { draftOf } from '@/domain/draft/draftOf';
import { fillDraft } from '@/domain/draft/store';
import { submitAgain } from '@/domain/jobs/submits';
import { isWorking, retriedPlaces } from '@/domain/jobs/job';
import { useCancelJob } from '@/domain/jobs/useJobActions';
import { priceText } from '@/domain/models/format';
import { templateOfJob } from '@/domain/templates/template';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { scrollToTop } from '@/ui/scrollToTop';
import { useConfirm } from '@/ui/Confirm';
import { usePhone } from '@/ui/useMediaQuery';
import { useReasonToast } from './useReason';
import { useRetry } from './useRetry';

export function BatchActions({ job, model }: { job: Job; model: Model | undefined }) {
  const phone = usePhone();
  if (isWorking(job.status)) return <CancelButton job={job} />;
  if (job.status === 'needs_attention') return null;
  // Its note already says what to do.
  if (job.status === 'failed') return phone ? null : <CopyPrompt job={job} />;
  return <FinishedActions job={job} model={model} />;
}

function CancelButton({ job }: { job: Job }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const cancel = useCancelJob();
  const showReason = useReasonToast();
  const pending = cancel.isPending || job.cancellation === 'pending';
  const onClick = async (): Promise<void> => {
    const sure =
      job.status === 'queued' ||
      (await confirm({
        title: t('confirm.cancelTitle'),
        text: t('confirm.cancelText'),
        yes: t('confirm.cancel'),
        no: t('confirm.keep'),
        danger: true,
      }));
    if (sure) cancel.mutate(job.id, { onError: showReason });
  };
  return (
    <Button look="quiet" icon="x" disabled={pending} onClick={() => void onClick()}>
      {pending ? t('feed.canceling') : t('feed.cancel')}
    </Button>
  );
}

function FinishedActions({ job, model }: { job: Job; model: Model | undefined }) {
  const { t, i18n } = useTranslation();
  const price = priceText(model, job.progress.total, i18n.language);
  const navigate = useNavigate();
  const { retry, isPending } = useRetry(job, model, useReasonToast());
  const missing = retriedPlaces(job).length;
  const again = price === null ? t('feed.again') : t('feed.againFor', { price });
  return (
    <>
      {(job.status === 'partially_succeeded' || job.status === 'expired') && missing > 0 && (
        <Button look="quiet" icon="plus" disabled={isPending} onClick={retry}>
          {t('feed.complete', { count: missing })}
        </Button>
      )}
      <Button
        look="quiet"
        icon="again"
        title={again}
        aria-label={again}
        disabled={model === undefined}
        onClick={() => {
          submitAgain(job);
          scrollToTop();
        }}
      >
        {t('feed.again')}
      </Button>
      <Button look="quiet" icon="pen" onClick={() => fillDraft(draftOf(job))}>
        {t('feed.edit')}
      </Button>
      <Button
        look="quiet"
        icon="book"
        aria-label={t('templates.save')}
        title={t('templates.save')}
        onClick={() => void navigate('/templates/new', { state: templateOfJob(job) })}
      />
      <CopyPrompt job={job} />
    </>
  );
}

function CopyPrompt({ job }: { job: Job }) {
  const { t } = useTranslation();
  return <CopyButton look="quiet" iconOnly text={job.parameters.prompt} label={t('feed.copy')} />;
}
