import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';

/** What the server has against it, in its own words; or that it did not answer. */
export function useRefusal(): (error: unknown) => string {
  const { t } = useTranslation();
  return error => (isProblem(error) ? error.message : t('error.unreachable'));
}
