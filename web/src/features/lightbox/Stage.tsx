import { useTranslation } from 'react-i18next';
import type { Job, JobImage } from '@/api/types';
import { Icon } from '@/ui/Icon';
import { Filmstrip } from './Filmstrip';
import { KeyHelp } from './KeyHelp';
import { Picture } from './Picture';
import styles from './Stage.module.css';
import { useLightboxKeys } from './useLightboxKeys';

interface Props {
  job: Job;
  title: string;
  images: readonly JobImage[];
  position: number;
  onShow: (position: number) => void;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}

export function Stage({ job, title, images, position, onShow, onStep, onClose }: Props) {
  const { t } = useTranslation();
  const image = images[position] as JobImage;
  const several = images.length > 1;
  useLightboxKeys({ job, image, onStep, onClose });

  return (
    <div className={styles.stage}>
      <div className={styles.top}>
        <button type="button" className={styles.round} aria-label={t('lightbox.close')} title="Esc" onClick={onClose}>
          <Icon name="x" />
        </button>
        <span aria-live="polite">{t('lightbox.position', { n: position + 1, total: images.length })}</span>
        <KeyHelp />
      </div>
      <Picture key={image.id} image={image} title={title} onSwipe={several ? onStep : () => undefined} />
      {several && (
        <>
          <button
            type="button"
            className={`${styles.round} ${styles.previous}`}
            aria-label={t('lightbox.previous')}
            onClick={() => onStep(-1)}
          >
            <Icon name="left" />
          </button>
          <button
            type="button"
            className={`${styles.round} ${styles.next}`}
            aria-label={t('lightbox.next')}
            onClick={() => onStep(1)}
          >
            <Icon name="right" />
          </button>
          <Filmstrip images={images} position={position} onShow={onShow} />
        </>
      )}
    </div>
  );
}
