import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import type { Draft } from '@/domain/draft/draft';
import { useUploads } from '@/domain/draft/uploads';
import { AddReference } from './AddReference';
import { PendingThumb } from './PendingThumb';
import styles from './ReferenceRow.module.css';
import { ReferenceHint } from './ReferenceHint';
import { ReferenceThumb } from './ReferenceThumb';

/** The pictures that the next job builds on. Where it must have one, the place for it is there from the start. */
export function ReferenceRow({ draft, model }: { draft: Draft; model: Model | undefined }) {
  const { t } = useTranslation();
  const pending = useUploads(state => state.pending);
  const { references } = draft;
  const rule = model?.references ?? null;
  const count = references.length + pending.length;
  if (count === 0 && (rule?.min ?? 0) === 0) return null;
  return (
    <div className={styles.row} role="group" aria-label={t('references.label')}>
      <div className={styles.pictures}>
        {references.map((reference, i) => (
          <ReferenceThumb key={reference.id} reference={reference} index={i} count={references.length} model={model} />
        ))}
        {pending.map(upload => (
          <PendingThumb key={upload.key} upload={upload} />
        ))}
        {rule !== null && count < rule.max && <AddReference look="box" several={rule.max - count > 1} />}
      </div>
      <ReferenceHint references={references} pending={pending} model={model} />
    </div>
  );
}
