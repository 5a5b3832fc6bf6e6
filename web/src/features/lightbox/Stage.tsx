import { useState, type TouchEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { imageUrl } from '@/api/calls';
import type { Job, JobImage } from '@/api/types';
import { Icon } from '@/ui/Icon';
import { Filmstrip } from './Filmstrip';
import { KeyHelp } from './KeyHelp';
import styles from './Stage.module.css';
import { useLightboxKeys } from './useLightboxKeys';

interface Props {
  job: Job;
  images: readonly JobImage[];
  position: number;
  onShow: (position: number) => void;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}

/** Shorter than this a touch is a tap or a wobble. */
const SWIPE = 48;

export function Stage({ job, images, position, onShow, onStep, onClose }: Props) {
  const { t } = useTranslation();
  const [touch, setTouch] = useState<number | null>(null);
  const image = images[position] as JobImage;
  const several = images.length > 1;
  useLightboxKeys({ job, image, onStep, onClose });

  const onTouchEnd = (event: TouchEvent): void => {
    const end = event.changedTouches[0]?.clientX;
    if (several && touch !== null && end !== undefined && Math.abs(end - touch) > SWIPE) {
      onStep(end < touch ? 1 : -1);
    }
    setTouch(null);
  };

  return (
    <div
      className={styles.stage}
      onTouchStart={event => setTouch(event.touches.length === 1 ? (event.touches[0]?.clientX ?? null) : null)}
      onTouchEnd={onTouchEnd}
    >
      <div className={styles.top}>
        <button type="button" className={styles.round} aria-label={t('lightbox.close')} title="Esc" onClick={onClose}>
          <Icon name="x" />
        </button>
        <span aria-live="polite">{t('lightbox.position', { n: position + 1, total: images.length })}</span>
        <KeyHelp />
      </div>
      <Picture key={image.id} image={image} prompt={job.parameters.prompt} />
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

/** The thumbnail, which the feed has loaded already, until the large picture is there. */
function Picture({ image, prompt }: { image: JobImage; prompt: string }) {
  const width = image.width ?? 1;
  const height = image.height ?? 1;
  return (
    <div className={styles.frame}>
      <img
        className={styles.picture}
        src={imageUrl(image.id, 'original')}
        alt={prompt}
        width={width}
        height={height}
        style={{ aspectRatio: `${width} / ${height}`, backgroundImage: `url("${imageUrl(image.id, 'thumbnail')}")` }}
      />
    </div>
  );
}
