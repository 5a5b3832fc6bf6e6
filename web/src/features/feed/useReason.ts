import { useTranslation } from 'react-i18next';
import { isProblem, Unreachable } from '@/api/problem';

/** Why an action failed, for people; null where it did not. */
export function useReason(error: Error | null): string | null {
  const { t } = useTranslation();
  if (error === null) return null;
  const reason = isProblem(error)
    ? error.message
    : t(error instanceof Unreachable ? 'error.unreachable' : 'error.unknown');
  return t('note.actionFailed', { reason });
}
