import { useTranslation } from 'react-i18next';
import { imageUrl } from '@/api/calls';
import type { JobImage } from '@/api/types';
import styles from './Filmstrip.module.css';

interface Props {
  images: readonly JobImage[];
  position: number;
  onShow: (position: number) => void;
}

export function Filmstrip({ images, position, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.strip}>
      {images.map((image, i) => (
        <button
          key={image.id}
          type="button"
          aria-current={i === position}
          aria-label={t('lightbox.thumbnail', { n: i + 1 })}
          style={{ aspectRatio: `${image.width ?? 1} / ${image.height ?? 1}` }}
          onClick={() => onShow(i)}
        >
          <img src={imageUrl(image.id, 'thumbnail')} alt="" />
        </button>
      ))}
    </div>
  );
}
