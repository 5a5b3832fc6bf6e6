import { useTranslation } from 'react-i18next';
import type { Job } from '@/api/types';
import { Note } from '@/ui/Note';
import { splitReason } from './reasons';

/** A picture that was made and paid is not stored yet: nobody has to do anything, but an administrator may have to. */
export function WaitingNote({ waiting }: { waiting: NonNullable<Job['waiting_for']> }) {
  const { t } = useTranslation();
  const { what, then } = splitReason(waiting.message);
  const who = waiting.act === 'operator' ? t('note.operatorMustAct') : null;
  return (
    <Note tone="plain" icon="clock" title={what} text={then} code={[who, waiting.code].filter(Boolean).join(' · ')} />
  );
}
