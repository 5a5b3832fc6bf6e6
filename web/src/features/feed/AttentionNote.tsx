import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { useCancelJob, useRetryJob } from '@/domain/jobs/useJobActions';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/useConfirm';
import { RequestId } from './FailedNote';
import { estimateOf } from './money';
import { Note } from './Note';
import { useReason } from './useReason';

/** Nobody knows whether the provider took the request: only a person may decide to pay again. */
export function AttentionNote({ job, model }: { job: Job; model: Model | undefined }) {
  const { t, i18n } = useTranslation();
  const confirm = useConfirm();
  const retry = useRetryJob();
  const close = useCancelJob();
  const reason = useReason(retry.error ?? close.error);
  const busy = retry.isPending || close.isPending || job.cancellation === 'pending';

  const resubmit = async (): Promise<void> => {
    const sure = await confirm({
      title: t('confirm.resubmitTitle'),
      text: t('confirm.resubmitText', {
        count: job.progress.total - job.progress.completed,
        price: estimateOf(job, model, i18n.language) ?? '—',
      }),
      yes: t('confirm.resubmit'),
    });
    if (sure) retry.mutate({ id: job.id, acceptPossibleCharge: true });
  };
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
      problem={reason}
    >
      <Button disabled={busy} onClick={() => void resubmit()}>
        {t('note.submitAgain')}
      </Button>
      <Button disabled={busy} onClick={() => void giveUp()}>
        {t('note.close')}
      </Button>
      <RequestId job={job} />
    </Note>
  );
}
