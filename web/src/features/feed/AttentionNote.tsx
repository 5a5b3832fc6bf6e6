import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { retriedPlaces } from '@/domain/jobs/job';
import { useCancelJob } from '@/domain/jobs/useJobActions';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/Confirm';
import { Evidence } from './Evidence';
import { Note } from '@/ui/Note';
import { RequestId } from './RequestId';
import { useReason } from './useReason';
import { useRetry } from './useRetry';

/** Nobody knows whether the provider took the request: only a person may decide to pay again. */
export function AttentionNote({ job, model }: { job: Job; model: Model | undefined }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { retry, isPending, reason } = useRetry(job, model);
  const close = useCancelJob();
  const closeReason = useReason(close.error);
  const busy = isPending || close.isPending || job.cancellation === 'pending';

  const giveUp = async (): Promise<void> => {
    const sure = await confirm({
      title: t('confirm.closeTitle'),
      text: t('confirm.closeText'),
      yes: t('confirm.close'),
      no: t('confirm.keep'),
    });
    if (sure) close.mutate(job.id);
  };

  const id = job.error?.provider_request_id ?? job.id;
  return (
    <Note
      tone="odd"
      icon="help"
      title={t('note.unknownTitle')}
      text={t('note.unknownText')}
      code={id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id}
      problem={reason ?? closeReason}
      details={<Evidence job={job} />}
    >
      {retriedPlaces(job).length > 0 && (
        <Button disabled={busy} onClick={retry}>
          {t('note.submitAgain')}
        </Button>
      )}
      <Button disabled={busy} onClick={() => void giveUp()}>
        {t('note.close')}
      </Button>
      <RequestId job={job} />
    </Note>
  );
}
