import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import type { Job, Model } from '@/api/types';
import { useRetryJob } from '@/domain/jobs/useJobActions';
import { useConfirm } from '@/ui/useConfirm';
import { estimateOf, missingOf } from './money';
import { useReason } from './useReason';

interface Retry {
  retry: () => void;
  isPending: boolean;
  /** Why the last try was refused, in words, for beside the button; `onFailure` is for where no such place is. */
  reason: string | null;
}

const POSSIBLE_CHARGE = 'possible_charge';

/** Asks for the missing pictures again. Where an earlier submission may have been billed, only after a person has read that. */
export function useRetry(job: Job, model: Model | undefined, onFailure?: (error: Error) => void): Retry {
  const { t, i18n } = useTranslation();
  const confirm = useConfirm();
  const { mutateAsync, isPending, error } = useRetryJob();
  const needsConsent = (problem: unknown): boolean => isProblem(problem) && problem.code === POSSIBLE_CHARGE;
  const reason = useReason(needsConsent(error) ? null : error);

  const retryKnowing = async (): Promise<void> => {
    const count = missingOf(job);
    const sure = await confirm({
      title: t('confirm.resubmitTitle'),
      text: t('confirm.resubmitText', { count, price: estimateOf(count, model, i18n.language) ?? '—' }),
      yes: t('confirm.resubmit'),
    });
    if (sure) await mutateAsync({ id: job.id, acceptPossibleCharge: true });
  };
  const retry = async (): Promise<void> => {
    if (job.status === 'needs_attention') return await retryKnowing();
    try {
      await mutateAsync({ id: job.id, acceptPossibleCharge: false });
    } catch (problem) {
      if (!needsConsent(problem)) throw problem;
      await retryKnowing();
    }
  };
  return { retry: () => void retry().catch((error: Error) => onFailure?.(error)), isPending, reason };
}
