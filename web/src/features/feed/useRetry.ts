import { useTranslation } from 'react-i18next';
import { type ApiProblem, isProblem } from '@/api/problem';
import type { Job, Model } from '@/api/types';
import { doubtfulPlaces, retriedPlaces } from '@/domain/jobs/job';
import { useRetryJob } from '@/domain/jobs/useJobActions';
import { priceText } from '@/domain/models/format';
import { sentences } from '@/ui/sentences';
import { useConfirm } from '@/ui/Confirm';
import { useReason } from './useReason';

interface Retry {
  retry: () => void;
  isPending: boolean;
  /** Why the last try was refused, in words, for beside the button; `onFailure` is for where no such place is. */
  reason: string | null;
}

const needsConsent = (problem: unknown): problem is ApiProblem =>
  isProblem(problem) && problem.code === 'possible_charge';

/** Asks for the missing pictures again. Where some may be paid for twice, only after a person has read how many. */
export function useRetry(job: Job, model: Model | undefined, onFailure?: (error: Error) => void): Retry {
  const { t, i18n } = useTranslation();
  const confirm = useConfirm();
  const { mutateAsync, isPending, error } = useRetryJob();
  const reason = useReason(needsConsent(error) ? null : error);

  const send = async (agreed: readonly number[] | null): Promise<void> => {
    try {
      await mutateAsync({ id: job.id, attempt: job.attempts, agreed });
    } catch (problem) {
      if (!needsConsent(problem)) throw problem;
      // More is in doubt than this page knew.
      await agree(problem.places);
    }
  };
  const agree = async (twice: readonly number[]): Promise<void> => {
    const count = Math.max(retriedPlaces(job).length, twice.length);
    const sure = await confirm({
      title: t('confirm.resubmitTitle', { count: twice.length }),
      text: sentences(
        i18n.language,
        t('confirm.resubmitTwice', { count: twice.length }),
        t('confirm.resubmitCost', { count, price: priceText(model, count, i18n.language) ?? '—' }),
      ),
      yes: t('confirm.resubmit'),
    });
    if (sure) await send(twice);
  };
  const retry = async (): Promise<void> => {
    const twice = doubtfulPlaces(job);
    await (twice.length > 0 ? agree(twice) : send(null));
  };
  const failed = (error: unknown): void => {
    if (!(error instanceof Error)) throw error;
    onFailure?.(error);
  };
  return { retry: () => void retry().catch(failed), isPending, reason };
}
