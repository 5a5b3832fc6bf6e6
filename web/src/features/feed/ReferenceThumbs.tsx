import { useTranslation } from 'react-i18next';
import { pictureUrl } from '@/domain/references/reference';
import { Icon } from '@/ui/Icon';
import styles from './ReferenceThumbs.module.css';

/** More than these are only counted. */
const SHOWN = 4;

/** The pictures that a job builds on, small. */
export function ReferenceThumbs({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <span className={styles.thumbs} role="img" aria-label={t('feed.references', { count: ids.length })}>
      {ids.slice(0, SHOWN).map((id, i) => {
        const url = pictureUrl(id, 'thumbnail');
        return url === null ? (
          <i key={i}>
            <Icon name="link" small />
          </i>
        ) : (
          <img key={i} src={url} alt="" loading="lazy" decoding="async" />
        );
      })}
      {ids.length > SHOWN && <b>+{ids.length - SHOWN}</b>}
    </span>
  );
}
