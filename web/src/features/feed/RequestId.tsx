import { useTranslation } from 'react-i18next';
import type { Job } from '@/api/types';
import { CopyButton } from '@/ui/CopyButton';
import { usePhone } from '@/ui/useMediaQuery';

/** The provider's own id where there is one: it is what their support asks for. */
export function RequestId({ job }: { job: Job }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const id = job.error?.provider_request_id ?? null;
  const label = id === null ? t('note.copyJob') : t('note.copyRequest');
  return <CopyButton text={id ?? job.id} label={label} iconOnly={phone} />;
}
