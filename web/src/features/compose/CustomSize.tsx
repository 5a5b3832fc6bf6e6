import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SizeRule } from '@/api/types';
import { type Size, sizeProblem } from '@/domain/models/size';
import { Icon } from '@/ui/Icon';
import styles from './CustomSize.module.css';
import { pixelsText, ratioText } from './sizeText';

interface Props {
  rule: SizeRule;
  size: Size;
  onChange: (size: Size) => void;
}

export function CustomSize({ rule, size, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const hint = useId();
  const [locked, setLocked] = useState(false);
  const problem = sizeProblem(rule, size);
  const ratio = size.width / size.height;

  const change = (side: keyof Size, value: number): void => {
    const other = side === 'width' ? 'height' : 'width';
    const follow = side === 'width' ? value / ratio : value * ratio;
    const canFollow = locked && Number.isFinite(ratio) && ratio > 0;
    onChange({ ...size, [side]: value, ...(canFollow ? { [other]: Math.round(follow) } : {}) });
  };

  const bounds = {
    min: pixelsText(rule.min_pixels, i18n.language),
    max: pixelsText(rule.max_pixels, i18n.language),
  };
  const ratios = { min: ratioText(rule.min_ratio), max: ratioText(rule.max_ratio) };
  const message =
    problem === 'pixels'
      ? t('compose.problem.pixels', { pixels: pixelsText(size.width * size.height, i18n.language), ...bounds })
      : problem === 'ratio'
        ? t('compose.problem.ratio', { ratio: ratioText(ratio), ...ratios })
        : problem === 'side'
          ? t('compose.problem.side', { min: rule.min_side ?? 1, max: rule.max_side ?? '∞' })
          : problem === 'whole'
            ? t('compose.problem.whole')
            : t('compose.customHint', { ...bounds, minRatio: ratios.min, maxRatio: ratios.max });

  const field = (side: keyof Size) => (
    <label className={styles.field}>
      <span>{t(`compose.${side}`)}</span>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        step={8}
        value={Number.isFinite(size[side]) && size[side] > 0 ? size[side] : ''}
        onChange={event => change(side, event.target.value === '' ? 0 : event.target.valueAsNumber)}
        aria-invalid={problem !== null}
        aria-describedby={hint}
      />
    </label>
  );

  const lockLabel = locked ? t('compose.unlock') : t('compose.lock');
  return (
    <fieldset className={styles.custom}>
      <legend>{t('compose.custom')}</legend>
      <div className={styles.row}>
        {field('width')}
        <button
          type="button"
          aria-pressed={locked}
          aria-label={lockLabel}
          title={lockLabel}
          onClick={() => setLocked(!locked)}
        >
          <Icon name={locked ? 'link' : 'unlink'} small />
        </button>
        {field('height')}
      </div>
      <p
        id={hint}
        className={problem === null ? styles.hint : styles.problem}
        role={problem === null ? undefined : 'alert'}
      >
        {message}
      </p>
    </fieldset>
  );
}
