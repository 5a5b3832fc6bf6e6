import { DndContext } from '@dnd-kit/core';
import { horizontalListSortingStrategy, SortableContext } from '@dnd-kit/sortable';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import type { Draft } from '@/domain/draft/draft';
import { useUploads } from '@/domain/draft/uploads';
import { AddReference } from './AddReference';
import { PendingThumb } from './PendingThumb';
import styles from './ReferenceRow.module.css';
import { ReferenceHint } from './ReferenceHint';
import { ReferenceThumb } from './ReferenceThumb';
import { useOrder } from './useOrder';

/** The pictures that the next job builds on. */
export function ReferenceRow({ draft, model }: { draft: Draft; model: Model | undefined }) {
  const { t } = useTranslation();
  const pending = useUploads(state => state.pending);
  const { references } = draft;
  const rule = model?.references ?? null;
  const order = useOrder(references);
  const count = references.length + pending.length;
  return (
    <div className={styles.row} role="group" aria-label={t('references.label')}>
      <div className={styles.pictures}>
        <DndContext {...order}>
          <SortableContext items={[...references]} strategy={horizontalListSortingStrategy}>
            {references.map((reference, i) => (
              <ReferenceThumb
                key={reference.id}
                reference={reference}
                index={i}
                count={references.length}
                model={model}
              />
            ))}
          </SortableContext>
        </DndContext>
        {pending.map(upload => (
          <PendingThumb key={upload.key} upload={upload} />
        ))}
        {rule !== null && count < rule.max && <AddReference look="box" several={rule.max - count > 1} />}
      </div>
      <ReferenceHint references={references} pending={pending} model={model} />
    </div>
  );
}
