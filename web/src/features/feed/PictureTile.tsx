import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { downloadUrl, imageUrl } from '@/api/calls';
import type { Job, JobImage } from '@/api/types';
import { PICTURE_TYPE } from '@/domain/references/dragTypes';
import { referenceOf } from '@/domain/references/reference';
import { Icon } from '@/ui/Icon';
import { PictureActions } from './PictureActions';
import styles from './PictureTile.module.css';

interface Props {
  job: Job;
  image: JobImage;
  title: string;
  /** One or two in a row are drawn large: the thumbnail would be soft. */
  large: boolean;
}

export function PictureTile({ job, image, title, large }: Props) {
  const { t } = useTranslation();
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading');
  const [attempt, setAttempt] = useState(0);
  const n = image.index + 1;
  if (state === 'broken') {
    return (
      <div className={styles.broken}>
        <span>{t('tile.broken')}</span>
        <button
          type="button"
          onClick={() => {
            setAttempt(attempt + 1);
            setState('loading');
          }}
        >
          {t('tile.retry')}
        </button>
      </div>
    );
  }
  return (
    <div className={styles.tile}>
      <Link
        to={`/jobs/${job.id}/images/${image.id}`}
        preventScrollReset
        className={styles.open ?? ''}
        aria-label={t('tile.open', { n, prompt: title })}
        onDragStart={event => event.dataTransfer.setData(PICTURE_TYPE, JSON.stringify(referenceOf(image)))}
      >
        <img
          key={attempt}
          src={imageUrl(image.id, large ? 'preview' : 'thumbnail')}
          alt={title}
          width={image.width ?? undefined}
          height={image.height ?? undefined}
          loading="lazy"
          decoding="async"
          data-shown={state === 'shown'}
          onLoad={() => setState('shown')}
          onError={() => setState('broken')}
        />
      </Link>
      <a
        className={styles.download}
        href={downloadUrl(image.id)}
        download
        aria-label={t('tile.download', { n })}
        title={t('tile.downloadShort')}
      >
        <Icon name="down" small />
      </a>
      <PictureActions image={image} n={n} />
    </div>
  );
}
