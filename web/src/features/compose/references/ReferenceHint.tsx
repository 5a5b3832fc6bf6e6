import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { removeReference, startMasking, useDraft } from '@/domain/draft/store';
import { maskOf } from '@/domain/draft/draft';
import { localized } from '@/domain/models/format';
import type { Reference } from '@/domain/references/reference';
import { dropUpload, type PendingUpload, retryUpload } from '@/domain/draft/uploads';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { useMediaQuery } from '@/ui/useMediaQuery';
import styles from './ReferenceHint.module.css';
import { useReferenceText } from './referenceText';

interface Props {
  references: readonly Reference[];
  pending: readonly PendingUpload[];
  model: Model | undefined;
}

/** How many there may be, or what is wrong with them and the way out of it. */
export function ReferenceHint({ references, pending, model }: Props) {
  const { t, i18n } = useTranslation();
  const hasMask = useDraft(state => maskOf(state.draft) !== null);
  const touch = useMediaQuery('(pointer: coarse)');
  const text = useReferenceText();
  const failed = pending.find(upload => upload.problem !== null);
  if (failed?.problem != null) {
    return (
      <p className={styles.problem} role="alert">
        <span>{text.ofUpload(failed.file.name, failed.problem)}</span>
        {failed.problem.retryable && (
          <Button look="quiet" onClick={() => retryUpload(failed.key)}>
            {t('references.retry')}
          </Button>
        )}
        <Button look="quiet" onClick={() => dropUpload(failed.key)}>
          {t('references.remove')}
        </Button>
      </p>
    );
  }
  if (model === undefined) return null;
  const problem = text.ofReferences(references, model);
  if (problem !== null) {
    return (
      <p className={styles.problem} role="alert">
        <span>{problem.text}</span>
        <Button look="quiet" onClick={() => problem.ids.forEach(removeReference)}>
          {t('references.removeThese', { count: problem.ids.length })}
        </Button>
      </p>
    );
  }
  if (model.mask !== null && references.length > 0) {
    return (
      <div className={styles.hint}>
        <Button look={hasMask ? 'outline' : 'primary'} onClick={startMasking}>
          <Icon name="brush" small />
          {t(hasMask ? 'references.changeMask' : 'references.paintMask')}
        </Button>
      </div>
    );
  }
  const { min = 0, max = 0 } = model.references ?? {};
  const name = localized(model.name, i18n.language);
  return (
    <small className={styles.hint}>
      {references.length + pending.length === 0
        ? t('references.needs', { model: name, count: min })
        : max > 1
          ? [
              t('references.count', { count: references.length, max }),
              references.length > 1 ? t(touch ? 'references.tap' : 'references.drag') : '',
            ]
              .filter(Boolean)
              .join(' · ')
          : null}
    </small>
  );
}
