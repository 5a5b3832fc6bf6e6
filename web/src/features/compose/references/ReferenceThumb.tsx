import { useSortable } from '@dnd-kit/sortable';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { maskOf } from '@/domain/draft/draft';
import { moveReference, removeReference, startMasking, useDraft } from '@/domain/draft/store';
import { pictureUrl, type Reference, referenceProblem } from '@/domain/references/reference';
import { useFacts } from '@/domain/draft/useFacts';
import { Icon } from '@/ui/Icon';
import { Menu } from '@/ui/Menu';
import styles from './Thumb.module.css';

interface Props {
  reference: Reference;
  index: number;
  count: number;
  model: Model | undefined;
}

/** Drag it, or open its menu, to give it another place. */
export function ReferenceThumb({ reference, index, count, model }: Props) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState(false);
  const hasMask = useDraft(state => index === 0 && model?.mask != null && maskOf(state.draft) !== null);
  useFacts(reference);
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({
    id: reference.id,
    disabled: count < 2,
  });
  const url = pictureUrl(reference.id, 'thumbnail');
  const wrong = model?.references != null && referenceProblem(reference, model.references) !== null;
  const label = t('references.nth', { n: index + 1 });
  const items = [
    ...(index === 0 && model?.mask != null
      ? [{ key: 'mask', label: t(hasMask ? 'references.changeMask' : 'references.paintMask'), onSelect: startMasking }]
      : []),
    ...(index > 0
      ? [{ key: 'left', label: t('references.earlier'), onSelect: () => moveReference(index, index - 1) }]
      : []),
    ...(index < count - 1
      ? [{ key: 'right', label: t('references.later'), onSelect: () => moveReference(index, index + 1) }]
      : []),
    { key: 'remove', label: t('references.remove'), danger: true, onSelect: () => removeReference(reference.id) },
  ];

  return (
    <div
      ref={setNodeRef}
      className={styles.thumb}
      data-dragged={isDragging}
      style={{
        transform: transform === null ? undefined : `translate(${transform.x}px, ${transform.y}px)`,
        transition,
      }}
    >
      <Menu items={items} align="start">
        <button
          type="button"
          className={styles.picture}
          data-wrong={wrong || broken}
          aria-label={broken ? t('references.broken', { n: index + 1 }) : label}
          title={broken ? t('references.broken', { n: index + 1 }) : t('references.menu')}
          aria-describedby={count > 1 ? attributes['aria-describedby'] : undefined}
          {...listeners}
          // The key that puts it down would open the menu too.
          onKeyDown={event => {
            if (isDragging) event.preventDefault();
            else listeners?.onKeyDown?.(event);
          }}
        >
          {url === null || broken ? (
            <span className={styles.none}>
              <Icon name={broken ? 'warn' : 'link'} />
            </span>
          ) : (
            <img src={url} alt="" draggable={false} onError={() => setBroken(true)} />
          )}
        </button>
      </Menu>
      <b className={styles.number}>{label}</b>
      {hasMask && (
        <span className={styles.masked}>
          <Icon name="brush" small />
        </span>
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={t('references.removeNth', { n: index + 1 })}
        title={t('references.remove')}
        onClick={() => removeReference(reference.id)}
      >
        <Icon name="x" small />
      </button>
    </div>
  );
}
