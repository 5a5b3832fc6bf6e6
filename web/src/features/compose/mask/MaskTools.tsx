import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '@/ui/Icon';
import { Slider } from '@/ui/Slider';
import type { Brush } from './MaskStage';
import styles from './MaskTools.module.css';
import type { MaskPainting } from './useMask';

interface Props {
  brush: Brush;
  onBrush: (brush: Brush) => void;
  /** Of the brush, pixels of the picture. */
  most: number;
  painting: MaskPainting;
}

export function MaskTools({ brush, onBrush, most, painting }: Props) {
  const { t } = useTranslation();
  const tool = (icon: IconName, name: string, key: string, onClick: () => void, rest: object = {}) => (
    <button type="button" title={key === '' ? name : `${name} (${key})`} onClick={onClick} {...rest}>
      <Icon name={icon} />
      <span>{name}</span>
    </button>
  );
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('mask.tools')}>
      {tool('brush', t('mask.brush'), 'B', () => onBrush({ ...brush, erase: false }), { 'aria-pressed': !brush.erase })}
      {tool('erase', t('mask.eraser'), 'E', () => onBrush({ ...brush, erase: true }), { 'aria-pressed': brush.erase })}
      <div className={styles.size}>
        <span aria-hidden="true">{t('mask.size')}</span>
        <div className={styles.slider}>
          <Slider
            label={t('mask.size')}
            min={1}
            max={most}
            value={brush.size}
            onChange={size => onBrush({ ...brush, size })}
          />
        </div>
        <b aria-hidden="true">{brush.size} px</b>
      </div>
      {tool('invert', t('mask.invert'), 'I', () => painting.mark({ kind: 'invert' }))}
      {tool('trash', t('mask.clear'), '', () => painting.mark({ kind: 'clear' }), { disabled: painting.share === 0 })}
      {tool('undo', t('mask.undo'), 'Ctrl Z', painting.undo, { disabled: !painting.canUndo })}
      {tool('redo', t('mask.redo'), 'Ctrl Y', painting.redo, { disabled: !painting.canRedo })}
    </div>
  );
}
