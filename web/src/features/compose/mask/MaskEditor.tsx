import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { countOf, type Draft, maskOf } from '@/domain/draft/draft';
import { changeDraft, stopMasking } from '@/domain/draft/store';
import { localized, priceText } from '@/domain/models/format';
import { pictureUrl, type Reference } from '@/domain/references/reference';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { useDialog } from '@/ui/useDialog';
import { useZoom } from '@/ui/zoom/useZoom';
import type { Extent } from '@/ui/zoom/view';
import { PromptInput } from '../PromptInput';
import styles from './MaskEditor.module.css';
import { type Brush, MaskStage } from './MaskStage';
import { MaskTools } from './MaskTools';
import { useMask } from './useMask';
import { useMaskKeys } from './useMaskKeys';
import { useSavedMask } from './useSavedMask';

interface Props {
  reference: Reference;
  draft: Draft;
  model: Model;
  /** Sends the draft, which has the mask by then. */
  onSubmit: () => void;
}

const NOTHING: Extent = { width: 1, height: 1 };

export function MaskEditor({ reference, draft, model, onSubmit }: Props) {
  const { t, i18n } = useTranslation();
  const dialog = useDialog();
  const box = useRef<HTMLButtonElement>(null);
  const [size, setSize] = useState<Extent | null>(null);
  const [broken, setBroken] = useState(false);
  const [comparing, setComparing] = useState(false);
  const [chosenBrush, setBrush] = useState<Brush | null>(null);
  const [earlier] = useState(() => maskOf(draft));
  const zoom = useZoom(box, size ?? NOTHING);
  const painting = useMask(size, earlier);
  const { save, isSaving, problem } = useSavedMask(reference, painting);
  const longest = Math.max(size?.width ?? 0, size?.height ?? 0);
  const most = Math.max(Math.round(longest / 3), 40);
  const brush = useMemo(
    () => chosenBrush ?? { size: Math.max(Math.round(longest / 16), 8), erase: false },
    [chosenBrush, longest],
  );
  const isEmpty = painting.share === 0;
  const erasePrompt = model.mask?.erase_prompt;
  const price = priceText(model, countOf(draft, model), i18n.language);
  const url = pictureUrl(reference.id, 'original');

  const scaleBrush = (factor: number): void => {
    const next = Math.round(brush.size * factor) + Math.sign(factor - 1);
    setBrush({ ...brush, size: Math.min(Math.max(next, 1), most) });
  };
  useMaskKeys({
    onErase: erase => setBrush({ ...brush, erase }),
    onSize: scaleBrush,
    onInvert: () => painting.mark({ kind: 'invert' }),
    onUndo: painting.undo,
    onRedo: painting.redo,
    onZoom: factor => zoom.to(zoom.view.scale * factor),
    onFit: zoom.fit,
  });
  useEffect(() => box.current?.focus(), []);

  const finish = async (submits: boolean): Promise<void> => {
    if (isEmpty || !(await save())) return;
    stopMasking();
    if (submits) onSubmit();
  };
  const name = localized(model.name, i18n.language);
  return (
    <dialog
      ref={dialog}
      className={styles.editor}
      aria-label={t('mask.title')}
      onCancel={event => {
        event.preventDefault();
        stopMasking();
      }}
    >
      <header className={styles.top}>
        <div className={styles.who}>
          <Button look="quiet" icon="x" aria-label={t('mask.close')} title={t('mask.close')} onClick={stopMasking} />
          <div>
            <h2>{t('mask.title')}</h2>
            <small>{size === null ? name : `${name} · ${size.width}×${size.height}`}</small>
          </div>
        </div>
        <MaskTools brush={brush} onBrush={setBrush} most={most} painting={painting} />
        <div className={styles.end}>
          <Button
            icon="eye"
            aria-pressed={comparing}
            onPointerDown={() => setComparing(true)}
            onPointerUp={() => setComparing(false)}
            onPointerLeave={() => setComparing(false)}
            onKeyDown={event => event.key === ' ' && setComparing(true)}
            onKeyUp={() => setComparing(false)}
          >
            {t('mask.compare')}
          </Button>
          <Button
            aria-label={t('mask.zoom', { percent: Math.round(zoom.view.scale * 100) })}
            title={t(zoom.isFit ? 'mask.fullSize' : 'mask.fit')}
            onClick={() => (zoom.isFit ? zoom.to(1) : zoom.fit())}
          >
            {Math.round(zoom.view.scale * 100)}%
          </Button>
        </div>
      </header>
      <div className={styles.work}>
        {url === null || broken ? (
          <p className={styles.broken} role="alert">
            <Icon name="warn" />
            {t('mask.broken')}
          </p>
        ) : (
          <MaskStage
            box={box}
            url={url}
            size={size}
            onSize={setSize}
            onBroken={() => setBroken(true)}
            zoom={zoom}
            brush={brush}
            painting={painting}
            hidden={comparing}
          />
        )}
      </div>
      <form
        className={styles.composer}
        aria-label={t('mask.title')}
        onSubmit={event => {
          event.preventDefault();
          void finish(true);
        }}
      >
        <PromptInput
          id="mask-prompt"
          value={draft.prompt}
          placeholder={t('mask.placeholder')}
          onChange={prompt => changeDraft({ prompt })}
          onSubmit={() => void finish(true)}
          maxLength={model.prompt.max_length}
          invalid={false}
        />
        {problem !== null && (
          <p id="mask-prompt-problem" className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={styles.controls}>
          {erasePrompt != null && (
            <button type="button" className={styles.chip} onClick={() => changeDraft({ prompt: erasePrompt })}>
              <Icon name="erase" small />
              {t('mask.remove')}
            </button>
          )}
          <small role="status">
            {isEmpty ? t('mask.empty') : t('mask.share', { percent: (painting.share * 100).toFixed(1) })}
          </small>
          <span className={styles.grow} />
          <Button disabled={isEmpty || isSaving} onClick={() => void finish(false)}>
            {t('mask.keep')}
          </Button>
          <Button type="submit" look="primary" disabled={isEmpty || isSaving || draft.prompt.trim() === ''}>
            {isSaving ? t('mask.saving') : t('mask.submit')} <small>{price}</small>
          </Button>
        </div>
      </form>
    </dialog>
  );
}
