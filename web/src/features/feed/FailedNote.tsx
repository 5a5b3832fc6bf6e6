import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { draftOf } from '@/domain/draft/draft';
import { fillDraft } from '@/domain/draft/store';
import { useRetryJob } from '@/domain/jobs/useJobActions';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { estimateOf } from './money';
import { Note } from './Note';
import { useReason } from './useReason';

export function FailedNote({ job, model }: { job: Job; model: Model | undefined }) {
  const { t, i18n } = useTranslation();
  const retry = useRetryJob();
  const reason = useReason(retry.error);
  const error = job.error;
  const retryable = error?.retryable ?? true;
  const price = estimateOf(job, model, i18n.language);
  const free = job.usage.billed === 0 ? t('note.notBilled') : '';
  const hint = t(retryable ? 'note.failedHint.retryable' : 'note.failedHint.fixed');
  const again = (
    <Button
      key="again"
      icon="again"
      title={price === null ? t('note.retry') : t('note.retryFor', { price })}
      disabled={retry.isPending}
      onClick={() => retry.mutate({ id: job.id, acceptPossibleCharge: false })}
    >
      {t('note.retry')}
    </Button>
  );
  const edit = (
    <Button key="edit" icon="pen" onClick={() => fillDraft(draftOf(job))}>
      {t('note.editPrompt')}
    </Button>
  );
  // What is more likely to help stands first.
  return (
    <Note
      tone="bad"
      icon="warn"
      title={error?.message ?? t('note.failed')}
      text={i18n.language === 'en' ? `${free} ${hint}`.trim() : `${free}${hint}`}
      code={error === null ? null : [error.code, error.provider_code].filter(Boolean).join(' · ')}
      problem={reason}
    >
      {retryable ? [again, edit] : [edit, again]}
      <RequestId job={job} />
    </Note>
  );
}

/** The provider's own id where there is one: it is what their support asks for. */
export function RequestId({ job }: { job: Job }) {
  const { t } = useTranslation();
  const id = job.error?.provider_request_id ?? null;
  return <CopyButton text={id ?? job.id} label={id === null ? t('note.copyJob') : t('note.copyRequest')} />;
}
