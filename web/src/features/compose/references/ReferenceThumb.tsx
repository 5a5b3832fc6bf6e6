import { type DragEvent, useState } from 'react';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { maskOf } from '@/domain/draft/draft';
import { moveReference, removeReference, startMasking, useDraft } from '@/domain/draft/store';
import { ORDER_TYPE } from '@/domain/references/dragTypes';
import { pictureUrl, type Reference, referenceProblem } from '@/domain/references/reference';
import { useFacts } from '@/domain/draft/useFacts';
import { Icon } from '@/ui/Icon';
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
  const url = pictureUrl(reference.id, 'thumbnail');
  const wrong = model?.references != null && referenceProblem(reference, model.references) !== null;
  const label = t('references.nth', { n: index + 1 });
  const items = [
    ...(index === 0 && model?.mask != null
      ? [{ key: 'mask', label: t(hasMask ? 'references.changeMask' : 'references.paintMask'), onClick: startMasking }]
      : []),
    ...(index > 0
      ? [{ key: 'left', label: t('references.earlier'), onClick: () => moveReference(index, index - 1) }]
      : []),
    ...(index < count - 1
      ? [{ key: 'right', label: t('references.later'), onClick: () => moveReference(index, index + 1) }]
      : []),
    { key: 'remove', label: t('references.remove'), danger: true, onClick: () => removeReference(reference.id) },
  ];

  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(ORDER_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
  };
  const onDrop = (event: DragEvent): void => {
    const from = event.dataTransfer.getData(ORDER_TYPE);
    if (from === '') return;
    event.preventDefault();
    event.stopPropagation();
    moveReference(Number(from), index);
  };

  return (
    <div className={styles.thumb} onDragOver={onDragOver} onDrop={onDrop}>
      <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
        <button
          type="button"
          className={styles.picture}
          data-wrong={wrong || broken}
          aria-haspopup="menu"
          aria-label={broken ? t('references.broken', { n: index + 1 }) : label}
          title={broken ? t('references.broken', { n: index + 1 }) : t('references.menu')}
          draggable
          onDragStart={event => {
            event.dataTransfer.setData(ORDER_TYPE, String(index));
            event.dataTransfer.effectAllowed = 'move';
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
      </Dropdown>
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
