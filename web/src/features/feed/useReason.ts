import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { DISK_FULL, isProblem, Unreachable } from '@/api/problem';
import { useToast } from '@/ui/Toasts';

/** Why an action failed, for people; null where it did not. */
export function useReason(error: Error | null): string | null {
  const { t } = useTranslation();
  return error === null ? null : reasonText(t, error);
}

/** For an action whose button has no room beside it for the reason. */
export function useReasonToast(): (error: Error) => void {
  const { t } = useTranslation();
  const tell = useToast();
  return error => tell(reasonText(t, error));
}

function reasonText(t: TFunction, error: Error): string {
  return t('note.actionFailed', { reason: reasonOf(t, error) });
}

function reasonOf(t: TFunction, error: Error): string {
  if (isProblem(error)) return error.code === DISK_FULL ? t('error.insufficient_storage') : error.message;
  return t(error instanceof Unreachable ? 'error.unreachable' : 'error.unknown');
}
