import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { draftOf } from '@/domain/draft/draftOf';
import { fillDraft } from '@/domain/draft/store';
import { arrivingPlaces, isFree, retriedPlaces } from '@/domain/jobs/job';
import { priceText } from '@/domain/models/format';
import { Button } from '@/ui/Button';
import { sentences } from '@/ui/sentences';
import { Note } from '@/ui/Note';
import { RequestId } from './RequestId';
import { splitReason } from './reasons';
import { useRetry } from './useRetry';

export function FailedNote({ job, model }: { job: Job; model: Model | undefined }) {
  const { t, i18n } = useTranslation();
  const { retry, isPending, reason } = useRetry(job, model);
  const error = job.error;
  // Only another request helps; else a retry does, at once or after an administrator has mended something.
  const editFirst = error?.act === 'user' && !error.retryable;
  const { what, then } = splitReason(error?.message ?? '');
  const hint = then || t(editFirst ? 'note.failedHint.fixed' : 'note.failedHint.retryable');
  const said = error?.provider_message == null ? '' : t('note.providerSaid', { words: error.provider_message });
  const who = error?.act === 'operator' ? t('note.operatorMustAct') : null;
  const free = isFree(job) ? t('note.notBilled') : '';
  const count = retriedPlaces(job).length;
  const arriving = arrivingPlaces(job).length;
  const price = priceText(model, count, i18n.language);
  const again = count > 0 && (
    <Button
      key="again"
      icon="again"
      title={price === null ? t('note.retry') : t('note.retryFor', { price })}
      disabled={isPending}
      onClick={retry}
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
      title={what || t('note.failed')}
      text={sentences(i18n.language, free, arriving > 0 ? t('note.arriving', { count: arriving }) : '', hint, said)}
      code={error === null ? null : [who, error.code, error.provider_code].filter(Boolean).join(' · ')}
      problem={reason}
    >
      {editFirst ? [edit, again] : [again, edit]}
      <RequestId job={job} />
    </Note>
  );
}
