import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { downloadUrl, imageUrl } from '@/api/calls';
import type { Job, JobImage } from '@/api/types';
import { Icon } from '@/ui/Icon';
import styles from './PictureTile.module.css';

interface Props {
  job: Job;
  image: JobImage;
  /** One or two in a row are drawn large: the thumbnail would be soft. */
  large: boolean;
}

export function PictureTile({ job, image, large }: Props) {
  const { t } = useTranslation();
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading');
  const [attempt, setAttempt] = useState(0);
  const n = image.index + 1;
  const prompt = job.parameters.prompt;
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
        aria-label={t('tile.open', { n, prompt })}
      >
        <img
          key={attempt}
          src={imageUrl(image.id, large ? 'preview' : 'thumbnail')}
          alt={prompt}
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
    </div>
  );
}
